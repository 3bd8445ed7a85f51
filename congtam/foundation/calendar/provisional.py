"""Days off of a year that is not shipped, from the library `holidays`: good enough to plan by, never final.

The library knows the lunar calendar but not next year's swaps. It also counts 24 November (Ngày Văn hóa
Việt Nam), whose legal entry has not been read: it stays a working day until a confirmed year says otherwise.
"""
# untranslated: the library's own names, and ours, which names.py marks

from datetime import date

from congtam.foundation.calendar.days import DayKind, DayOff, WorkedDay, YearPlan

_PENDING = "Ngày Văn hóa"
_SWAPPED = "Nghỉ hoán đổi"
_SOURCE = "https://pypi.org/project/holidays/"
# What the library calls the days of Tết differs from day to day; here they carry one name.
_CANONICAL = (
    ("Tết Dương lịch", "Tết Dương lịch"),
    ("Giỗ Tổ", "Giỗ Tổ Hùng Vương"),
    ("Chiến thắng", "Ngày Chiến thắng"),
    ("Lao động", "Quốc tế Lao động"),
    ("Quốc khánh", "Quốc khánh"),
    ("Tết", "Tết Âm lịch"),
)


def provisional_year(year: int) -> YearPlan | None:
    """The library's plan for the year, or None for a year it does not cover."""
    from holidays.countries.vietnam import Vietnam  # half a second of imports, and seldom needed

    if not Vietnam.start_year <= year <= Vietnam.end_year:
        return None
    # The library has no types of its own.
    found = Vietnam(years=year, language="vi")  # type: ignore[no-untyped-call]
    weekdays = {day: name for day, name in found.items() if day.year == year and day.weekday() < 5}
    off = {day: _day_off(day, name) for day, name in weekdays.items() if _PENDING not in name}
    worked = {day: _worked(day) for day in found.weekend_workdays if day.year == year}
    return YearPlan(year=year, confidence="provisional", off=off, worked=worked, settled=False)


def _day_off(day: date, name: str) -> DayOff:
    canonical = next((ours for theirs, ours in _CANONICAL if theirs in name), _SWAPPED)
    return DayOff(day, canonical, _kind(name, canonical), "provisional", _SOURCE)


def _kind(name: str, canonical: str) -> DayKind:
    if canonical == _SWAPPED:
        return "swap_off"
    return "compensatory" if "nghỉ bù" in name else "statutory"


def _worked(day: date) -> WorkedDay:
    return WorkedDay(day, instead_of=None, basis="", confidence="provisional", source=_SOURCE)
