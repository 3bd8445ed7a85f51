"""The calendar: a value made of years, asked about single days."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache

from congtam.foundation.calendar.days import DayOff, WorkedDay, YearPlan

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
        self._given = tuple(sorted(self._plans))
        self._settled = frozenset(year for year, plan in self._plans.items() if plan.settled)
        self._fallback = fallback

    def replaced(self, plans: Iterable[YearPlan]) -> "Calendar":
        """The same calendar with these years in the place of its own."""
        given = {year: self._plans[year] for year in self._given} | {plan.year: plan for plan in plans}
        return Calendar(given.values(), fallback=self._fallback)

    @cached_property
    def version(self) -> str:
        """Short hash (12 hex digits) of the years given; those of the fallback do not take part."""
        plans = [(year, self._plans[year]) for year in self._given]
        rows = [
            [year, plan.confidence, _rows(plan.off), _rows(plan.worked), *([] if plan.settled else ["open"])]
            for year, plan in plans
        ]
        text = json.dumps(rows, ensure_ascii=False, default=str, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def settled(self, year: int) -> bool:
        """Whether the year is shipped or confirmed; False means that dates which touch it are provisional."""
        return year in self._settled

    @property
    def settled_years(self) -> tuple[int, ...]:
        return tuple(sorted(self._settled))

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
        return day not in plan.off if day.weekday() < SATURDAY else day in plan.worked

    def days_off(self, after: date, until: date) -> list[DayOff]:
        """The days off after `after`, up to and with `until`."""
        found = map(self.why_off, days_between(after, until))
        return [off for off in found if off]

    def worked_weekends(self, after: date, until: date) -> tuple[WorkedDay, ...]:
        """The Saturdays after `after`, up to and with `until`, that are worked in exchange for a weekday."""
        plans = map(self.plan, range(after.year, until.year + 1))
        found = (worked for plan in plans for day, worked in plan.worked.items() if after < day <= until)
        return tuple(sorted(found, key=lambda worked: worked.day))

    def why_off(self, day: date) -> DayOff | None:
        """The weekend or the named holiday; None on a working day."""
        plan = self.plan(day.year)
        if day.weekday() < SATURDAY:
            return plan.off.get(day)
        if day in plan.worked:
            return None
        return _weekend(day)

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


@lru_cache(maxsize=4096)
def _weekend(day: date) -> DayOff:
    """Kept, since a long term passes the same weekends again and again."""
    # untranslated: data; `DayOff.reason` says it in the language of the reader
    name = "thứ Bảy" if day.weekday() == SATURDAY else "Chủ nhật"
    return DayOff(day, name, "weekend", "verified_in_law_text")


def _rows(days: Mapping[date, object]) -> list[str]:
    return [repr(days[day]) for day in sorted(days)]
