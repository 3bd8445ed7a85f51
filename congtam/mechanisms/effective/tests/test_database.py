"""What the database refuses, whoever asks."""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period, temporal_key
from congtam.mechanisms.effective.sql import history_table
from congtam.mechanisms.effective.tests.models import Posting, Sign
from congtam.mechanisms.effective.writing import change, end

INSERT = (
    "INSERT INTO effective_tests_sign (unit_id, valid, recorded_at, change_kind, reason, text, colour)"
    " VALUES (%s, %s::daterange, now(), 'change', '', 'X', '')"
)


@pytest.fixture(autouse=True)
def _the_databases_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is deleted by hand is dated by the database, whose clock nobody moves."""
    monkeypatch.delenv("CONGTAM_CLOCK", raising=False)


@pytest.fixture
def sign(unit: Unit, clerk: Actor) -> Sign:
    return change(model=Sign, subject=unit, on=date(2025, 1, 1), actor=clerk, values={"text": "A"}, reason="")


def run(statement: str, *values: Any) -> list[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize("days", ["[2025-06-01,)", "[2024-01-01,2025-01-02)", "[2025-03-01,2025-03-02)"])
def test_a_second_fact_for_a_day_is_refused_when_inserted_directly(sign: Sign, days: str) -> None:
    with pytest.raises(IntegrityError, match="one_at_a_time"):
        run(INSERT, sign.unit_id, days)


def test_a_fact_that_ends_where_the_next_begins_is_no_overlap(sign: Sign) -> None:
    run(INSERT, sign.unit_id, "[2024-01-01,2025-01-01)")
    assert Sign.objects.count() == 2


@pytest.mark.parametrize("days", ["empty", "(,2020-01-01)", "[2020-01-01,infinity)", "[-infinity,2020-1-1)"])
def test_a_period_that_python_cannot_say_is_refused(unit: Unit, days: str) -> None:
    with pytest.raises(IntegrityError):
        run(INSERT, unit.pk, days)


def test_the_application_cannot_alter_a_fact(sign: Sign) -> None:
    with pytest.raises(Exception, match="permission denied"):
        run("UPDATE effective_tests_sign SET text = 'B'")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE effective_tests_sign SET text = 'B'",
        "TRUNCATE effective_tests_sign CASCADE",
        "UPDATE effective_tests_sign_history SET text = 'B'",
        "DELETE FROM effective_tests_sign_history",
        "TRUNCATE effective_tests_sign_history",
        "SET session_replication_role = replica; DELETE FROM effective_tests_sign_history",
    ],
)
def test_nobody_alters_a_fact_or_a_belief_not_even_the_superuser(
    fact_tables: None, superuser_url: str, statement: str
) -> None:
    with psycopg.connect(superuser_url) as superuser, pytest.raises(psycopg.errors.RestrictViolation):
        superuser.execute(statement)


def test_a_fact_deleted_by_hand_is_still_known(sign: Sign) -> None:
    run("DELETE FROM effective_tests_sign")
    rows = run("SELECT text, lower(recorded), superseded_kind FROM effective_tests_sign_history")
    assert rows == [("A", sign.recorded_at, "")]


def test_the_application_cannot_write_a_belief_that_nobody_held(sign: Sign) -> None:
    with pytest.raises(Exception, match="permission denied"):
        run("INSERT INTO effective_tests_sign_history SELECT * FROM effective_tests_sign_history")


def test_nobody_but_the_owner_can_attach_the_function_that_writes_histories(unit: Unit) -> None:
    run("CREATE TEMPORARY TABLE trap (id int)")
    with pytest.raises(Exception, match="permission denied for function effective_supersede"):
        run("CREATE TRIGGER t AFTER DELETE ON trap FOR EACH ROW EXECUTE FUNCTION effective_supersede()")


def check_now() -> None:
    """Check what a commit would check."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")


def post(unit: Unit, first: date, end: date) -> None:
    Posting.objects.create(unit=unit, during=Period(first, end).to_range())
    check_now()


def test_a_row_may_point_to_a_subject_on_days_covered_by_several_facts(sign: Sign, clerk: Actor) -> None:
    change(model=Sign, subject=sign.unit, on=date(2025, 7, 1), actor=clerk, values={"text": "B"}, reason="")
    post(sign.unit, date(2025, 2, 1), date(2025, 9, 1))
    assert Posting.objects.count() == 1


def test_a_row_may_not_point_to_a_day_without_a_fact(sign: Sign) -> None:
    with pytest.raises(IntegrityError, match="unit_id_in_time"), transaction.atomic():
        post(sign.unit, date(2024, 12, 31), date(2025, 9, 1))


def test_a_change_keeps_what_points_to_the_subject(sign: Sign, clerk: Actor) -> None:
    post(sign.unit, date(2025, 2, 1), date(2025, 9, 1))
    change(model=Sign, subject=sign.unit, on=date(2025, 7, 1), actor=clerk, values={"text": "B"}, reason="")
    check_now()
    assert Sign.objects.count() == 2


def test_a_fact_does_not_end_while_something_points_to_its_days(sign: Sign, clerk: Actor) -> None:
    post(sign.unit, date(2025, 2, 1), date(2025, 9, 1))
    with pytest.raises(IntegrityError, match="unit_id_in_time"):
        end_and_check(sign, clerk, date(2025, 8, 1))


@transaction.atomic
def end_and_check(sign: Sign, clerk: Actor, on: date) -> None:
    end(model=Sign, subject=sign.unit, on=on, actor=clerk, reason="")
    check_now()


def test_without_btree_gist_the_migration_says_what_to_do(superuser_url: str) -> None:
    operation = str(temporal_key("some_table", "unit_id").sql)
    with psycopg.connect(superuser_url) as superuser:
        superuser.execute("CREATE TABLE some_table (unit_id int, valid daterange)")
        superuser.execute("UPDATE pg_extension SET extname = 'elsewhere' WHERE extname = 'btree_gist'")
        with pytest.raises(psycopg.errors.RaiseException) as refused:
            superuser.execute(operation.encode())
        superuser.rollback()
    assert "btree_gist is missing" in str(refused.value)
    assert "CREATE EXTENSION btree_gist;" in str(refused.value.diag.message_hint)


def test_a_name_that_postgresql_would_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 63"):
        history_table("a" * 60)
