"""Clocks of a record: started, met and cancelled by its acts, computed by the rulebook."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from congtam.mechanisms import rulebook
from congtam.mechanisms.lifecycle.models import Deadline, Record


def start(
    *,
    record: Record,
    duty: str,
    event_on: date,
    item: int = 0,
    cases: Iterable[str] = (),
    party: Deadline.Party = Deadline.Party.OFFICE,
) -> Deadline | None:
    """Start the clock of a duty and store it with its explanation. ``party`` is whose time it is.

    ``cases`` are all that hold for the item; the duty takes those that its rules know (a complex case has
    longer to be settled, and no longer to be told). Returns None where no rule of the duty was in force on
    the day: then the law gave no date, and the page says so. A clock of the same duty that still runs is
    replaced (the new event counts).
    """
    try:
        clock = rulebook.clock(duty, event=event_on, cases=_known(duty, cases))
    except rulebook.NotInForce:
        return None
    Deadline.objects.filter(record=record, item=item, duty=duty, state=Deadline.State.OPEN).update(
        state=Deadline.State.CANCELLED
    )
    return Deadline.objects.create(
        record=record,
        unit_id=record.unit_id,
        item=item,
        duty=duty,
        event_on=event_on,
        party=party,
        **_stored(clock),
    )


def _known(duty: str, cases: Iterable[str]) -> tuple[str, ...]:
    known = rulebook.default_rulebook().known_cases(duty)
    return tuple(case for case in cases if case in known)


def _stored(clock: "rulebook.Clock") -> dict[str, Any]:
    return {
        "warn_on": clock.warn.due,
        "due_on": clock.outer.due,
        "rule": clock.outer.rule,
        "rule_version": clock.outer.rule_version,
        "calendar_version": clock.outer.calendar_version,
        "provisional": clock.warn.provisional or clock.outer.provisional,
        "explanation": [due.to_json() for due in clock.parallel],
    }


def meet(*, record: Record, duties: Iterable[str], on: date, items: Iterable[int] | None = None) -> int:
    """The duties are done on ``on``: their open clocks stop. Returns how many."""
    return _open(record, duties, items).update(state=Deadline.State.MET, met_on=on)


def proved(*, record: Record, duty: str, on: date) -> int:
    """A proof says on which day the duty was done: that day counts, also where another was taken for it before.
    Returns how many clocks."""
    found = Deadline.objects.filter(record=record, duty=duty).exclude(state=Deadline.State.CANCELLED)
    return found.update(state=Deadline.State.MET, met_on=on)


def cancel(*, record: Record, duties: Iterable[str] | None = None, items: Iterable[int] | None = None) -> int:
    """The duties no longer apply (all open ones where none is named)."""
    return _open(record, duties, items).update(state=Deadline.State.CANCELLED)


def _open(record: Record, duties: Iterable[str] | None, items: Iterable[int] | None) -> QuerySet[Deadline]:
    found = Deadline.objects.filter(record=record, state=Deadline.State.OPEN)
    if duties is not None:
        found = found.filter(duty__in=tuple(duties))
    return found if items is None else found.filter(item__in=tuple(items))


def explanation_of(deadline: Deadline) -> rulebook.Clock:
    """The computation as it was stored: the date that warns, the outer limit, and all that run in parallel."""
    return rulebook.Clock.of(
        deadline.duty, tuple(rulebook.Due.from_json(due) for due in deadline.explanation)
    )
