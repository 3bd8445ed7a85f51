"""The database shows a unit's rows to that unit only, whatever the application forgot to filter."""

import psycopg
import pytest
from django.db import connection, transaction

from congtam.casework.letters.models import Letter
from congtam.casework.letters.tests.situations import received
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.project.home import Home
from tests.cast import Cast, make_cast
from tests.scope import enter

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def one_letter_each(cast: Cast) -> Cast:
    """The city and the other office have one letter each."""
    set_scope([cast.city.pk, cast.other.pk])
    received(cast, on=clock.today())
    received(Cast(cast.other, cast.city, cast.stranger, cast.chi, cast.lan, cast.van), on=clock.today())
    set_scope([])
    return cast


@pytest.mark.parametrize("model", [Record, Letter, JournalEntry])
def test_without_any_filter_only_rows_of_the_own_unit_are_seen(
    one_letter_each: Cast, model: type[Record]
) -> None:
    set_scope([one_letter_each.city.pk])
    assert {row.unit_id for row in model.objects.all()} == {one_letter_each.city.pk}


def test_without_a_scope_nothing_is_seen(one_letter_each: Cast) -> None:
    set_scope([])
    assert not Record.objects.exists()


def test_a_row_cannot_be_written_into_another_unit(one_letter_each: Cast) -> None:
    set_scope([one_letter_each.city.pk])
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Record.objects.update(unit=one_letter_each.other)


def test_the_scope_ends_with_the_transaction(fresh_database: object) -> None:
    with transaction.atomic():
        set_scope([1, 2])
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('congtam.units', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_two_users_over_one_connection_do_not_see_each_other(
    home: Home, fresh_database: object, app_url: str
) -> None:
    cast = make_cast()
    for unit, account in ((cast.city, cast.van), (cast.other, cast.stranger)):
        with cast.acting(account):
            received(Cast(unit, unit, account, account, account, account), on=clock.today())
    with psycopg.connect(app_url) as pooled:
        seen = []
        for unit in (cast.city, cast.other):
            with pooled.transaction():
                enter(pooled, unit.pk)
                seen.append({row[0] for row in pooled.execute("SELECT unit_id FROM lifecycle_record")})
        with pooled.transaction():
            after = pooled.execute("SELECT count(*) FROM lifecycle_record").fetchone()
    assert seen == [{cast.city.pk}, {cast.other.pk}]
    assert after == (0,)
