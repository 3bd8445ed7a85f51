"""A letter told to its sender: five plain steps with the days reached and promised, and what comes next."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import say_day, say_left
from congtam.interface.web.records.why import Line, Why, ground_labels, why_of
from congtam.mechanisms import rulebook
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.lifecycle.registry import Lifecycle, lifecycle_of
from congtam.mechanisms.rulebook import editions

PLAIN_STEPS = (
    gettext_lazy("Đã nhận đơn"),
    gettext_lazy("Xem xét, phân loại"),
    gettext_lazy("Thụ lý và giải quyết"),
    gettext_lazy("Có kết quả"),
    gettext_lazy("Trả lời anh/chị"),
)
OPEN, OFFICE, CITIZEN = "open", "office", "citizen"
#: what a promise is called, by its plain step: no word tells which kind of letter it is
PROMISED = {
    2: gettext_lazy("Xử lý đơn"),
    3: gettext_lazy("Thụ lý hoặc trả lời không thụ lý"),
    4: gettext_lazy("Giải quyết đơn"),
    5: gettext_lazy("Gửi kết quả cho anh/chị"),
}
#: lines of a computation that name the event, and so the kind of the letter
TELLING = ("start", "fixed", "total", "allows")


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A day by which the office has to do something, and how it was computed."""

    label: Any
    step: int
    due: date
    met_on: date | None
    late: bool
    provisional: bool
    why: Why
    paused_on: date | None = None
    pause_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Next:
    """What the sender may do, and until when."""

    text: Any
    last_day: date
    provisional: bool
    why: Why


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """The letter passed to another body on a day."""

    on: date
    to: str


@dataclass(kw_only=True)
class Story:
    """All that a citizen's page shows. ``unit`` has the letter now, ``received_by`` took it in."""

    sentence: Any
    unit: str
    unit_id: int
    received_by: str
    received_on: date
    done: bool
    steps: list[dict[str, Any]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    papers: list[dict[str, Any]] = field(default_factory=list)
    next: Next | None = None
    handed: tuple[HandedOver, ...] = ()


def tell(found: dict[str, Any], *, today: date) -> Story:
    """The story of what ``portal_follow`` gave."""
    lifecycle = lifecycle_of(found["kind"])
    state = lifecycle.state(found["state"])
    promises = _promises(found, lifecycle, today=today, public=state.public)
    paused = next((promise for promise in promises if promise.paused_on), None)
    handed = [each for each in found["handed"] if each["from"] != each["to"]]
    story = Story(
        sentence=_sentence(state.public, final=state.final, state=state, paused=paused),
        unit=found["unit"],
        unit_id=found["unit_id"],
        received_by=handed[0]["from"] if handed else found["unit"],
        received_on=found["opened_on"],
        done=state.final,
        promises=promises,
        papers=_papers(found, lifecycle),
        next=_next(found, lifecycle, today=today),
        handed=tuple(HandedOver(on=each["on"], to=each["to"]) for each in handed),
    )
    story.steps = _steps(found, promises, now=state.public, final=state.final, today=today)
    return story


def _sentence(public: int, *, final: bool, state: Any, paused: Promise | None) -> Any:
    """A state that ends the case says how; every other one says no more than its plain step, so that a
    sealed letter looks like any other. A term stands still only after the letter was accepted."""
    if final:
        return state.sentence
    if paused is not None:
        return _("Đơn đã được thụ lý; việc giải quyết đang tạm dừng.")
    return {
        1: _("Đơn đã được tiếp nhận và đang chờ xem xét."),
        2: _("Đơn đang được xem xét, phân loại."),
        3: _("Đơn đã được thụ lý và đang được giải quyết."),
        4: _("Đã có kết quả giải quyết, đang gửi cho anh/chị."),
        5: _("Kết quả đã được gửi cho anh/chị."),
    }[public]


def _steps(
    found: dict[str, Any],
    promises: list[Promise],
    *,
    now: int,
    final: bool,
    today: date,
) -> list[dict[str, Any]]:
    reached = _reached(found)
    steps = []
    for number, label in enumerate(PLAIN_STEPS, start=1):
        promise = next(
            (promise for promise in promises if promise.step == number and not promise.met_on), None
        )
        done = number < now or (final and number <= now)
        skipped = done and number not in reached
        steps.append(
            {
                "label": label,
                "state": "done" if done else "now" if number == now else "later",
                "reached": _day_of_step(number, reached, done=done),
                "promised": promise.due if promise and not promise.paused_on else None,
                "provisional": promise is not None and promise.provisional,
                "text": _("Không cần bước này.") if skipped else "",
                "delay": _delay(promise, today=today) if promise else "",
            }
        )
    return steps


def _day_of_step(number: int, reached: dict[int, date], *, done: bool) -> date | None:
    """When a step was done, that is when a later one was reached (the first is done on the day of receipt, the
    last when it is reached); for the present step the day since when."""
    later = [day for other, day in reached.items() if other > number]
    if done and later and number > 1 and number in reached:
        return min(later)
    return reached.get(number)


def _reached(found: dict[str, Any]) -> dict[int, date]:
    """A letter may go on as a record of another kind: each entry is read in the table of its own."""
    reached = {1: found["opened_on"]}
    for entry in found["entries"]:
        if entry["to"]:
            own = lifecycle_of(entry["event"].partition(":")[0])
            reached.setdefault(own.state(entry["to"]).public, entry["on"])
    return reached


def _delay(promise: Promise, *, today: date) -> str:
    if promise.paused_on:
        words = {"day": say_day(promise.paused_on), "reason": promise.pause_reason}
        return (
            _("Tạm dừng từ %(day)s. %(reason)s. Thời gian tạm dừng không tính vào hạn của cơ quan.") % words
        )
    if not promise.late:
        return ""
    late = say_left(promise.due, today=today, calendar=editions.shown().calendar)
    return _("Cơ quan chưa làm xong đúng hạn (%(late)s). Anh/chị có thể hỏi nơi tiếp nhận ở cuối trang.") % {
        "late": late
    }


def _promises(found: dict[str, Any], lifecycle: Lifecycle, *, today: date, public: int) -> list[Promise]:
    """The latest date of each duty that the office still has or has done (a letter may have many matters).

    Until a letter is accepted only the dates that every letter has are told: a complaint and a denunciation
    look alike.
    """
    shown = {duty for duty, step in lifecycle.promises.items() if step <= 2 or public > 2}
    latest: dict[str, dict[str, Any]] = {}
    for row in found["deadlines"]:
        if row["party"] == OFFICE and row["duty"] in shown and row["state"] != "cancelled":
            known = latest.get(row["duty"])
            if known is None or row["due_on"] >= known["due_on"]:
                latest[row["duty"]] = row
    return [_promise(row, lifecycle, today=today) for row in latest.values()]


def _promise(row: dict[str, Any], lifecycle: Lifecycle, *, today: date) -> Promise:
    step = lifecycle.promises[row["duty"]]
    return Promise(
        label=PROMISED[step],
        step=step,
        due=row["due_on"],
        met_on=row["met_on"],
        late=row["state"] == OPEN and row["due_on"] < today,
        provisional=row["provisional"],
        why=_plain(row, label=PROMISED[step]),
        paused_on=row["paused_on"],
        pause_reason=_pause_reason(row),
    )


def _clock(row: dict[str, Any]) -> rulebook.Clock:
    return rulebook.Clock.of(row["duty"], tuple(rulebook.Due.from_json(due) for due in row["explanation"]))


def _why(row: dict[str, Any]) -> Why:
    return why_of(
        _clock(row), facts=Facts.from_json(row["facts"]), provisional=row["provisional"],
        paused_on=row["paused_on"], book=editions.shown().book,
    )  # fmt: skip


def _plain(row: dict[str, Any], *, label: Any) -> Why:
    """The computation without law and event: the days alone, which are counted alike for each kind of letter."""
    told = _why(row)
    clock = _clock(row)
    since = Line(date=None, text=_("Tính từ %(day)s.") % {"day": say_day(row["event_on"])})
    parts = tuple(
        replace(
            part, title=label, citation="", note="",
            lines=(since, *(line for line, step in zip(part.lines, due.steps, strict=True)
                            if step.code not in TELLING)),
        )
        for part, due in zip(told.parts, clock.parallel, strict=True)
    )  # fmt: skip
    return replace(told, parts=parts, decisions=())


def _pause_reason(row: dict[str, Any]) -> str:
    """The ground of the present pause in the words of the rulebook; no typed reason is shown here."""
    pauses = [each for each in Facts.from_json(row["facts"]).decisions if each.kind == "pause"]
    if row["paused_on"] is None or not pauses:
        return ""
    return ground_labels(_clock(row), editions.shown().book).get(pauses[-1].reason, "")


def _papers(found: dict[str, Any], lifecycle: Lifecycle) -> list[dict[str, Any]]:
    return [
        {**paper, "label": kind_of(paper["kind"]).label}
        for paper in found["documents"]
        if paper["kind"] in lifecycle.citizen_papers
    ]


def _next(found: dict[str, Any], lifecycle: Lifecycle, *, today: date) -> Next | None:
    """The right to go on: from the receipt of the decision, or from a term that passed without one
    (Luật Khiếu nại 02/2011/QH13, Điều 33)."""
    rows = found["deadlines"]
    own = [row for row in rows if row["duty"] == lifecycle.going_on and row["state"] == OPEN]
    if own:
        row = max(own, key=lambda row: row["due_on"])
        facts = Facts.from_json(row["facts"])
        return _going_on(
            _clock(row), facts, _("Không đồng ý với kết quả? Anh/chị có quyền khiếu nại lần hai.")
        )
    missed = [
        row for row in rows
        if row["state"] == OPEN and lifecycle.promises.get(row["duty"]) == 4 and row["due_on"] < today
    ]  # fmt: skip
    if not missed or not lifecycle.going_on:
        return None
    last = max(missed, key=lambda row: row["due_on"])
    known = editions.shown().book.known_cases(lifecycle.going_on)
    facts = Facts(cases=tuple(case for case in Facts.from_json(last["facts"]).cases if case in known))
    try:
        clock = facts.compute(lifecycle.going_on, event_on=last["due_on"], edition=editions.shown())
    except (rulebook.RulebookError, rulebook.CalendarGap):
        return None  # law or calendar give no day: none is promised, and the rest of the page is still true
    return _going_on(clock, facts, _("Quá hạn mà chưa có kết quả: anh/chị có quyền khiếu nại lần hai."))


def _going_on(clock: rulebook.Clock, facts: Facts, text: str) -> Next:
    unsure = clock.outer.provisional
    why = why_of(clock, facts=facts, provisional=unsure, book=editions.shown().book)
    return Next(text=text, last_day=clock.outer.due, provisional=unsure, why=why)
