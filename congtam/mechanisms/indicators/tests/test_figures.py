"""Figures by period and unit, each open to what was counted, and unknown where it is not known."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators.counting import count, page_of, record_of, records_of
from congtam.mechanisms.indicators.spans import Kind, Span
from congtam.mechanisms.indicators.tables import Table, table
from congtam.mechanisms.indicators.tests.conftest import ALL, CLOSED, OPENED, STANDING, VISITS, opened
from congtam.mechanisms.indicators.tests.models import Case, Visit

Units = tuple[Unit, Unit]
TODAY = date(2025, 5, 20)
FIRST, SECOND, THIRD = QUARTERS = [
    Span("reporting", Kind.QUARTER, 2025, number).period for number in (1, 2, 3)
]


@pytest.fixture
def cases(units: Units) -> list[Case]:
    one, two = units
    made = [
        Case(unit=one, opened_on=date(2024, 12, 14)),
        Case(unit=one, opened_on=date(2024, 12, 15), closed_on=date(2025, 3, 15)),
        Case(unit=one, opened_on=date(2025, 3, 14)),
        Case(unit=one, opened_on=date(2025, 3, 15), closed_on=date(2025, 5, 1)),
        Case(unit=two, opened_on=date(2025, 1, 10)),
    ]
    Case.objects.bulk_create(made)
    Visit.objects.bulk_create(
        Visit(case=made[index], on=day)
        for index, day in ((1, date(2025, 1, 2)), (1, date(2025, 1, 3)), (4, date(2025, 1, 3)))
    )
    return made


@pytest.fixture
def everybody(units: Units, permission: str) -> Actor:
    return Actor(account=None, permissions={unit.pk: frozenset({permission}) for unit in units})


def of_all(actor: Actor, *indicators: Any, today: date = TODAY, **given: Any) -> Table:
    return table(indicators or ALL, QUARTERS, actor=actor, today=today, **given)


def values(found: Table, **given: Any) -> dict[str, list[int | None]]:
    return {line.indicator.name: [f.value for f in line.figures] for line in found.lines(**given)}


def test_what_happened_is_counted_in_the_period_of_its_day(cases: list[Case], units: Units) -> None:
    ids = [unit.pk for unit in units]
    assert count(OPENED, period=FIRST, unit_ids=ids) == 3
    assert count(OPENED, period=SECOND, unit_ids=ids) == 1
    assert count(CLOSED, period=SECOND, unit_ids=ids) == 2


def test_what_stands_is_counted_at_the_end_of_the_period(cases: list[Case], units: Units) -> None:
    ids = [unit.pk for unit in units]
    assert count(STANDING, period=FIRST, unit_ids=ids) == 4
    assert count(STANDING, period=SECOND, unit_ids=ids) == 3


def test_carried_over_and_new_are_closed_and_carried_forward(cases: list[Case], everybody: Actor) -> None:
    found = values(of_all(everybody, today=date(2026, 1, 1)))
    for place in (1, 2):
        carried_over, carried_forward = found["tests.standing"][place - 1], found["tests.standing"][place]
        new, done = found["tests.opened"][place], found["tests.closed"][place]
        assert None not in (carried_over, carried_forward, new, done)
        assert carried_over + new == done + carried_forward  # type: ignore[operator]


def test_without_a_unit_nothing_was_asked_and_nothing_is_not_zero(cases: list[Case]) -> None:
    assert count(OPENED, period=FIRST, unit_ids=[]) is None


def test_a_table_has_the_figures_of_each_unit_and_of_all(
    cases: list[Case], everybody: Actor, units: Units
) -> None:
    found = of_all(everybody)
    assert values(found)["tests.opened"] == [3, 1, None]
    assert values(found, unit_id=units[0].pk)["tests.opened"] == [2, 1, None]
    assert values(found, unit_id=units[1].pk)["tests.opened"] == [1, 0, None]
    assert values(found)["tests.visits"] == [3, 0, None]


def test_a_table_of_many_figures_is_one_query(
    cases: list[Case], everybody: Actor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert len(list(of_all(everybody).lines())) == len(ALL)
    with django_assert_num_queries(1):
        of_all(everybody, OPENED)


def test_each_figure_opens_to_as_many_rows_as_it_says(
    cases: list[Case], everybody: Actor, units: Units
) -> None:
    found = of_all(everybody)
    for unit_id in (None, *(unit.pk for unit in units)):
        for line in found.lines(unit_id=unit_id):
            for figure in line.figures:
                if figure.value is not None:
                    assert len(figure.records()) == figure.value


def test_a_period_that_has_not_begun_is_unknown_and_not_zero(cases: list[Case], everybody: Actor) -> None:
    figure = of_all(everybody).figure(OPENED, THIRD)
    with translation.override("vi"):
        assert (figure.value, str(figure), str(figure.why)) == (None, "—", "Chưa đến kỳ.")


def test_a_period_that_is_not_over_is_provisional(cases: list[Case], everybody: Actor) -> None:
    found = of_all(everybody)
    assert [found.figure(OPENED, period).provisional for period in QUARTERS] == [False, True, False]


def test_before_the_register_was_complete_a_figure_is_unknown(
    cases: list[Case], everybody: Actor, units: Units
) -> None:
    one, two = (unit.pk for unit in units)
    late = opened(known_from=lambda ids: {one: date(2024, 12, 15), two: date(2025, 2, 1)})
    found = of_all(everybody, late)
    assert values(found, unit_id=one)["tests.opened"] == [2, 1, None]
    assert values(found, unit_id=two)["tests.opened"] == [None, 0, None]
    assert values(found)["tests.opened"] == [None, 1, None], "a sum with an unknown part is unknown"


def test_a_unit_that_never_said_since_when_it_registers_has_no_figures(
    cases: list[Case], everybody: Actor
) -> None:
    assert values(of_all(everybody, opened(known_from=lambda ids: {})))["tests.opened"] == [None, None, None]


def test_an_actor_sees_the_figures_of_the_units_where_the_right_is_held(
    cases: list[Case], units: Units, permission: str
) -> None:
    one, two = units
    actor = Actor(account=None, permissions={one.pk: frozenset({permission}), two.pk: frozenset()})
    found = of_all(actor)
    assert values(found)["tests.opened"] == [2, 1, None]
    figure = found.figure(OPENED, FIRST, unit_id=two.pk)
    assert (figure.value, list(figure.records())) == (None, [])


def test_naming_units_does_not_widen_what_an_actor_sees(
    cases: list[Case], units: Units, permission: str
) -> None:
    one, two = units
    actor = Actor(account=None, permissions={one.pk: frozenset({permission})})
    assert values(of_all(actor, unit_ids=[one.pk, two.pk]))["tests.opened"] == [2, 1, None]
    assert values(of_all(actor, unit_ids=[two.pk]))["tests.opened"] == [None, None, None]


def test_without_a_right_no_query_is_made(permission: str, django_assert_num_queries: Any, db: None) -> None:
    with django_assert_num_queries(0):
        found = of_all(Actor(account=None, permissions={1: frozenset()}))
    assert values(found)["tests.opened"] == [None, None, None]


def test_the_list_is_read_page_by_page_without_gap_or_repetition(units: Units) -> None:
    unit = units[0]
    days = [date(2025, 1, 1 + number // 3) for number in range(20)]
    Case.objects.bulk_create(Case(unit=unit, opened_on=day) for day in days)
    given: dict[str, Any] = {"period": FIRST, "unit_ids": [unit.pk]}
    read, after = list[Case](), ""
    while True:
        page = page_of(OPENED, after=after, size=6, **given)
        read += page.rows
        after = page.next
        if not after:
            break
    assert read == list(records_of(OPENED, **given))
    assert [case.opened_on for case in read] == sorted(days, reverse=True)


def test_a_page_is_one_query_with_its_records(
    cases: list[Case], units: Units, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        page = page_of(VISITS, period=FIRST, unit_ids=[unit.pk for unit in units])
        assert [record_of(VISITS, row) for row in page.rows] == [cases[4], cases[1], cases[1]]


@pytest.mark.parametrize("after", ["x", "2025-01-01", "2025-13-01.1", ".5"])
def test_a_wrong_place_in_a_list_is_refused(units: Units, after: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        page_of(OPENED, period=FIRST, unit_ids=[units[0].pk], after=after)


def test_a_period_without_an_end_counts_to_the_last_row(cases: list[Case], everybody: Actor) -> None:
    periods = [Period(date(2025, 3, 14)), FIRST]
    found = table([OPENED, STANDING], periods, actor=everybody, today=TODAY)
    assert values(found) == {"tests.opened": [2, 3], "tests.standing": [3, 4]}
