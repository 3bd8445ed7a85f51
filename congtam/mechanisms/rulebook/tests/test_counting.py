"""From an event to a date, one way of counting each."""

from datetime import date, datetime
from typing import Any

import pytest

from congtam.foundation.calendar import CalendarGap
from congtam.mechanisms.rulebook import Due, NotATimeRule, NoValue, WrongTerm, due_of_rule
from congtam.mechanisms.rulebook.tests.samples import book, extension, sample_rule

MONDAY = date(2026, 7, 6)


def counted(event: date = MONDAY, facts: dict[str, Any] | None = None, **changes: Any) -> Due:
    rule = sample_rule(**changes)
    return due_of_rule(rule, event=event, rulebook=book(rule), **(facts or {}))


def test_the_day_of_the_event_is_day_zero() -> None:
    assert counted(value=1).due == date(2026, 7, 7)


def test_a_last_day_on_a_sunday_rolls_to_monday_and_keeps_its_raw_date() -> None:
    found = counted(value=6)
    assert (found.unrolled, found.due) == (date(2026, 7, 12), date(2026, 7, 13))


def test_a_last_day_on_a_holiday_rolls_over_the_weekend_behind_it() -> None:
    assert counted(date(2026, 4, 20), value=10).due == date(2026, 5, 4)


def test_a_minimum_term_ends_at_the_raw_date() -> None:
    assert counted(value=6, role="minimum", roll="none").due == date(2026, 7, 12)


def test_working_days_leave_weekends_out() -> None:
    assert counted(value=7, unit="working_day").due == date(2026, 7, 15)


def test_a_worked_saturday_counts() -> None:
    assert counted(date(2026, 8, 21), value=1, unit="working_day").due == date(2026, 8, 22)


def test_a_backward_term_counts_towards_the_past_and_keeps_a_positive_value() -> None:
    found = counted(value=5, unit="working_day", direction="backward", roll="none")
    assert (found.due, found.value, found.direction) == (date(2026, 6, 29), 5, "backward")


def test_a_backward_last_day_off_stays_where_it_is() -> None:
    assert counted(date(2026, 7, 10), value=5, direction="backward", roll="none").due == date(2026, 7, 5)


@pytest.mark.parametrize(
    ("event", "value", "unit", "end"),
    [
        (date(2026, 1, 31), 1, "month", date(2026, 2, 28)),
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2026, 3, 15), 6, "month", date(2026, 9, 15)),
        (date(2025, 11, 30), 3, "month", date(2026, 2, 28)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2020, 5, 4), 5, "year", date(2025, 5, 4)),
    ],
    ids=["end of January", "leap year", "half a year", "over new year", "leap day", "five years"],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_last(
    event: date, value: int, unit: str, end: date
) -> None:
    assert counted(event, value=value, unit=unit).unrolled == end


def test_a_total_replaces_the_base_value() -> None:
    extensions = (extension("complex", "total", 45),)
    found = counted(extensions=extensions, value=30, facts={"cases": ["complex"]})
    assert (found.value, found.unrolled) == (45, date(2026, 8, 20))


def test_of_two_totals_the_longer_counts() -> None:
    extensions = (extension("complex", "total", 45), extension("remote", "total", 60))
    assert counted(extensions=extensions, facts={"cases": ["complex", "remote"]}).value == 60


def test_an_extension_counts_from_the_unrolled_end() -> None:
    extensions = (extension("complex", "addition", 10),)
    found = counted(value=6, extensions=extensions, facts={"extensions": 1})
    assert (found.unrolled, found.value) == (date(2026, 7, 22), 16)


def test_a_case_that_allows_an_extension_adds_nothing_by_itself() -> None:
    extensions = (extension("complex", "addition", 10),)
    assert counted(extensions=extensions, facts={"cases": ["complex"]}).value == 10


def test_an_extension_in_months_is_counted_from_the_end_before() -> None:
    extensions = (extension("complex", "addition", 1, "month"),)
    found = counted(date(2026, 1, 31), value=1, unit="month", extensions=extensions, facts={"extensions": 1})
    assert found.unrolled == date(2026, 3, 28)


# -- suspensions: the first day counts as used, the day of resumption is day 0 --

PAUSE = (date(2026, 7, 10), date(2026, 7, 20))


def test_a_suspension_leaves_what_was_not_used() -> None:
    assert counted(facts={"suspended": [PAUSE]}).unrolled == date(2026, 7, 26)


def test_suspended_working_days_are_counted_as_working_days() -> None:
    found = counted(value=7, unit="working_day", facts={"suspended": [PAUSE]})
    assert found.due == date(2026, 7, 23)


def test_two_suspensions_follow_one_another() -> None:
    again = (date(2026, 7, 22), date(2026, 8, 3))
    assert counted(facts={"suspended": [PAUSE, again]}).unrolled == date(2026, 8, 7)


def test_a_suspension_that_ends_the_day_it_starts_changes_nothing() -> None:
    pause = (date(2026, 7, 10), date(2026, 7, 10))
    assert counted(facts={"suspended": [pause]}).due == counted().due


def test_a_suspension_on_the_last_day_leaves_no_day() -> None:
    pause = (date(2026, 7, 16), date(2026, 8, 5))
    assert counted(facts={"suspended": [pause]}).due == date(2026, 8, 5)


def test_a_suspension_on_the_day_the_term_rolled_to_still_stops_it() -> None:
    pause = (date(2026, 7, 13), date(2026, 8, 5))
    assert counted(value=6, facts={"suspended": [pause]}).due == date(2026, 8, 5)


def test_a_suspension_after_the_term_has_run_out_does_not_bring_it_back() -> None:
    pause = (date(2026, 7, 17), date(2026, 8, 5))
    found = counted(facts={"suspended": [pause]})
    assert found.due == date(2026, 7, 16)
    assert "late_pause" in [step.code for step in found.steps]


def test_a_suspended_term_in_months_goes_on_in_days() -> None:
    found = counted(value=1, unit="month", facts={"suspended": [PAUSE]})
    assert found.unrolled == date(2026, 8, 16)


@pytest.mark.parametrize(
    "pauses",
    [
        [(date(2026, 7, 20), date(2026, 7, 10))],
        [(date(2026, 7, 1), date(2026, 7, 20))],
        [PAUSE, (date(2026, 7, 15), date(2026, 7, 30))],
        [(date(2026, 7, 22), date(2026, 7, 30)), PAUSE],
    ],
    ids=["ends before it starts", "starts before the event", "overlaps the one before", "out of order"],
)
def test_a_suspension_is_refused_that(pauses: list[tuple[date, date]]) -> None:
    with pytest.raises(WrongTerm):
        counted(facts={"suspended": pauses})


# -- what is refused --


@pytest.mark.parametrize("facts", [{"extensions": 1}, {"extensions": -1}, {"cases": ["complex"]}], ids=str)
def test_facts_that_the_rule_does_not_know_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(WrongTerm):
        counted(facts=facts)


@pytest.mark.parametrize("facts", [{"suspended": [PAUSE]}, {"extensions": 1}], ids=["suspended", "extended"])
def test_a_backward_term_is_neither(facts: dict[str, Any]) -> None:
    with pytest.raises(WrongTerm):
        counted(direction="backward", roll="none", facts=facts)


def test_a_rule_without_a_number_gives_no_date() -> None:
    with pytest.raises(NoValue):
        counted(value=None, unit=None, role="none", roll="none")


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "percent", "role": "threshold"},
        {"unit": "dong", "role": "threshold"},
        {"unit": "count", "role": "frequency", "per": "month"},
        {"unit": "calendar_day", "role": "none"},
    ],
    ids=["a percentage", "a sum", "a frequency", "a number of holidays"],
)
def test_what_is_no_term_gives_no_date(changes: dict[str, Any]) -> None:
    with pytest.raises(NotATimeRule):
        counted(**changes)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(TypeError):
        counted(datetime(2026, 7, 6, 12))  # noqa: DTZ001 -- the mistake under test


# -- years without a confirmed calendar --


def test_a_date_in_a_confirmed_year_is_not_provisional() -> None:
    assert not counted(date(2026, 12, 21)).provisional


def test_a_date_that_reaches_into_an_unconfirmed_year_is_provisional() -> None:
    assert counted(date(2026, 12, 28)).provisional


def test_working_days_that_pass_through_an_unconfirmed_year_are_provisional() -> None:
    assert counted(date(2018, 12, 28), value=5, unit="working_day").provisional


def test_beyond_every_calendar_there_is_an_error_and_no_date() -> None:
    with pytest.raises(CalendarGap):
        counted(date(2101, 1, 3))


def test_the_end_of_time_is_a_wrong_term() -> None:
    with pytest.raises(WrongTerm):
        counted(date(9999, 12, 30))
