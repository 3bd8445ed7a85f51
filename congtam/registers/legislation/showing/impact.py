"""What would move, for people: each deadline with its record, and how many move by how many days."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.impact import Move
from congtam.mechanisms.lifecycle.models import Deadline, Record
from congtam.mechanisms.lifecycle.registry import UnknownKind, lifecycle_of
from congtam.mechanisms.rulebook import Rulebook
from congtam.registers.legislation.proposals import Foresight

#: deadlines listed on the page; all are counted
LISTED = 100


@dataclass(frozen=True, kw_only=True)
class Line:
    """One deadline, its outer limit and the day that warns. ``href`` is empty where the reader may not see the
    record; ``reason`` says why it is stuck."""

    code: str
    href: str
    duty: str
    before: date
    after: date | None
    days: int = 0
    warn_before: date | None = None
    warn_after: date | None = None
    provisional: bool = False
    was_provisional: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """How many deadlines move by so many days."""

    days: int
    count: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The whole preview."""

    open: int
    moved: int
    settled: int
    lines: list[Line]
    stuck: list[Line]
    groups: list[Group]
    more: int

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((group.count for group in self.groups), default=1)


def shown(found: Foresight, *, actor: Actor, book: Rulebook) -> Shown:
    """The foresight in words; which records the reader may open is one query."""
    moves = sorted(found.moves, key=lambda move: (-abs(move.days), move.deadline.due_on))[:LISTED]
    stuck = found.stuck[:LISTED]
    deadlines = [*(move.deadline for move in moves), *(each.deadline for each in stuck)]
    visible = _visible(deadlines, actor)
    counted = Counter(move.days for move in found.moves)
    return Shown(
        open=found.open,
        moved=found.moved,
        settled=found.settled,
        lines=[_line(move, visible, book) for move in moves],
        stuck=[_stuck_line(each.deadline, each.reason, visible, book) for each in stuck],
        groups=[Group(days=days, count=count) for days, count in sorted(counted.items())],
        more=len(found.moves) - len(moves),
    )


def duty_label(deadline: Deadline, book: Rulebook) -> str:
    """The duty as the domain calls it, or as the rulebook does."""
    try:
        label = lifecycle_of(deadline.record.kind).duty_labels.get(deadline.duty)
    except UnknownKind:
        label = None
    if label is None:
        label = book.duties[deadline.duty].title if deadline.duty in book.duties else deadline.duty
    return str(label)


def _visible(deadlines: Iterable[Deadline], actor: Actor) -> set[int]:
    ids = {deadline.record_id for deadline in deadlines}
    if not ids:
        return set()
    return set(policy_for(Record).visible(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _href(deadline: Deadline, visible: set[int]) -> str:
    page = lifecycle_of(deadline.record.kind).page if deadline.record_id in visible else ""
    return reverse(page, args=[deadline.record.code]) if page else ""


def _line(move: Move, visible: set[int], book: Rulebook) -> Line:
    row = move.deadline
    return Line(
        code=row.record.code,
        href=_href(row, visible),
        duty=duty_label(row, book),
        before=row.due_on,
        after=move.clock.outer.due,
        days=move.days,
        warn_before=row.warn_on,
        warn_after=move.clock.warn.due,
        provisional=move.provisional,
        was_provisional=row.provisional,
    )


def _stuck_line(row: Deadline, reason: str, visible: set[int], book: Rulebook) -> Line:
    return Line(
        code=row.record.code,
        href=_href(row, visible),
        duty=duty_label(row, book),
        before=row.due_on,
        after=None,
        was_provisional=row.provisional,
        reason=reason,
    )
