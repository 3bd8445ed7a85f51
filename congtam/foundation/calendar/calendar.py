"""The calendar: a value made of years, asked about single days."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from congtam.foundation.calendar.days import DayOff, YearPlan
from congtam.foundation.calendar.words import WEEKDAYS

Fallback = Callable[[int], YearPlan | None]
ONE_DAY = timedelta(days=1)
SATURDAY = 5


class CalendarGap(LookupError):
    """No calendar is known for the year: an alarm, never silently a year without holidays."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no working calendar is known for the year {year}")
        self.year = year


class Calendar:
    """Working days from given years, and from `fallback` (provisional) for every other year.

    `fallback` returns the plan of a year that is not given, or None when it knows nothing of it; a day of
    such a year raises `CalendarGap`. Two calendars with the same data are equal.
    """

    def __init__(self, years: Iterable[YearPlan], *, fallback: Fallback | None = None) -> None:
        self._plans: dict[int, YearPlan] = {plan.year: plan for plan in years}
        self._shipped = frozenset(year for year, plan in self._plans.items() if plan.shipped)
        self._fallback = fallback

    @cached_property
    def version(self) -> str:
        """Short hash (12 hex digits) of the years given; provisional years do not take part."""
        rows = [
            [year, plan.confidence, _rows(plan.off), _rows(plan.worked)]
            for year, plan in sorted(self._plans.items())
            if plan.shipped
        ]
        text = json.dumps(rows, ensure_ascii=False, default=str, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def shipped(self, year: int) -> bool:
        """Whether the year is part of the data; False means that dates which touch it are provisional."""
        return year in self._shipped

    @property
    def shipped_years(self) -> tuple[int, ...]:
        return tuple(sorted(self._shipped))

    def plan(self, year: int) -> YearPlan:
        """The year's plan. Raises `CalendarGap`."""
        plan = self._plans.get(year)
        if plan is None:
            plan = self._fallback(year) if self._fallback else None
            if plan is None:
                raise CalendarGap(year)
            self._plans[year] = plan
        return plan

    def is_working(self, day: date) -> bool:
        plan = self.plan(day.year)
        return day not in plan.off and (day.weekday() < SATURDAY or day in plan.worked)

    def is_worked_weekend(self, day: date) -> bool:
        """A Saturday (or Sunday) worked in exchange for a weekday off."""
        return day in self.plan(day.year).worked

    def swapped_for(self, day: date) -> date | None:
        """The weekday that was given off for this worked Saturday."""
        worked = self.plan(day.year).worked.get(day)
        return worked.instead_of if worked else None

    def why_off(self, day: date) -> DayOff | None:
        """The weekend or the named holiday; None on a working day."""
        if self.is_working(day):
            return None
        named = self.plan(day.year).off.get(day)
        return named or DayOff(day, WEEKDAYS[day.weekday()], "weekend", "verified_in_law_text")

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, otherwise the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working(self, day: date) -> date:
        """The day itself when it is worked, otherwise the last working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which is day 0; before it when n is negative; `day` for 0."""
        step = ONE_DAY if n > 0 else -ONE_DAY
        for _counted in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and with `until`."""
        return sum(self.is_working(day) for day in days_between(after, until))


def days_between(after: date, until: date) -> Iterator[date]:
    """The days after `after`, up to and with `until`."""
    return (after + timedelta(days=n) for n in range(1, (until - after).days + 1))


def _rows(days: Mapping[date, object]) -> list[str]:
    return [repr(days[day]) for day in sorted(days)]
