"""Months, quarters and years, civil and as reports cut them."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators.spans import Kind, Span, calendars, presets

CALENDARS = st.sampled_from(["civil", "reporting"])
DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))
WITHOUT_GAPS = st.sampled_from([Kind.MONTH, Kind.QUARTER, Kind.YEAR])


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        (Kind.QUARTER, 1, date(2024, 12, 15), date(2025, 3, 14)),
        (Kind.QUARTER, 2, date(2025, 3, 15), date(2025, 6, 14)),
        (Kind.QUARTER, 4, date(2025, 9, 15), date(2025, 12, 14)),
        (Kind.MONTH, 1, date(2024, 12, 15), date(2025, 1, 14)),
        (Kind.HALF, 1, date(2024, 12, 15), date(2025, 6, 14)),
        (Kind.NINE_MONTHS, 1, date(2024, 12, 15), date(2025, 9, 14)),
        (Kind.YEAR, 1, date(2024, 12, 15), date(2025, 12, 14)),
    ],
)
def test_a_reporting_period_is_cut_after_the_14th(kind: Kind, number: int, first: date, last: date) -> None:
    assert Span("reporting", kind, 2025, number).period == Period.through(first, last)


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        (Kind.MONTH, 2, date(2024, 2, 1), date(2024, 2, 29)),
        (Kind.MONTH, 12, date(2024, 12, 1), date(2024, 12, 31)),
        (Kind.QUARTER, 1, date(2024, 1, 1), date(2024, 3, 31)),
        (Kind.YEAR, 1, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_civil_period_begins_on_the_first(kind: Kind, number: int, first: date, last: date) -> None:
    assert Span("civil", kind, 2024, number).period == Period.through(first, last)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 14), "reporting-2025-year-1"),
        (date(2025, 12, 15), "reporting-2026-year-1"),
    ],
)
def test_the_reporting_year_ends_on_14_december(day: date, expected: str) -> None:
    span = Span.containing(day, Kind.YEAR, calendar="reporting")
    assert span is not None
    assert span.key == expected


@given(DAYS, WITHOUT_GAPS, CALENDARS)
def test_every_day_is_in_the_span_that_contains_it_and_spans_meet(
    day: date, kind: Kind, calendar: str
) -> None:
    span = Span.containing(day, kind, calendar=calendar)
    assert span is not None
    assert day in span.period
    assert span.previous.period.meets(span.period)
    assert Span.from_key(span.key) == span


@given(DAYS, CALENDARS)
def test_after_the_first_half_a_day_is_in_no_half(day: date, calendar: str) -> None:
    half = Span.containing(day, Kind.HALF, calendar=calendar)
    month = Span.containing(day, Kind.MONTH, calendar=calendar)
    assert month is not None
    assert (half is not None) == (month.number <= 6)


@pytest.mark.parametrize(
    "key",
    ["", "civil-2025-quarter-5", "lunar-2025-year-1", "civil-2025-week-1", "civil-02025-year-1", "a-b-c-d"],
)
def test_an_address_that_names_no_span_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Span.from_key(key)


def test_a_page_offers_this_and_the_last_month_quarter_and_year() -> None:
    assert [span.key for span in presets(date(2025, 1, 14), calendar="reporting")] == [
        "reporting-2025-month-1",
        "reporting-2024-month-12",
        "reporting-2025-quarter-1",
        "reporting-2024-quarter-4",
        "reporting-2025-year-1",
        "reporting-2024-year-1",
    ]


@pytest.mark.parametrize(
    ("kind", "number", "vietnamese", "english"),
    [
        (Kind.MONTH, 3, "Tháng 3/2025", "Month 3/2025"),
        (Kind.QUARTER, 4, "Quý IV/2025", "Quarter IV/2025"),
        (Kind.HALF, 1, "6 tháng đầu năm 2025", "First 6 months of 2025"),
        (Kind.NINE_MONTHS, 1, "9 tháng đầu năm 2025", "First 9 months of 2025"),
        (Kind.YEAR, 1, "Năm 2025", "Year 2025"),
    ],
)
def test_a_span_is_called_as_an_office_calls_it(
    kind: Kind, number: int, vietnamese: str, english: str
) -> None:
    span = Span("reporting", kind, 2025, number)
    with translation.override("vi"):
        assert span.label == vietnamese
    with translation.override("en"):
        assert span.label == english


def test_a_calendar_that_follows_a_text_names_it_and_how_sure_it_is() -> None:
    reporting = calendars()["reporting"]
    assert reporting.citation == "Thông tư 01/2024/TT-TTCP"
    assert str(reporting.source_url).startswith("https://")
    assert reporting.confidence == "secondary_source"
    with translation.override("en"):
        assert reporting.title == reporting.title_en
