"""A table of facts that belongs to no domain, made by the owner as a migration would make it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.rls import open_table
from congtam.mechanisms.effective import history_of, period_foreign_key, temporal_key
from congtam.mechanisms.effective.tests.models import Posting, Sign

SIGN = "effective_tests_sign"
POSTING = "effective_tests_posting"


def _operations() -> list[str]:
    rights = "select, insert, delete"
    steps = (
        temporal_key(SIGN, "unit_id"),
        history_of(SIGN, "unit_id"),
        period_foreign_key(POSTING, ("unit_id", "during"), references=SIGN, referenced=("unit_id", "valid")),
        open_table(SIGN, app=rights),
        open_table(f"{SIGN}_history", app="select"),
        open_table(POSTING, app=rights),
    )
    return [str(step.sql) for step in steps]


@pytest.fixture(scope="session")
def fact_tables(database_server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tables of ``Sign`` and ``Posting``, in the database of this process."""
    with django_db_blocker.unblock():
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            editor.create_model(Sign)
            editor.create_model(Posting)
        tables = [statement for statement in editor.collected_sql if not statement.startswith("--")]
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database_server.url("owner", name), autocommit=True) as owner:
        for statement in (*tables, *_operations()):
            owner.execute(statement)
        yield
        owner.execute(f"DROP TABLE {POSTING}, {SIGN}, {SIGN}_history")


@pytest.fixture
def unit(fact_tables: None, db: None) -> Unit:
    return Unit.objects.create(code="effective_test", name="Phòng thử nghiệm")


@pytest.fixture
def clerk(db: None) -> Actor:
    return Actor(account=Account.objects.create(username="effective_test", display_name="Người thử nghiệm"))
