"""The first page says what is to be done today, and by whom."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import set_scope
from congtam.interface.web.home.things import OTHERS, TODAY, Thing, groups
from congtam.mechanisms import rulebook
from congtam.project.home import Home
from tests.cast import Cast, describe_city, make_cast

DAY = date(2026, 7, 1)


@pytest.fixture
def cast(home: Home, db: None) -> Iterator[Cast]:
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    with clock.frozen(DAY):
        yield cast


def things(cast: Cast, account: Account, *, today: date = DAY) -> list[Thing]:
    return [thing for group in groups(cast.actor(account, today), today=today) for thing in group.things]


def test_a_letter_that_waits_for_the_leader_stands_there_before_its_day_presses(cast: Cast) -> None:
    letter = situations.triaged(cast, on=DAY)

    (thing,) = things(cast, cast.lan)

    assert (thing.record, thing.group) == (letter.record, TODAY)
    assert str(thing.action_label) == "Thụ lý"
    assert thing.due == rulebook.clock("complaint.accept", event=DAY).outer.due
    assert thing.sentence.endswith("Đơn đã phân loại, chờ quyết định thụ lý.")


def test_a_complaint_that_is_being_settled_does_not_wait_for_its_decision_from_the_first_day(
    cast: Cast,
) -> None:
    situations.accepted(cast, on=DAY)

    assert things(cast, cast.lan) == []
    assert [thing.group for thing in things(cast, cast.lan, today=date(2026, 7, 27))] == ["soon"]


def test_what_somebody_else_has_to_do_soon_stands_apart_and_only_opens(cast: Cast) -> None:
    situations.accepted(cast, on=DAY)

    (thing,) = things(cast, cast.van, today=date(2026, 7, 27))

    assert thing.group == OTHERS
    assert (thing.action_url, thing.action_label) == (thing.href, "Mở hồ sơ")
    assert thing.owner == cast.chi.display_name


def test_a_letter_that_nobody_has_says_so_and_until_when(cast: Cast) -> None:
    situations.registered(cast, on=DAY)

    (thing,) = things(cast, cast.chi)

    assert thing.owner == "Chưa giao ai"
    assert thing.due is not None


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    situations.triaged(cast, on=DAY)
    set_scope([cast.other.pk])

    assert things(cast, cast.stranger) == []


def test_the_page_takes_no_query_for_each_letter(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        situations.triaged(cast, on=DAY)
    actor = cast.actor(cast.lan, DAY)

    with django_assert_max_num_queries(3):
        assert len([thing for group in groups(actor, today=DAY) for thing in group.things]) == 4
