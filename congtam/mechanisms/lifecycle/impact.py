"""What a change of the law or the calendar does to the clocks that run: foreseen, then applied and journaled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor, system_actor
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline

EVENT = "deadline_moved"
#: name of the part of the system that moves deadlines, in the journal
SYSTEM = "rulebook"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One running clock whose dates would be others under ``edition``. ``days``: by how many calendar days the
    outer limit moves (negative: earlier); ``settled``: a date that was provisional no longer is (or the other way
    round)."""

    deadline: Deadline
    clock: "rulebook.Clock"
    edition: "rulebook.Edition"

    @property
    def days(self) -> int:
        return (self.clock.outer.due - self.deadline.due_on).days

    @property
    def provisional(self) -> bool:
        return self.clock.warn.provisional or self.clock.outer.provisional

    @property
    def moved(self) -> bool:
        """Whether a date is another, not only its being provisional."""
        return (self.clock.warn.due, self.clock.outer.due) != (self.deadline.warn_on, self.deadline.due_on)

    def to_json(self) -> dict[str, Any]:
        row = self.deadline
        return {
            "record": row.record.code,
            "duty": row.duty,
            "item": row.item,
            "warn_from": row.warn_on.isoformat(),
            "warn_to": self.clock.warn.due.isoformat(),
            "due_from": row.due_on.isoformat(),
            "due_to": self.clock.outer.due.isoformat(),
            "days": self.days,
            "provisional": self.provisional,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A running clock to which the changed law gives no date: it keeps the one it has, and people are told."""

    deadline: Deadline
    reason: str


def running(unit_ids: Iterable[int] | None = None) -> QuerySet[Deadline]:
    """The clocks that run, by record: all that row-level security shows, or those of some units. How each was
    explained is left in the database: it is long, and comes anew with each date."""
    found = Deadline.objects.filter(state__in=RUNNING).select_related("record").defer("explanation")
    if unit_ids is not None:
        found = found.filter(unit_id__in=tuple(unit_ids))
    return found.order_by("record_id", "pk")


def foreseen(deadlines: QuerySet[Deadline], *, edition: "rulebook.Edition") -> Iterator[Move | Stuck]:
    """What would move under the edition; nothing is stored. Read in portions, so memory stays flat."""
    for deadline in deadlines.iterator(chunk_size=_AT_ONCE):
        if (found := _compared(deadline, edition)) is not None:
            yield found


def _compared(deadline: Deadline, edition: "rulebook.Edition") -> Move | Stuck | None:
    try:
        clock = clocks.recomputed(deadline, edition=edition)
    except rulebook.RulebookError as error:
        return Stuck(deadline=deadline, reason=error.text())
    except rulebook.CalendarGap as gap:
        words = {"year": gap.year}
        return Stuck(deadline=deadline, reason=_("Chưa có lịch làm việc của năm %(year)s.") % words)
    move = Move(deadline=deadline, clock=clock, edition=edition)
    return move if move.moved or move.provisional != deadline.provisional else None


def apply(moves: Iterable[Move], *, on: date, edition: int, change: str) -> int:
    """Store the moved dates and journal them: one entry on each record, which names the change (its code) and the
    edition. ``moves`` are read one after the other, by record. The caller's transaction holds it all together.
    Returns how many clocks moved."""
    count = 0
    for _record, found in groupby(moves, key=lambda move: move.deadline.record_id):
        if group := _as_it_is_now(list(found)):
            _move(group, on=on, edition=edition, change=change)
            count += len(group)
    return count


def _as_it_is_now(group: list[Move]) -> list[Move]:
    """Without the clocks that an act has ended since they were read; one whose facts an act has changed is computed
    again. The record is locked from here on."""
    locked(group[0].deadline.record)
    found = Deadline.objects.filter(pk__in=[move.deadline.pk for move in group], state__in=RUNNING)
    rows = {row.pk: row for row in found.select_related("record").defer("explanation")}
    now = (_again(move, rows.get(move.deadline.pk)) for move in group)
    return [each for each in now if isinstance(each, Move)]


def _again(move: Move, row: Deadline | None) -> Move | Stuck | None:
    if row is None or row.facts == move.deadline.facts:
        return move if row else None
    return _compared(row, move.edition)


def _move(group: list[Move], *, on: date, edition: int, change: str) -> None:
    record = group[0].deadline.record
    told = [{key: value for key, value in move.to_json().items() if key != "record"} for move in group]
    for move in group:
        for name, value in clocks.stored(move.clock).items():
            setattr(move.deadline, name, value)
    Deadline.objects.bulk_update([move.deadline for move in group], list(clocks.stored(group[0].clock)))
    note_event(
        record, EVENT, actor=_part_of_the_system(record.unit_id), on=on,
        payload={"edition": edition, "change": change, "moves": told},
    )  # fmt: skip


def _part_of_the_system(unit_id: int) -> Actor:
    return system_actor(SYSTEM, unit_id=unit_id)
