"""What the policies leave out by themselves where the database would show it, and what the database leaves out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, transaction

from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests import situations
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.models import Level, Record
from tests.cast import SINCE, Cast, make_cast

pytestmark = pytest.mark.usefixtures("home")

DAY = date(2026, 7, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    """The scope shows every row of the city, sealed ones too."""
    made = make_cast()
    set_scope([made.city.pk])
    return made


@pytest.fixture
def letter(cast: Cast) -> Letter:
    return situations.registered(cast, on=DAY)


def somebody(cast: Cast, *permissions: str) -> Account:
    account = add_account(username="somebody", display_name="Người nào đó (thử)", password=None)
    hold(account=account, post=add_post(unit=cast.city, title="Khác", permissions=permissions), since=SINCE)
    return account


def sees(cast: Cast, account: Account, letter: Letter) -> bool:
    return policy_for(Record).visible(cast.actor(account)).filter(pk=letter.pk).exists()


def test_who_may_view_no_letters_sees_none(cast: Cast, letter: Letter) -> None:
    assert sees(cast, cast.van, letter)
    assert not sees(cast, somebody(cast, "correspondence.view"), letter)


def test_another_unit_sees_none(cast: Cast, letter: Letter) -> None:
    assert not sees(cast, cast.stranger, letter)
    assert not policy_for(Letter).visible(cast.actor(cast.stranger)).exists()


def test_who_may_not_know_of_sealed_records_sees_none(cast: Cast, letter: Letter) -> None:
    viewer = somebody(cast, "letters.view")
    assert sees(cast, viewer, letter)
    letter.record.level = Level.SEALED
    letter.record.save(update_fields=["level"])
    assert not sees(cast, viewer, letter)
    assert not policy_for(Record).may(cast.actor(viewer), "letters.view", letter.record)
    assert sees(cast, cast.van, letter)


def test_the_database_itself_shows_no_sealed_record_to_them(cast: Cast, letter: Letter) -> None:
    Record.objects.filter(pk=letter.pk).update(level=Level.SEALED)
    set_scope([cast.city.pk], account_id=cast.van.pk, sealed_unit_ids=[])
    assert not Record.objects.filter(pk=letter.pk).exists()
    set_scope([cast.city.pk], account_id=cast.van.pk, sealed_unit_ids=[cast.city.pk])
    assert Record.objects.filter(pk=letter.pk).exists()


def test_nobody_seals_away_what_they_could_not_see_afterwards(cast: Cast, letter: Letter) -> None:
    """An act that seals a record has to ask for it (`rls.show_sealed`)."""
    set_scope([cast.city.pk], account_id=cast.van.pk, sealed_unit_ids=[])
    with pytest.raises(ProgrammingError), transaction.atomic():
        Record.objects.filter(pk=letter.pk).update(level=Level.SEALED)


@contextmanager
def without_walls(url: str, *tables: str) -> Iterator[None]:
    """The policies of the database that hide an excluded record are gone."""
    with psycopg.connect(url, autocommit=True) as connection:
        for table in tables:
            connection.execute(f"DROP POLICY not_excluded ON {table}")
    yield


def test_who_is_kept_away_sees_neither_record_nor_rows_of_it(fresh_database: Any, superuser_url: str) -> None:
    cast = make_cast()
    with clock.frozen(DAY), cast.acting(cast.van) as van:
        letter = situations.registered(cast, on=DAY)
        exclusions.name_accused(record=letter.record, accounts=[cast.lan], actor=van, on=DAY)
    with without_walls(superuser_url, "lifecycle_record", "letters_letter"):
        with cast.acting(cast.lan) as lan:
            assert Letter.objects.filter(pk=letter.pk).exists()
            assert not policy_for(Record).visible(lan).exists()
            assert not policy_for(Letter).visible(lan).exists()
        with cast.acting(cast.chi) as chi:
            assert policy_for(Record).visible(chi).exists()
            assert policy_for(Letter).visible(chi).exists()
