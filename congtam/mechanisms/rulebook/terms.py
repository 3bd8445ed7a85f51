"""Counting: from a day, over terms and pauses, to a day. Knows calendars and units, no rules.

Sources of the way of counting: Bộ luật Dân sự 2015, Điều 147 (day of the event is day 0) and 148 (months,
last day off). That the first day of a suspension counts as used and the day of resumption is day 0 is our
reading.
"""

import calendar as gregorian
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import Calendar
from congtam.mechanisms.rulebook.errors import WrongTerm
from congtam.mechanisms.rulebook.schema import Unit

_TOO_FAR = gettext_lazy("Không đếm được thời hạn từ %(day)s: vượt quá các năm có thể tính.")
_RESUMED_EARLY = gettext_lazy(
    "Tạm đình chỉ %(start)s nhưng lại tiếp tục %(resume)s, trước ngày tạm đình chỉ."
)
_STARTED_EARLY = gettext_lazy(
    "Tạm đình chỉ %(start)s sớm hơn %(free_from)s, ngày bắt đầu đếm hoặc ngày tiếp tục lần trước."
)
MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Term:
    value: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Pause:
    """`start` is the last day used, `resume` the day 0 of what is left."""

    start: date
    resume: date


def advance(day: date, term: Term, calendar: Calendar) -> date:
    """The end of the term that starts on `day`; a negative value counts backwards. Raises `CalendarGap`."""
    try:
        if term.unit == "working_day":
            return calendar.add_working_days(day, term.value)
        if term.unit == "calendar_day":
            return day + timedelta(days=term.value)
        return add_months(day, term.value * (MONTHS_IN_YEAR if term.unit == "year" else 1))
    except (OverflowError, ValueError) as error:
        raise WrongTerm(_TOO_FAR, day=day) from error


def add_months(day: date, months: int) -> date:
    """The corresponding day of the month reached, or its last day where there is none (Điều 148 khoản 3)."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def left_of(term: Term, *, until: date, paused: date, calendar: Calendar) -> Term:
    """What is left of a term that would end on `until` when it pauses on `paused`, a day that counts as used.

    The rest of a term in months is told in days, since no month is left whole.
    """
    if term.unit == "working_day":
        return Term(calendar.working_days_between(paused, until), "working_day")
    return Term((until - paused).days, "calendar_day")


def read_pauses(pairs: Iterable[tuple[date, date]], *, event: date) -> tuple[Pause, ...]:
    """Suspensions in the order of time. Raises `WrongTerm` if they overlap or begin before the event."""
    pauses = tuple(Pause(start, resume) for start, resume in pairs)
    free_from = event
    for pause in pauses:
        if pause.resume < pause.start:
            raise WrongTerm(_RESUMED_EARLY, start=pause.start, resume=pause.resume)
        if pause.start < free_from:
            raise WrongTerm(_STARTED_EARLY, start=pause.start, free_from=free_from)
        free_from = pause.resume
    return pauses
