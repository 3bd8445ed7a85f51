"""Which days are worked, and why the others are not."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtam.foundation.calendar import Calendar, CalendarGap, DayOff, YearPlan, default_calendar, read_years
from congtam.foundation.calendar.names import HOLIDAY_NAMES
from congtam.foundation.calendar.source import DATA, CalendarFileError

SHIPPED_DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@pytest.fixture
def calendar() -> Calendar:
    return default_calendar()


def test_an_ordinary_tuesday_is_worked(calendar: Calendar) -> None:
    assert calendar.is_working(date(2025, 10, 14))
    assert calendar.why_off(date(2025, 10, 14)) is None


def test_a_weekend_is_off_because_it_is_one(calendar: Calendar) -> None:
    off = calendar.why_off(date(2025, 10, 12))
    assert off is not None
    assert (off.kind, off.reason) == ("weekend", "Chủ nhật")


def test_a_holiday_is_named_with_its_source(calendar: Calendar) -> None:
    off = calendar.why_off(date(2025, 9, 2))
    assert off is not None
    assert (off.reason, off.kind, off.confidence) == ("Quốc khánh", "statutory", "secondary_source")
    assert off.source


def test_a_day_in_lieu_says_so(calendar: Calendar) -> None:
    off = calendar.why_off(date(2026, 4, 27))
    assert off is not None
    assert off.reason == "Giỗ Tổ Hùng Vương (nghỉ bù)"


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2019, 4, 29), date(2019, 5, 4)),
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
    ids=str,
)
def test_a_swap_gives_a_weekday_for_a_worked_saturday(calendar: Calendar, off: date, worked: date) -> None:
    assert not calendar.is_working(off)
    assert calendar.is_working(worked)
    assert [each.instead_of for each in calendar.worked_weekends(worked - timedelta(days=1), worked)] == [off]


def test_the_swap_of_new_year_2019_reaches_back_into_2018(calendar: Calendar) -> None:
    assert not calendar.is_working(date(2018, 12, 31))
    assert calendar.is_working(date(2019, 1, 5))


def test_24_november_stays_a_working_day_until_somebody_turns_it_on(calendar: Calendar) -> None:
    assert calendar.is_working(date(2026, 11, 24))
    assert calendar.is_working(date(2027, 11, 24))


def test_the_days_off_that_fall_on_weekdays_are_those_of_the_facts(calendar: Calendar) -> None:
    counts = {year: len(calendar.plan(year).off) for year in calendar.settled_years}
    assert counts == {2019: 11, 2020: 10, 2021: 11, 2022: 11, 2023: 11, 2024: 12, 2025: 12, 2026: 13}


def test_a_year_that_is_not_shipped_is_provisional_and_knows_tet(calendar: Calendar) -> None:
    assert not calendar.settled(2027)
    off = calendar.why_off(date(2027, 2, 8))
    assert off is not None
    assert (off.name_vi, off.confidence) == ("Tết Âm lịch", "provisional")


def test_a_year_that_no_source_covers_is_an_alarm_and_not_a_year_without_holidays(calendar: Calendar) -> None:
    with pytest.raises(CalendarGap, match="2101"):
        calendar.is_working(date(2101, 3, 1))


def test_a_calendar_without_fallback_knows_only_its_years() -> None:
    only = Calendar(read_years(DATA))
    with pytest.raises(CalendarGap, match="2027"):
        only.is_working(date(2027, 3, 1))


def test_the_version_changes_with_the_data() -> None:
    years = read_years(DATA)
    off = DayOff(date(2026, 11, 24), "Ngày Văn hóa Việt Nam", "statutory", "secondary_source")
    last = years[-1]
    changed = YearPlan(last.year, last.confidence, {**last.off, off.day: off}, last.worked)
    turned_on = Calendar((*years[:-1], changed))
    assert turned_on.version != Calendar(years).version
    assert not turned_on.is_working(date(2026, 11, 24))


def test_the_version_is_the_same_for_the_same_data() -> None:
    assert Calendar(read_years(DATA)).version == default_calendar().version


def test_a_provisional_year_that_was_asked_does_not_change_the_version() -> None:
    calendar = Calendar(read_years(DATA), fallback=default_calendar().plan)
    before = calendar.version
    calendar.is_working(date(2027, 1, 4))
    assert (calendar.version, calendar == default_calendar()) == (before, True)


def test_every_name_of_a_day_off_is_marked_for_translation(calendar: Calendar) -> None:
    names = {off.name_vi for year in range(2015, 2040) for off in calendar.plan(year).off.values()}
    assert names <= set(map(str, HOLIDAY_NAMES))


@given(SHIPPED_DAYS, st.integers(1, 60))
def test_counting_back_from_where_one_arrived_returns_to_a_working_start(day: date, days: int) -> None:
    calendar = default_calendar()
    start = calendar.next_working(day)
    assert calendar.add_working_days(calendar.add_working_days(start, days), -days) == start


@given(SHIPPED_DAYS, st.integers(0, 60))
def test_as_many_working_days_lie_between_as_were_added(day: date, days: int) -> None:
    calendar = default_calendar()
    assert calendar.working_days_between(day, calendar.add_working_days(day, days)) == days


@given(SHIPPED_DAYS)
def test_a_day_is_worked_exactly_when_nothing_says_why_it_is_off(day: date) -> None:
    calendar = default_calendar()
    assert calendar.is_working(day) == (calendar.why_off(day) is None)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{day: 2026-09-05, name_vi: X, kind: statutory, confidence: from_memory, source: null}", "weekend"),
        ("{day: 2025-09-02, name_vi: X, kind: statutory, confidence: from_memory, source: null}", "2026"),
        ("{day: 2026-09-02, name_vi: X, kind: party, confidence: from_memory, source: null}", "party"),
        ("{day: soon, name_vi: X, kind: statutory, confidence: from_memory, source: null}", "soon"),
    ],
    ids=["a weekend day", "a day of another year", "an unknown kind", "no date"],
)
def test_a_file_with_a_wrong_day_is_refused_by_name(tmp_path: Path, line: str, complaint: str) -> None:
    text = f"year: 2026\nconfidence: from_memory\ndays_off:\n  - {line}\nworked: []\n"
    (tmp_path / "2026.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CalendarFileError, match=rf"2026\.yaml.*{complaint}"):
        read_years(tmp_path)
