"""What a change of the law or the calendar does to the clocks that run: foreseen, then applied and journaled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congtam.foundation import editions
from congtam.foundation.access.actor import Actor, system_actor
from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle import clocks, journal, reactions
from congtam.mechanisms.lifecycle.bulk import update_many
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record

EVENT = "deadline_moved"
#: name of the part of the system that moves deadlines, in the journal
SYSTEM = "rulebook"
_AT_ONCE = 500
#: records that are locked, moved and told in a few statements
RECORDS_AT_ONCE = 250


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


def apply(
    moves: Iterable[Move], *, on: date, edition: int, change: str, at_once: int = RECORDS_AT_ONCE
) -> int:
    """Store the moved dates and journal them: one entry on each record, which names the change (its code) and the
    edition. ``moves`` are read one after the other, by record, and stored in portions of ``at_once`` records. The
    version of each record is raised, so that whoever has it open is told. The caller's transaction holds it all
    together. Returns how many clocks moved."""
    editions.hold()  # before the rows, as every act does (`editions.hold`)
    by_record = (list(found) for _record, found in groupby(moves, key=lambda move: move.deadline.record_id))
    count = 0
    while portion := list(islice(by_record, at_once)):
        count += _apply_portion(portion, on=on, edition=edition, change=change)
    return count


def _apply_portion(portion: list[list[Move]], *, on: date, edition: int, change: str) -> int:
    records, groups = _as_they_are_now(portion)
    told = [
        journal.Told(
            record=records[group[0].deadline.record_id],
            actor=_part_of_the_system(group[0].deadline.unit_id),
            payload={"edition": edition, "change": change, "moves": [_told(move) for move in group]},
        )
        for group in groups
    ]
    moves = [move for group in groups for move in group]
    _store(moves)
    for each in told:
        each.record.version += 1
    for entry in journal.append_each(told, event=EVENT, on=on, changed=("version",)):
        reactions.announce(entry)
    return len(moves)


def _as_they_are_now(portion: list[list[Move]]) -> tuple[dict[int, Record], list[list[Move]]]:
    """The records, locked from here on, and the moves by record: without the clocks that an act has ended since they
    were read; one that an act has changed is computed again."""
    ids = [group[0].deadline.record_id for group in portion]
    locked = Record.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",))
    records = {record.pk: record for record in locked}
    found = Deadline.objects.filter(
        pk__in=[move.deadline.pk for group in portion for move in group], state__in=RUNNING
    )
    rows = {row.pk: row for row in found.select_related("record").defer("explanation")}
    now = ([_again(move, rows.get(move.deadline.pk)) for move in group] for group in portion)
    groups = [[each for each in group if isinstance(each, Move)] for group in now]
    return records, [group for group in groups if group]


def _again(move: Move, row: Deadline | None) -> Move | Stuck | None:
    if row is None or _state_of(row) == _state_of(move.deadline):
        return move if row else None
    return _compared(row, move.edition)


def _state_of(row: Deadline) -> tuple[Any, ...]:
    return row.facts, row.warn_on, row.due_on, row.provisional


def _told(move: Move) -> dict[str, Any]:
    return {key: value for key, value in move.to_json().items() if key != "record"}


def _store(moves: list[Move]) -> None:
    columns: dict[str, Any] = {}
    for move in moves:
        columns = clocks.stored(move.clock)
        for name, value in columns.items():
            setattr(move.deadline, name, value)
    update_many([move.deadline for move in moves], tuple(columns))


def _part_of_the_system(unit_id: int) -> Actor:
    return system_actor(SYSTEM, unit_id=unit_id)
