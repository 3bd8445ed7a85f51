"""Deadlines as they are shown: the date that warns, the outer limit, and every line of the computation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from congtam.foundation.calendar import say_day
from congtam.interface.web.records.alarms import ALARM
from congtam.interface.web.records.why import Line, Why, why_of
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.clocks import explanation_of
from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline
from congtam.mechanisms.lifecycle.registry import Lifecycle
from congtam.mechanisms.rulebook import editions


@dataclass(frozen=True, kw_only=True)
class Block:
    """One deadline. ``warn`` is set where a text in force gives an earlier date than ``due``; ``why`` tells
    how the day was found; ``alarm``: the law ties consequences to the day itself."""

    label: str
    due: date
    start: date
    steps: tuple[Line, ...]
    citation: str
    confidence: str
    rule: str
    calendar: str
    warn: date | None = None
    warn_citation: str = ""
    provisional: bool = False
    met_on: date | None = None
    cancelled: bool = False
    citizen: bool = False
    main: bool = False
    alarm: bool = False
    duty: str = ""
    item: int = 0
    paused_on: date | None = None
    why: Why | None = None

    @property
    def paused(self) -> bool:
        return self.paused_on is not None

    @property
    def running(self) -> bool:
        return self.met_on is None and not self.cancelled


@dataclass(frozen=True, kw_only=True)
class NoDate:
    """A duty without a date, and why: the law gave none on that day."""

    label: str
    reason: str


def blocks(
    deadlines: Iterable[Deadline], *, lifecycle: Lifecycle, items: Mapping[int, Any] | None = None
) -> list[Block]:
    """The record's deadlines: running ones first, the nearest on top; then those that are over.

    ``items`` names the items; the office's nearest open one is ``main``.
    """
    rows = sorted(deadlines, key=_order)
    main = next((row.pk for row in rows if row.state in RUNNING and row.party == "office"), None)
    return [_block(row, lifecycle, items or {}, main=row.pk == main) for row in rows]


def _order(row: Deadline) -> tuple[bool, bool, bool, bool, date]:
    over = row.state not in RUNNING
    return (over, row.state == "cancelled", row.state == "paused", row.party != "office", row.due_on)


def _block(row: Deadline, lifecycle: Lifecycle, items: Mapping[int, Any], *, main: bool) -> Block:
    return of_clock(
        explanation_of(row),
        facts=Facts.from_json(row.facts),
        paused_on=row.paused_on,
        duty=row.duty,
        item=row.item,
        label=label_of(row.duty, lifecycle, item=row.item, items=items),
        met_on=row.met_on,
        cancelled=row.state == Deadline.State.CANCELLED,
        citizen=row.party == Deadline.Party.CITIZEN,
        provisional=row.provisional,
        main=main,
    )


def label_of(
    duty: str, lifecycle: Lifecycle, *, item: int = 0, items: Mapping[int, Any] | None = None
) -> str:
    """ "Giải quyết khiếu nại", with the item's name where the record has several; one that has no name is not told."""
    label = str(lifecycle.duty_labels.get(duty, duty))
    if item and items and len(items) > 1 and item in items:
        return _("%(duty)s – %(item)s") % {"duty": label, "item": items[item]}
    return label


def of_clock(
    clock: rulebook.Clock, *, label: str, provisional: bool | None = None, facts: Facts | None = None,
    paused_on: date | None = None, **state: Any,
) -> Block:  # fmt: skip
    """A deadline as the rulebook computed it, stored or foreseen."""
    outer, warn = clock.outer, clock.warn
    unsure = outer.provisional or warn.provisional if provisional is None else provisional
    book = editions.shown().book
    why = why_of(clock, facts=facts or Facts(), provisional=unsure, book=book, paused_on=paused_on)
    return Block(
        label=label,
        due=outer.due,
        start=outer.event,
        steps=tuple(_lines(clock)),
        citation=outer.citation,
        confidence=outer.confidence,
        rule=f"{outer.rule} ({outer.rule_version})",
        calendar=outer.calendar_version,
        warn=warn.due if warn.due != outer.due else None,
        warn_citation=warn.citation,
        provisional=unsure,
        alarm=outer.role == ALARM,
        paused_on=paused_on,
        why=why,
        **state,
    )


def _lines(clock: rulebook.Clock) -> Iterable[Line]:
    """Each text in force is told in full: two that run side by side would be a riddle as one list."""
    for due in clock.parallel:
        if len(clock.parallel) > 1:
            words = {"citation": due.citation, "day": say_day(due.due)}
            yield Line(date=None, text=_("Theo %(citation)s: hạn %(day)s") % words)
        for step in due.steps:
            yield Line(date=step.date, text=step.text(), citation=step.citation)


def foreseen(
    duty: str, *, event: date, lifecycle: Lifecycle, cases: Iterable[str] = (), item: int = 0,
    items: Mapping[int, Any] | None = None,
) -> Block | NoDate:  # fmt: skip
    """The deadline that would start on ``event``; nothing is stored."""
    label, facts = label_of(duty, lifecycle, item=item, items=items), Facts(cases=tuple(cases))
    try:
        clock = facts.compute(duty, event_on=event, edition=editions.shown())
    except rulebook.RulebookError as unknown:
        return NoDate(label=label, reason=unknown.text())
    except rulebook.CalendarGap as gap:
        return NoDate(label=label, reason=_("Chưa có lịch làm việc của năm %(year)s.") % {"year": gap.year})
    return of_clock(clock, label=label, facts=facts, duty=duty, item=item)


def moved(row: Deadline, facts: Facts, *, lifecycle: Lifecycle, items: Mapping[int, Any]) -> Block | NoDate:
    """The deadline as it would be with other facts; nothing is stored."""
    label = label_of(row.duty, lifecycle, item=row.item, items=items)
    try:
        clock = clocks.foreseen(row, facts)
    except clocks.ClockRefused as refused:
        return NoDate(label=label, reason=str(refused))
    return of_clock(clock, label=label, facts=facts, duty=row.duty, item=row.item)
