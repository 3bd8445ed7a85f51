"""Reads the shipped years from YAML; an error names the file and the day."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from congtam.foundation.calendar.calendar import SATURDAY, Calendar
from congtam.foundation.calendar.days import CONFIDENCES, KINDS, DayOff, WorkedDay, YearPlan
from congtam.foundation.calendar.provisional import provisional_year

DATA = Path(__file__).parent / "data"
# The C loader reads the same language about eight times faster.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Row = TypeVar("Row", DayOff, WorkedDay)


class CalendarFileError(ValueError):
    """A file of the calendar is wrong: says which, and where."""


@cache
def default_calendar() -> Calendar:
    """The shipped calendar, with provisional years around it."""
    return Calendar(read_years(DATA), fallback=provisional_year)


def read_years(folder: Path) -> tuple[YearPlan, ...]:
    """All years of a folder. Raises `CalendarFileError`."""
    return tuple(_read_year(path) for path in sorted(folder.glob("*.yaml")))


def _read_year(path: Path) -> YearPlan:
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 -- a safe loader, the C one
    try:
        return _plan(cast("Mapping[str, Any]", raw))
    except (KeyError, TypeError, ValueError) as error:
        raise CalendarFileError(f"{path.name}: {error!r}") from error


def _plan(raw: Mapping[str, Any]) -> YearPlan:
    year = int(raw["year"])
    off = _by_day(_day_off(row) for row in raw["days_off"])
    worked = _by_day(_worked(row) for row in raw["worked"])
    _check(year, off, worked)
    return YearPlan(year=year, confidence=raw["confidence"], off=off, worked=worked)


def _by_day(rows: Iterable[Row]) -> dict[date, Row]:
    found: dict[date, Row] = {}
    for row in rows:
        if row.day in found:
            raise ValueError(f"{row.day} is listed twice")
        found[row.day] = row
    return found


def _day_off(row: Mapping[str, Any]) -> DayOff:
    return DayOff(
        day=_day(row["day"]),
        name_vi=row["name_vi"],
        kind=_one_of(KINDS, row["kind"]),
        confidence=_one_of(CONFIDENCES, row["confidence"]),
        source=row["source"],
        note_vi=row.get("note_vi"),
    )


def _worked(row: Mapping[str, Any]) -> WorkedDay:
    return WorkedDay(
        day=_day(row["day"]),
        instead_of=_day(row["instead_of"]),
        basis=row["basis"],
        confidence=_one_of(CONFIDENCES, row["confidence"]),
        source=row["source"],
    )


def _check(year: int, off: Mapping[date, DayOff], worked: Mapping[date, WorkedDay]) -> None:
    for day in (*off, *worked):
        if day.year != year:
            raise ValueError(f"{day} does not lie in {year}")
    for day in off:
        if day.weekday() >= SATURDAY:
            raise ValueError(f"{day} is a weekend day and off anyway")
    for day in worked:
        if day.weekday() < SATURDAY:
            raise ValueError(f"{day} is a weekday and worked anyway")


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return value


def _one_of(allowed: tuple[str, ...], value: object) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value
