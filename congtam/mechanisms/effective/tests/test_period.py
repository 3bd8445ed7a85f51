"""Half-open periods: examples a person can check, and laws that hold for all."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.range import Range

from congtam.mechanisms.effective import Period

BASE = date(2025, 1, 1)
DAYS = [BASE + timedelta(days=number) for number in range(-2, 34)]


def day(number: int) -> date:
    return BASE + timedelta(days=number)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, 20))
    length = draw(st.none() | st.integers(1, 10))
    return Period(day(start), None if length is None else day(start + length))


def days_of(*parts: Period | None) -> list[date]:
    return [d for d in DAYS if any(part is not None and d in part for part in parts)]


def test_the_first_day_belongs_to_a_period_and_its_end_does_not() -> None:
    period = Period(date(2025, 1, 1), date(2025, 7, 1))
    assert date(2025, 1, 1) in period
    assert date(2025, 6, 30) in period
    assert date(2025, 7, 1) not in period


def test_a_period_without_a_known_end_holds_every_later_day() -> None:
    assert date.max in Period(date(2025, 1, 1))


@pytest.mark.parametrize("end", [date(2025, 1, 1), date(2024, 12, 31)])
def test_a_period_without_a_day_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Period(date(2025, 1, 1), end)


def test_a_period_written_with_its_last_day_ends_the_day_after() -> None:
    assert Period.through(date(2024, 12, 15), date(2025, 3, 14)).end == date(2025, 3, 15)


@pytest.mark.parametrize(
    "value", [Range(empty=True), Range(None, date(2025, 1, 1)), Range(None, None)], ids=str
)
def test_a_range_without_days_or_without_beginning_is_no_period(value: "Range[date]") -> None:
    with pytest.raises(ValueError, match="not a period"):
        Period.from_range(value)


def test_a_range_with_other_bounds_is_read_as_the_days_it_means() -> None:
    assert Period.from_range(Range(day(0), day(3), "(]")) == Period(day(1), day(4))


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        (Period(date(2025, 7, 1)), "từ ngày 01/07/2025", "from 01/07/2025"),
        (Period(date(2025, 7, 1), date(2025, 7, 2)), "ngày 01/07/2025", "on 01/07/2025"),
        (
            Period(date(2024, 12, 15), date(2025, 3, 15)),
            "từ ngày 15/12/2024 đến hết ngày 14/03/2025",
            "from 15/12/2024 to 14/03/2025",
        ),
    ],
)
def test_a_period_is_said_with_the_last_day_that_belongs_to_it(
    period: Period, vietnamese: str, english: str
) -> None:
    with translation.override("vi"):
        assert str(period) == vietnamese
    with translation.override("en"):
        assert str(period) == english


def test_a_period_meets_only_the_one_that_begins_where_it_ends() -> None:
    first = Period(day(0), day(5))
    assert first.meets(Period(day(5)))
    assert not first.meets(Period(day(6)))
    assert not Period(day(5)).meets(first)


@given(periods())
def test_a_period_survives_the_way_to_a_range_and_back(period: Period) -> None:
    assert Period.from_range(period.to_range()) == period


@given(periods(), periods())
def test_the_intersection_holds_exactly_the_days_in_both(a: Period, b: Period) -> None:
    assert days_of(a.intersect(b)) == [d for d in DAYS if d in a and d in b]
    assert a.overlaps(b) == b.overlaps(a) == (a.intersect(b) is not None)


@given(periods(), st.sampled_from(DAYS))
def test_a_cut_loses_no_day(period: Period, at: date) -> None:
    before, after = period.cut(at)
    assert days_of(before) == [d for d in DAYS if d in period and d < at]
    assert days_of(after) == [d for d in DAYS if d in period and d >= at]


@given(periods(), periods())
def test_what_is_left_without_another_period_is_in_order_and_apart(a: Period, b: Period) -> None:
    parts = a.without(b)
    assert days_of(*parts) == [d for d in DAYS if d in a and d not in b]
    assert not any(part.overlaps(b) for part in parts)
    assert [part.start for part in parts] == sorted(part.start for part in parts)


@given(periods(), periods())
def test_a_period_covers_another_when_nothing_of_it_is_left(a: Period, b: Period) -> None:
    assert a.covers(b) == (b.without(a) == ())
