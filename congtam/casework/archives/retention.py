"""How long a closed record is kept: the state in which it ended names a duty, the rulebook gives the days.

Where the rulebook has no value nothing is due: the record stays until the office has filled the value in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from congtam.foundation.calendar import CalendarGap
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import State, lifecycle_of, lifecycles
from congtam.mechanisms.rulebook import Due, Rule, RulebookError, due_of_rule
from congtam.mechanisms.rulebook.edition import Edition


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One line of the schedule: a kind of record, how it ended, the rules that say how long it is kept."""

    kind: str
    kind_label: Any
    state: State
    duty: str
    title: str
    rules: tuple[Rule, ...]


def outcomes(edition: Edition) -> Iterator[Outcome]:
    """Every way in which a record ends that names how long it is kept."""
    for lifecycle in lifecycles().values():
        for state in lifecycle.states:
            if state.keeps:
                duty = edition.book.duty(state.keeps)
                yield Outcome(
                    kind=lifecycle.kind, kind_label=lifecycle.label, state=state, duty=duty.id, title=duty.title,
                    rules=tuple(edition.book.rule(each) for each in duty.rules),
                )  # fmt: skip


def kept_to(record: Record, edition: Edition) -> Due | None:
    """Up to when the record is kept, with its explanation; None where no value is known for the day it closed."""
    duty = lifecycle_of(record.kind).state(record.state).keeps
    if not duty or record.closed_on is None:
        return None
    rule = next((each for each in edition.book.serving(duty, day=record.closed_on) if each.is_time), None)
    return _due(rule, record.closed_on, edition) if rule else None


def _due(rule: Rule, closed_on: date, edition: Edition) -> Due | None:
    try:
        return due_of_rule(rule, event=closed_on, calendar=edition.calendar, rulebook=edition.book)
    except (RulebookError, CalendarGap):
        return None


def due_on(today: date, edition: Edition) -> Q:
    """The closed records whose time to be kept is over on ``today``, as a condition on days: no row is computed."""
    found = Q(pk__in=())
    for outcome in outcomes(edition):
        for rule in outcome.rules:
            if (last := _last_closed(rule, today, edition)) is not None:
                found |= Q(
                    kind=outcome.kind,
                    state=outcome.state.name,
                    closed_on__gte=rule.effective_from,
                    closed_on__lte=last,
                )
    return found


def _last_closed(rule: Rule, today: date, edition: Edition) -> date | None:
    """The latest day of closing whose time under ``rule`` is over: later days end later, so it is found by halves."""
    first = rule.effective_from
    if not rule.is_time or rule.value is None or first is None:
        return None
    end = min(today, rule.effective_to - timedelta(days=1)) if rule.effective_to else today
    low, high = -1, (end - first).days
    while low < high:
        middle = (low + high + 1) // 2
        due = _due(rule, first + timedelta(days=middle), edition)
        if due is not None and due.due < today:
            low = middle
        else:
            high = middle - 1
    return first + timedelta(days=low) if low >= 0 else None


#: how long after closing a settled complaint goes to the archive (Thông tư 07/2013/TT-TTCP, until 10 December 2020)
HAND_OVER = "complaint.hand_over_file"


def hand_over_by(record: Record, edition: Edition) -> Due | None:
    """Until when the closed file is to be handed to the archive; None where no rule was in force on that day, or the
    record ended in another way than by being settled."""
    duty = edition.book.duties.get(HAND_OVER)
    settled = lifecycle_of(record.kind).state(record.state).keeps == "archives.keep_settled"
    if duty is None or record.closed_on is None or not settled:
        return None
    rule = next((each for each in edition.book.serving(duty.id, day=record.closed_on) if each.is_time), None)
    return _due(rule, record.closed_on, edition) if rule else None
