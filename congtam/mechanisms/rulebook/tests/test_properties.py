"""What holds for every rule, day and suspension."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from congtam.foundation import clock
from congtam.foundation.calendar import default_calendar
from congtam.mechanisms.rulebook import Due, Rule, due_of_rule
from congtam.mechanisms.rulebook.tests.samples import book, sample_rule

# Far enough from the last shipped year that a long suspension stays inside the library's calendars.
EVENTS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
GAPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90)), max_size=4)
FORWARD = st.builds(
    sample_rule,
    value=st.integers(1, 120),
    unit=st.sampled_from(["calendar_day", "working_day"]),
    roll=st.sampled_from(["next_working_day", "none"]),
)


def pauses(event: date, gaps: list[tuple[int, int]]) -> list[tuple[date, date]]:
    """Suspensions in order: days until the next begins, days that it lasts."""
    found, free = [], event
    for wait, length in gaps:
        start = free + timedelta(days=wait)
        free = start + timedelta(days=length)
        found.append((start, free))
    return found


def counted(rule: Rule, event: date, **facts: Any) -> Due:
    return due_of_rule(rule, event=event, rulebook=book(rule), **facts)


@given(FORWARD, EVENTS, GAPS)
def test_computing_again_gives_the_same(rule: Rule, event: date, gaps: list[tuple[int, int]]) -> None:
    facts = {"suspended": pauses(event, gaps)}
    assert counted(rule, event, **facts) == counted(rule, event, **facts)


@given(FORWARD, EVENTS, GAPS)
def test_the_last_line_of_the_explanation_is_the_date(
    rule: Rule, event: date, gaps: list[tuple[int, int]]
) -> None:
    found = counted(rule, event, suspended=pauses(event, gaps))
    assert (found.steps[-1].date, found.steps[-1].code) == (found.due, "due")


@given(FORWARD, EVENTS, GAPS)
def test_one_more_suspension_never_shortens(rule: Rule, event: date, gaps: list[tuple[int, int]]) -> None:
    all_of_them = pauses(event, gaps)
    ends = [counted(rule, event, suspended=all_of_them[:count]).due for count in range(len(all_of_them) + 1)]
    assert ends == sorted(ends)


@given(FORWARD, EVENTS, GAPS, st.integers(0, 60))
def test_a_longer_suspension_never_shortens(
    rule: Rule, event: date, gaps: list[tuple[int, int]], more: int
) -> None:
    *before, (start, resume) = pauses(event, [*gaps, (3, 5)])
    longer = [*before, (start, resume + timedelta(days=more))]
    assert (
        counted(rule, event, suspended=longer).due
        >= counted(rule, event, suspended=[*before, (start, resume)]).due
    )


@given(FORWARD, EVENTS, st.integers(0, 30))
def test_a_later_event_never_gives_an_earlier_date(rule: Rule, event: date, later: int) -> None:
    assert counted(rule, event + timedelta(days=later)).due >= counted(rule, event).due


@given(FORWARD, EVENTS, GAPS)
def test_a_later_event_is_never_earlier_under_the_same_suspensions(
    rule: Rule, event: date, gaps: list[tuple[int, int]]
) -> None:
    next_day = event + timedelta(days=1)
    suspended = pauses(next_day, gaps)
    assert counted(rule, next_day, suspended=suspended).due >= counted(rule, event, suspended=suspended).due


@given(FORWARD, EVENTS, GAPS)
def test_a_stored_date_reads_back_equal(rule: Rule, event: date, gaps: list[tuple[int, int]]) -> None:
    found = counted(rule, event, suspended=pauses(event, gaps))
    assert Due.from_json(found.to_json()) == found


# -- the explanation leads to the date, and no date depends on the day it is asked ------------------------------


@given(FORWARD, EVENTS, GAPS)
def test_each_count_of_the_explanation_reaches_the_day_that_it_names(
    rule: Rule, event: date, gaps: list[tuple[int, int]]
) -> None:
    """Adding the days again, from the event and then from each resumption, gives the days of the lines."""
    found = counted(rule, event, suspended=pauses(event, gaps))
    day = event
    for step in found.steps:
        if step.code == "count":
            day = added_again(event, step.params["value"], step.params["unit"])
            assert day == step.date
        if step.code == "pause":
            day = added_again(
                date.fromisoformat(step.params["resume"]), step.params["value"], step.params["unit"]
            )
            assert day == step.date
    assert day == found.unrolled


@given(FORWARD, EVENTS, GAPS)
def test_the_lines_end_on_the_unrolled_day_and_then_on_the_binding_one(
    rule: Rule, event: date, gaps: list[tuple[int, int]]
) -> None:
    found = counted(rule, event, suspended=pauses(event, gaps))
    reached = [step.date for step in found.steps if step.code in ("count", "pause", "roll")]
    assert reached[-1] == found.due
    assert found.unrolled in reached
    assert found.due >= found.unrolled


@given(FORWARD, EVENTS)
def test_a_day_that_is_passed_over_is_off_and_one_that_is_not_is_worked(rule: Rule, event: date) -> None:
    found = counted(rule, event)
    if rule.unit != "working_day":
        return
    named = {
        date.fromisoformat(row[0])
        for step in found.steps
        if step.code == "skipped"
        for row in step.params["days"]
    }
    between = [event + timedelta(days=n) for n in range(1, (found.unrolled - event).days + 1)]
    assert {day for day in between if not default_calendar().is_working(day)} == named
    assert len(between) - len(named) == rule.value


@given(FORWARD, EVENTS, GAPS, st.sampled_from([date(2019, 2, 1), date(2026, 11, 24), date(2027, 2, 15)]))
def test_no_date_depends_on_the_day_it_is_asked(
    rule: Rule, event: date, gaps: list[tuple[int, int]], asked_on: date
) -> None:
    suspended = pauses(event, gaps)
    with clock.frozen(asked_on):
        then = counted(rule, event, suspended=suspended)
    assert then == counted(rule, event, suspended=suspended)


def added_again(day: date, value: int, unit: str) -> date:
    """Counting by hand, a day at a time."""
    left = value
    while left:
        day += timedelta(days=1)
        left -= unit == "calendar_day" or default_calendar().is_working(day)
    return day
