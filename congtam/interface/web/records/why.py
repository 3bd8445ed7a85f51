"""Why a deadline is the day it is: each text in force with its lines, what was decided since, the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congtam.foundation.calendar import say_day
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle.facts import Decision, Facts


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the computation. A line without a day heads those of one legal text."""

    date: date | None
    text: str
    citation: str | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One legal text that gives a date: its rule, and how the day is counted. ``note`` is what the rule says
    beside the number; ``page`` is its key where the book still has it."""

    title: str
    rule: str
    version: str
    citation: str
    source: str | None
    confidence: str
    due: date
    lines: tuple[Line, ...]
    note: str = ""
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Why:
    """All that "Vì sao?" tells. ``what_if`` is where one sees what a suspension would do; empty where the law
    knows none."""

    parts: tuple[Part, ...]
    decisions: tuple[Line, ...]
    law: str
    calendar: str
    what_if: str = ""


def why_of(
    clock: rulebook.Clock,
    *,
    facts: Facts,
    provisional: bool,
    book: rulebook.Rulebook,
    paused_on: date | None = None,
) -> Why:
    """The explanation of a clock as it was computed, stored or foreseen."""
    return Why(
        parts=tuple(_part(due, book) for due in clock.parallel),
        decisions=tuple(_decisions(clock, facts, book, paused_on)),
        law=_law(clock.outer.event, facts),
        calendar=_calendar(clock, provisional=provisional),
    )


def _part(due: rulebook.Due, book: rulebook.Rulebook) -> Part:
    rule = book.rules.get(due.rule)
    return Part(
        title=rule.title if rule else due.rule,
        rule=due.rule,
        version=due.rule_version,
        citation=due.citation,
        source=due.source,
        confidence=due.confidence,
        due=due.due,
        lines=tuple(_line(step, due) for step in due.steps),
        note=(rule.says or rule.note) if rule else "",
        page=rule.id if rule else "",
    )


def _line(step: rulebook.Step, due: rulebook.Due) -> Line:
    """The text's own citation stands above its lines; only another one is told beside a line."""
    citation = step.citation if step.citation != due.citation else None
    return Line(date=step.date, text=step.text(), citation=citation)


def _law(event: date, facts: Facts) -> str:
    if facts.law_of is None:
        return _("Áp dụng quy định có hiệu lực vào ngày phát sinh (%(day)s).") % {"day": say_day(event)}
    words = {"day": say_day(facts.law_of)}
    if facts.law_of == event:
        return _("Người có thẩm quyền đã chọn luật của ngày phát sinh (%(day)s).") % words
    return _("Người có thẩm quyền đã chọn luật của %(day)s, không phải của ngày phát sinh.") % words


def _calendar(clock: rulebook.Clock, *, provisional: bool) -> str:
    """Which calendar was counted with, and whether it is a provisional one."""
    days = [day for due in clock.parallel for day in (due.event, due.unrolled, due.due)]
    years = sorted({min(days).year, max(days).year})
    words = {"years": "–".join(map(str, years)), "version": clock.outer.calendar_version}
    if provisional:
        return _("Lịch làm việc %(years)s (bản %(version)s), chưa xác nhận: ngày này còn tạm tính.") % words
    return _("Lịch làm việc %(years)s (bản %(version)s), không phải lịch tạm tính.") % words


# -- what was decided -----------------------------------------------------------------------------------------


def _decisions(
    clock: rulebook.Clock, facts: Facts, book: rulebook.Rulebook, paused_on: date | None
) -> Iterable[Line]:
    labels = ground_labels(clock, book)
    for decision in facts.decisions:
        yield Line(date=decision.on, text=_told(decision, labels))
    if paused_on is not None:
        text = _("Thời hạn dừng từ %(day)s; ngày hạn ghi trên chưa tính thời gian tạm đình chỉ.")
        yield Line(date=paused_on, text=text % {"day": say_day(paused_on)})


def ground_labels(clock: rulebook.Clock, book: rulebook.Rulebook) -> dict[str, str]:
    """The grounds that the rules of the clock name, by id, in the reader's language."""
    rules = [book.rules[due.rule] for due in clock.parallel if due.rule in book.rules]
    names = {rule.pause for rule in rules} | {each.found_under for rule in rules for each in rule.extensions}
    found = (book.rules[name] for name in names if name and name in book.rules)
    return {ground.id: ground.label for rule in found for ground in rule.grounds}


def _told(decision: Decision, labels: dict[str, str]) -> str:
    """ "Tạm đình chỉ, văn bản số 12/QĐ-UBND: chờ cơ quan khác …" """
    said = _what(decision.kind)
    if decision.symbol:
        said = _("%(what)s, văn bản số %(symbol)s") % {"what": said, "symbol": decision.symbol}
    reasons = [labels[name] for name in decision.reason.split(",") if name in labels]
    if not reasons:
        return f"{said}."
    return _("%(what)s: %(reasons)s.") % {"what": said, "reasons": "; ".join(reasons)}


def _what(kind: str) -> str:
    return {
        "pause": _("Tạm đình chỉ"),
        "resume": _("Tiếp tục giải quyết"),
        "extension": _("Gia hạn"),
        "case": _("Xác định vụ việc phức tạp"),
        "law": _("Chọn luật áp dụng"),
        "handover": _("Bàn giao giữa hai cơ quan, thời hạn chạy tiếp"),
    }.get(kind, kind)
