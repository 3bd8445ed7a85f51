"""The tests' own ground: which role they act as, and that what one commits no other sees."""

from typing import Any

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction


def _one(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


@pytest.mark.django_db
def test_tests_act_as_the_application_and_never_as_the_owner() -> None:
    assert _one("SELECT current_user") == "congtam_app"


@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_committed_in_a_fresh_database_is_gone_in_the_next(
    fresh_database: Any, owner_url: str, turn: int
) -> None:
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE only_once (turn int)")
        owner.execute("GRANT SELECT ON only_once TO congtam_app")
        owner.execute("INSERT INTO only_once VALUES (%s)", [turn])

    assert _one("SELECT turn FROM only_once") == turn
    assert not connection.in_atomic_block


@pytest.mark.parametrize("role", ["app", "owner", "worker", "loader"])
def test_each_url_leads_to_the_database_of_the_test(
    fresh_database: Any, request: pytest.FixtureRequest, role: str
) -> None:
    with psycopg.connect(request.getfixturevalue(f"{role}_url")) as other:
        found = other.execute("SELECT current_user, current_database()").fetchone()

    assert found == (f"congtam_{role}", _one("SELECT current_database()"))


@pytest.mark.django_db
def test_afterwards_tests_are_back_in_the_database_of_their_process() -> None:
    with transaction.atomic():
        assert ContentType.objects.exists()
    assert not str(_one("SELECT current_database()")).endswith(("_1", "_2", "_3"))
