"""The step of the working calendar: which years came along, how sure each is, which ones can be confirmed now."""

from dataclasses import dataclass

from congtam.foundation.calendar import default_calendar


@dataclass(frozen=True, kw_only=True)
class YearShown:
    """One year: how many weekdays are off, how many Saturdays are worked, how sure it is."""

    year: int
    off: int
    worked: int
    confidence: str
    settled: bool


def years_to_confirm(*, this_year: int) -> tuple[int, ...]:
    """The year in which the office begins and the next, into which its deadlines soon reach."""
    return this_year, this_year + 1


def years_shown(*, this_year: int) -> tuple[YearShown, ...]:
    """The shipped years, newest first, and the coming one where it is provisional."""
    calendar = default_calendar()
    years = {*calendar.settled_years, this_year, this_year + 1}
    return tuple(_shown(year) for year in sorted(years, reverse=True))


def _shown(year: int) -> YearShown:
    calendar = default_calendar()
    plan = calendar.plan(year)
    return YearShown(
        year=year,
        off=len(plan.off),
        worked=len(plan.worked),
        confidence=plan.confidence,
        settled=calendar.settled(year),
    )
