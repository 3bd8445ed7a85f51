"""What an office changes in the calendar: days off, swaps and worked Saturdays of its place, and years confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from django.utils.translation import gettext as _

from congtam.foundation.calendar.calendar import SATURDAY, Calendar
from congtam.foundation.calendar.days import DayOff, WorkedDay, YearPlan

#: what a day becomes: off (of a kind), worked although it is a weekend day, or as any other day of its week
ChangeKind = Literal["statutory", "compensatory", "swap_off", "local_off", "worked", "ordinary"]
CHANGE_KINDS: tuple[str, ...] = get_args(ChangeKind)
OFF_KINDS = frozenset({"statutory", "compensatory", "swap_off", "local_off"})


class WrongDay(ValueError):
    """A change that says nothing or contradicts the week; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    """One day as an office has it. `name` is why it is off, `instead_of` the day off that a worked Saturday
    makes up for, `source` the notice."""

    day: date
    kind: ChangeKind
    name: str = ""
    instead_of: date | None = None
    source: str = ""


def check_day(change: ChangedDay) -> None:
    """Raises `WrongDay`: a weekend day is off anyway, a weekday is worked anyway."""
    weekend = change.day.weekday() >= SATURDAY
    if change.kind in OFF_KINDS and weekend:
        raise WrongDay(_("%(day)s là ngày cuối tuần, vốn đã nghỉ.") % {"day": _short(change.day)})
    if change.kind == "worked" and not weekend:
        raise WrongDay(_("%(day)s là ngày trong tuần, vốn đã làm việc.") % {"day": _short(change.day)})
    if change.kind in OFF_KINDS and not change.name.strip():
        raise WrongDay(_("Hãy ghi tên ngày nghỉ %(day)s.") % {"day": _short(change.day)})


def changed_calendar(
    calendar: Calendar, *, days: Iterable[ChangedDay] = (), confirmed: Iterable[int] = ()
) -> Calendar:
    """The calendar with the office's days (a later change of a day counts) and confirmed years.

    Raises `CalendarGap` for a year that nothing is known of, `WrongDay`.
    """
    confirmed = frozenset(confirmed)
    by_year: dict[int, list[ChangedDay]] = {
        year: list(found) for year, found in groupby(sorted(days, key=_year), key=_year)
    }
    years = sorted(confirmed | set(by_year))
    return calendar.replaced(
        _plan(calendar.plan(year), by_year.get(year, []), confirmed=year in confirmed) for year in years
    )


def _plan(plan: YearPlan, days: Iterable[ChangedDay], *, confirmed: bool) -> YearPlan:
    off, worked = dict(plan.off), dict(plan.worked)
    for change in days:
        check_day(change)
        off.pop(change.day, None)
        worked.pop(change.day, None)
        if change.kind == "worked":
            worked[change.day] = WorkedDay(
                change.day, change.instead_of, change.source, "confirmed_by_office", change.source or None
            )
        elif change.kind != "ordinary":
            off[change.day] = DayOff(
                change.day, change.name, change.kind, "confirmed_by_office", change.source or None
            )
    confidence = "confirmed_by_office" if confirmed else plan.confidence
    return replace(plan, off=off, worked=worked, settled=plan.settled or confirmed, confidence=confidence)


def _year(change: ChangedDay) -> int:
    return change.day.year


def _short(day: date) -> str:
    return f"{day:%d/%m/%Y}"
