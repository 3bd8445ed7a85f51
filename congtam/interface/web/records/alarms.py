"""A term that is no time to work to but a threshold: near it or past it, a line is marked in red."""

from collections.abc import Iterable
from datetime import date

from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions

ALARM = "alarm"
#: from how many working days before the day it is marked
NEAR = 3


def alarm_of(running: Iterable[Deadline], *, today: date) -> Deadline | None:
    """The first of the open deadlines whose rule is an alarm, once its day is near or past (no query)."""
    edition = editions.shown()
    for row in running:
        rule = edition.book.rules.get(row.rule)
        if rule is None or rule.role != ALARM or row.state != Deadline.State.OPEN:
            continue
        if row.due_on <= today or edition.calendar.working_days_between(today, row.due_on) <= NEAR:
            return row
    return None
