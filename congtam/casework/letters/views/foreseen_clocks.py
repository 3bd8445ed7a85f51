"""What a step about terms would bring: the dates before and after, from what is typed so far. Nothing is stored."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters import law_choice
from congtam.casework.letters.actions.lengthening import CASE, law_facts
from congtam.casework.letters.actions.suspending import PAUSE, RESUME
from congtam.casework.letters.forms.clocks import lengthenable
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import COMPLEX, DIALOGUE, SETTLE, settling
from congtam.casework.letters.views.foreseen import Move, StepDates, step_dates
from congtam.casework.letters.views.shown import matter_names
from congtam.casework.letters.views.typed import typed_day
from congtam.interface.web.records.deadlines import NoDate, foreseen, label_of, moved
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions

Change = Callable[[Deadline], Facts]


def _value(form: Any, name: str) -> Any:
    return form[name].value() if name in form.fields else None


def _day(form: Any, name: str = "on") -> date | None:
    return typed_day(_value(form, name))


def suspended(letter: Letter, form: Any) -> StepDates:
    """The terms that stand still, and, for the day that is expected, when they would end."""
    on, back = _day(form), _day(form, "expected_on")
    dates = step_dates(letter, LETTER.step("suspend"), on)
    if on is None:
        return dates
    return replace(dates, moves=tuple(_paused(letter, row, on, back, _value(form, "ground") or "") for row in
                                      settling(letter.record)))  # fmt: skip


def _paused(letter: Letter, row: Deadline, on: date, back: date | None, ground: str) -> Move:
    decision = Decision(kind=PAUSE, on=on, reason=ground)

    def change(row: Deadline) -> Facts:
        clocks.check_pause(row, on=on, book=editions.shown().book)
        facts = Facts.from_json(row.facts).decided(decision)
        return facts.suspended_also(on, back) if back else facts

    found = _move(letter, row, change)
    if on > row.due_on:
        return replace(found, note=_("Thời hạn đã hết trước ngày tạm đình chỉ: hạn không đổi."))
    if back is None and not isinstance(found.after, NoDate):
        return replace(found, after=None, note=_("Thời hạn dừng; hạn mới chỉ có khi tiếp tục giải quyết."))
    return replace(found, note=_("Nếu tiếp tục vào ngày dự kiến.")) if back else found


def resumed(letter: Letter, form: Any) -> StepDates:
    """When the terms would end, counted on from the day that is typed."""
    on = _day(form)
    dates = step_dates(letter, LETTER.step("resume"), on)
    rows = letter.record.deadlines.filter(duty=SETTLE, state=Deadline.State.PAUSED).order_by("item")
    if on is None:
        return dates
    decision = Decision(kind=RESUME, on=on)
    moves = (_move(letter, row, lambda row: clocks.resumed(row, decision=decision)) for row in rows)
    return replace(dates, moves=tuple(moves))


def lengthened(letter: Letter, form: Any) -> StepDates:
    """The longer terms of the complaints that are chosen."""
    on = _day(form)
    places = {str(place) for place in _value(form, "places") or ()}
    if on is None:
        return StepDates(starts=(), ends=())
    decision = Decision(kind=CASE, on=on, reason=",".join(_value(form, "criteria") or ()))
    rows = [row for row in settling(letter.record) if str(row.item) in places]
    moves = (
        _move(letter, row, lambda row: clocks.in_case(row, case=COMPLEX, decision=decision)) for row in rows
    )
    return StepDates(starts=(), ends=(), moves=tuple(moves))


def under_another_law(letter: Letter, form: Any) -> StepDates:
    """The dates under the law that is chosen."""
    on, law = _day(form), _value(form, "law") or "event"
    if on is None:
        return StepDates(starts=(), ends=())
    rows = law_choice.undecided(letter.record, on=on, book=editions.shown().book)
    moves = (_move(letter, row, lambda row: law_facts(row, law=law, on=on)) for row in rows)
    return StepDates(starts=(), ends=(), moves=tuple(moves))


def meeting(letter: Letter, form: Any) -> StepDates:
    """Until when the parties are told of the dialogue."""
    day = _day(form, "meeting_on")
    starts: Iterable[Any] = () if day is None else (foreseen(DIALOGUE, event=day, lifecycle=LETTER),)
    return StepDates(starts=tuple(starts), ends=(), since=day)


def _move(letter: Letter, row: Deadline, change: Change) -> Move:
    names = matter_names(letter)
    label = label_of(row.duty, LETTER, item=row.item, items=names)
    try:
        after = moved(row, change(row), lifecycle=LETTER, items=names)
    except clocks.ClockRefused as refused:
        after = NoDate(label=label, reason=str(refused))
    return Move(label=label, before=row.due_on, after=after)


def places_of(letter: Letter) -> list[str]:
    """The only complaint that may be found complex is chosen already; of several none is."""
    places = [place for place, _summary in lengthenable(letter)]
    return places if len(places) == 1 else []
