"""What a unit was called on a day, who may say so, and what the database keeps of it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from congtam.foundation import clock
from congtam.foundation.access import policies
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.effective import Period
from congtam.mechanisms.effective.reading import as_known_at
from congtam.mechanisms.effective.writing import NotAChange
from congtam.registers.organisations.actions import close_unit, correct_unit, describe_unit
from congtam.registers.organisations.models import UnitFacts
from congtam.registers.organisations.queries import NotDescribed, letterhead

pytestmark = pytest.mark.django_db

FOUNDED, RENAMED = date(2020, 3, 1), date(2025, 7, 1)


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="organisations_test", name="Phường thử nghiệm")


def actor_with(unit: Unit, *permissions: str) -> Actor:
    account = Account.objects.create(username="registrar", display_name="Người giữ sổ")
    return Actor(account=account, permissions={unit.pk: frozenset(permissions)})


@pytest.fixture
def registrar(unit: Unit) -> Actor:
    return actor_with(unit, "organisations.maintain")


@pytest.fixture
def described(unit: Unit, registrar: Actor) -> Unit:
    with clock.frozen("2020-03-02"):
        describe_unit(
            actor=registrar,
            unit=unit,
            on=FOUNDED,
            name="Ủy ban nhân dân phường Thử",
            superior_name="Ủy ban nhân dân thành phố Mẫu",
            place="Mẫu",
            symbol="UBND",
            phone="0211 000 000",
        )
    return unit


def test_a_letter_carries_the_name_of_its_day(described: Unit, registrar: Actor) -> None:
    describe_unit(actor=registrar, unit=described, on=RENAMED, name="Ủy ban nhân dân phường Mới")
    assert letterhead(described, date(2025, 6, 30)).name == "Ủy ban nhân dân phường Thử"
    assert letterhead(described, RENAMED).name == "Ủy ban nhân dân phường Mới"


def test_what_is_not_named_stays_as_it_was(described: Unit, registrar: Actor) -> None:
    describe_unit(actor=registrar, unit=described, on=RENAMED, superior_name="")
    head = letterhead(described, RENAMED)
    assert (head.superior_name, head.place, head.phone) == ("", "Mẫu", "0211 000 000")


def test_a_correction_reaches_the_past_and_keeps_what_was_believed(described: Unit, registrar: Actor) -> None:
    with clock.frozen("2025-07-02"):
        correct_unit(
            actor=registrar,
            unit=described,
            period=Period(FOUNDED),
            reason="Ghi nhầm số",
            phone="0211 111 111",
        )
    assert letterhead(described, date(2021, 1, 1)).phone == "0211 111 111"
    with clock.frozen("2025-07-01") as before:
        (believed,) = as_known_at(UnitFacts, before, date(2021, 1, 1), subjects=[described.pk])
    assert believed.phone == "0211 000 000"


def test_a_unit_has_no_letterhead_before_it_was_founded(described: Unit) -> None:
    with translation.override("vi"), pytest.raises(NotDescribed, match="29/02/2020"):
        letterhead(described, date(2020, 2, 29))


def test_a_unit_that_was_closed_keeps_the_letterhead_of_earlier_days(
    described: Unit, registrar: Actor
) -> None:
    close_unit(actor=registrar, unit=described, on=RENAMED, reason="Sắp xếp đơn vị hành chính")
    assert letterhead(described, date(2025, 6, 30)).symbol == "UBND"
    with pytest.raises(NotDescribed):
        letterhead(described, RENAMED)


def test_numbers_count_by_year_unless_the_unit_numbers_by_term(described: Unit, registrar: Actor) -> None:
    assert letterhead(described, date(2025, 6, 30)).scope == "2025"
    describe_unit(actor=registrar, unit=described, on=RENAMED, numbering="term", term="2025-2030")
    assert letterhead(described, date(2026, 1, 2)).scope == "2025-2030"


def test_numbering_by_term_needs_the_term(described: Unit, registrar: Actor) -> None:
    with pytest.raises(ValidationError, match="nhiệm kỳ"), translation.override("vi"):
        describe_unit(actor=registrar, unit=described, on=RENAMED, numbering="term")


def test_the_database_refuses_numbering_by_a_term_without_name(described: Unit) -> None:
    facts = UnitFacts.objects.get(unit=described)
    facts.pk, facts.numbering, facts.valid = None, "term", Period(date(2019, 1, 1), FOUNDED).to_range()
    with pytest.raises(IntegrityError, match="numbering_by_term"), transaction.atomic():
        UnitFacts.objects.bulk_create([facts])


def test_the_first_description_names_the_unit_its_place_and_its_symbol(unit: Unit, registrar: Actor) -> None:
    with pytest.raises(ValidationError) as refused:
        describe_unit(actor=registrar, unit=unit, on=FOUNDED, phone="0211 000 000")
    assert set(refused.value.message_dict) == {"name", "place", "symbol"}


def test_describing_the_day_of_foundation_again_is_a_correction(described: Unit, registrar: Actor) -> None:
    with pytest.raises(NotAChange):
        describe_unit(actor=registrar, unit=described, on=FOUNDED, name="Tên khác")


@pytest.mark.parametrize("act", ["describe", "correct", "close"])
def test_who_has_no_right_in_the_unit_writes_nothing(described: Unit, act: str) -> None:
    stranger = Actor(account=None, permissions={described.pk + 1: frozenset({"organisations.maintain"})})
    acts: dict[str, Any] = {
        "describe": lambda: describe_unit(actor=stranger, unit=described, on=RENAMED, name="X"),
        "correct": lambda: correct_unit(
            actor=stranger, unit=described, period=Period(RENAMED), reason="r", name="X"
        ),
        "close": lambda: close_unit(actor=stranger, unit=described, on=RENAMED, reason="r"),
    }
    with pytest.raises(NotPermitted):
        acts[act]()


def test_everybody_reads_the_facts_of_every_unit(described: Unit) -> None:
    nobody = Actor(account=None)
    set_scope(())
    policy = policies.policy_for(UnitFacts)
    facts = policy.visible(nobody).get(unit=described)
    assert not policy.may(nobody, "organisations.maintain", facts)


def test_the_letterhead_is_one_query(described: Unit, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        letterhead(described, RENAMED)


def test_the_application_can_read_the_history_and_not_write_it(described: Unit) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(current_user, 'organisations_unitfacts_history', right_)"
            " FROM unnest(array['select', 'insert', 'update', 'delete', 'truncate']) AS right_"
        )
        assert [row[0] for row in cursor.fetchall()] == [True, False, False, False, False]
