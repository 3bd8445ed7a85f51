"""Every registered indicator runs, and its count is the length of its list; a bad one is found out."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q, QuerySet

from congtam.foundation.access.models import Post
from congtam.mechanisms.indicators import registry
from congtam.mechanisms.indicators.conformance import problems
from congtam.mechanisms.indicators.registry import UnknownIndicator, indicator_of, indicators, register
from congtam.mechanisms.indicators.tests.conftest import ALL, OPENED, opened
from congtam.mechanisms.indicators.tests.models import Case, Visit

TODAY = date(2025, 5, 20)


@pytest.mark.django_db
def test_every_registered_indicator_runs_on_an_empty_database() -> None:
    assert [sentence for each in indicators() for sentence in problems(each, today=TODAY)] == []


def _joined() -> QuerySet[Case]:
    """Each case once for every post of its unit."""
    return Case.objects.filter(unit__posts__title__gt="")


@pytest.fixture
def some(units: Any) -> None:
    """More rows than a page holds, in units with several posts."""
    Post.objects.bulk_create(Post(unit=unit, title=title) for unit in units for title in "ab")
    for number in range(70):
        case = Case.objects.create(unit=units[number % 2], opened_on=TODAY - timedelta(days=number))
        Visit.objects.bulk_create(Visit(case=case, on=case.opened_on) for _ in range(number % 3))


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
def test_a_sound_indicator_has_no_problems(
    tables: None, db: None, permission: str, indicator: Any, filled: bool, request: pytest.FixtureRequest
) -> None:
    if filled:
        request.getfixturevalue("some")
    assert problems(indicator, today=TODAY) == []


@pytest.mark.parametrize(
    ("different", "sentence"),
    [
        ({"needs": "tests.nobody"}, "nobody declared the permission tests.nobody"),
        ({"label": ""}, "it has no label"),
        ({"name": "opened"}, "its name does not begin with a domain"),
        ({"dated": "opened_at"}, "opened_at is no day"),
        ({"dated": "closed_on", "during": lambda period: Q()}, "closed_on is no day"),
        ({"rows": _joined}, "it may count a thing many times"),
        ({"rows": _joined}, "its list is not as long as its count says"),
        ({"record": "parent"}, "its list is not as long as its count says"),
    ],
)
def test_what_is_wrong_with_an_indicator_is_said(
    some: None, permission: str, different: dict[str, Any], sentence: str
) -> None:
    assert any(sentence in problem for problem in problems(opened(**different), today=TODAY))


def test_a_table_that_gives_another_number_is_found_out(
    some: None, permission: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry.Indicator, "within_any", lambda self, periods: Q(pk__lt=0))
    assert problems(OPENED, today=TODAY) == ["tests.opened: a table gives another number"]


@pytest.fixture
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_indicators", {})


def test_indicators_are_found_by_name_and_by_domain(own_registry: None) -> None:
    other = register(opened(name="other.opened"))
    register(OPENED)
    assert register(OPENED) is indicator_of("tests.opened")
    assert indicators("other") == (other,)
    assert len(indicators()) == 2


def test_a_second_indicator_of_the_same_name_is_refused(own_registry: None) -> None:
    register(OPENED)
    with pytest.raises(ValueError, match=r"tests\.opened"):
        register(opened())


def test_an_indicator_that_nobody_registered_is_unknown(own_registry: None) -> None:
    with pytest.raises(UnknownIndicator):
        indicator_of("tests.opened")
