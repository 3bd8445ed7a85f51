"""What an office changes in the calendar: what a day becomes, and what contradicts the week."""

import json
from datetime import date

import pytest

from congtam.foundation.calendar import (
    CalendarGap,
    ChangedDay,
    WrongDay,
    YearPlan,
    changed_calendar,
    default_calendar,
)

WEDNESDAY, SATURDAY = date(2027, 3, 3), date(2027, 3, 6)
OFF = ChangedDay(day=WEDNESDAY, kind="local_off", name="Ngày hội (thử)", source="Thông báo 12 (thử)")


def test_a_day_off_is_off_and_says_why_and_by_which_notice() -> None:
    calendar = changed_calendar(default_calendar(), days=[OFF])
    off = calendar.why_off(WEDNESDAY)
    assert off is not None
    assert (off.reason, off.source, off.confidence) == (
        "Ngày hội (thử)",
        "Thông báo 12 (thử)",
        "confirmed_by_office",
    )


def test_a_swap_changes_two_days() -> None:
    days = [
        ChangedDay(day=WEDNESDAY, kind="swap_off", name="Hoán đổi"),
        ChangedDay(day=SATURDAY, kind="worked", instead_of=WEDNESDAY),
    ]
    calendar = changed_calendar(default_calendar(), days=days)
    assert (calendar.is_working(WEDNESDAY), calendar.is_working(SATURDAY)) == (False, True)


def test_a_later_change_of_the_same_day_counts() -> None:
    ordinary = ChangedDay(day=WEDNESDAY, kind="ordinary")
    assert changed_calendar(default_calendar(), days=[OFF, ordinary]).is_working(WEDNESDAY)


def test_a_holiday_of_the_shipped_calendar_can_be_made_ordinary() -> None:
    day = date(2026, 8, 31)
    assert not default_calendar().is_working(day)
    change = ChangedDay(day=day, kind="ordinary")
    assert changed_calendar(default_calendar(), days=[change]).is_working(day)


def test_the_calendar_that_was_changed_stays_as_it_was() -> None:
    calendar = default_calendar()
    version = calendar.version
    assert changed_calendar(calendar, days=[OFF]).version != version
    assert (calendar.version, calendar.is_working(WEDNESDAY)) == (version, True)


def test_a_changed_day_alone_confirms_no_year() -> None:
    assert not changed_calendar(default_calendar(), days=[OFF]).settled(2027)


def test_a_confirmed_year_is_settled_and_has_another_version() -> None:
    before = changed_calendar(default_calendar(), days=[OFF])
    after = changed_calendar(default_calendar(), days=[OFF], confirmed=[2027])
    assert (before.settled(2027), after.settled(2027)) == (False, True)
    assert before.version != after.version
    assert 2027 in after.settled_years


@pytest.mark.parametrize(
    "change",
    [
        ChangedDay(day=SATURDAY, kind="local_off", name="x"),
        ChangedDay(day=WEDNESDAY, kind="worked"),
        ChangedDay(day=WEDNESDAY, kind="local_off", name="  "),
    ],
)
def test_what_contradicts_the_week_is_refused(change: ChangedDay) -> None:
    with pytest.raises(WrongDay):
        changed_calendar(default_calendar(), days=[change])


def test_nothing_is_made_up_for_a_year_of_which_nothing_is_known() -> None:
    with pytest.raises(CalendarGap):
        changed_calendar(default_calendar(), confirmed=[2400])


@pytest.mark.parametrize("year", [2026, 2027])
def test_24_november_is_a_working_day_until_an_office_says_otherwise(year: int) -> None:
    day = date(year, 11, 24)
    assert default_calendar().is_working(day)
    off = ChangedDay(day=day, kind="statutory", name="Ngày Văn hóa Việt Nam")
    assert not changed_calendar(default_calendar(), days=[off]).is_working(day)


@pytest.mark.parametrize("year", [2019, 2026, 2027])
def test_a_year_reads_back_as_it_was_written_down(year: int) -> None:
    plan = changed_calendar(default_calendar(), days=[OFF], confirmed=[2027]).plan(year)
    assert YearPlan.from_json(json.loads(json.dumps(plan.to_json()))) == plan
