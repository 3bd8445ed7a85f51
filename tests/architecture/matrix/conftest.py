"""The seeded office: made once for each process, in a database of its own."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from conftest import LiveDatabase, Server, _clone, _drop, _point_django
from congtam.foundation import clock
from tests.architecture.matrix import seeding
from tests.architecture.matrix.seeding import TODAY, World


@pytest.fixture(scope="package")
def world(django_db_setup: None, database_server: Server, django_db_blocker: Any) -> Iterator[World]:
    """The office, committed; Django's default connection goes there while the tests of this folder run."""
    from django.db import connections

    import conftest as root

    database = _clone(database_server, f"{root._current[0].name}_m{next(root._numbers)}")
    with django_db_blocker.unblock():
        before = _point_django(database.url("app"))
        try:
            made = seeding.build()
            made.samples["review"] = {"pk": _review(database, made)}
            yield made
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)
    _drop(database)


def _review(database: LiveDatabase, made: World) -> int:
    """The list of unusual readings of a week, which a job makes."""
    with psycopg.connect(database.admin_url(), autocommit=True) as connection:
        row = connection.execute(
            "INSERT INTO keepers_readingreview (unit_id, monday, made_at) VALUES (%s, '2026-06-22', now())"
            " RETURNING id",
            [made.here.pk],
        ).fetchone()
    assert row
    return int(row[0])


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield
