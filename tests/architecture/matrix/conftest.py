"""The seeded office: made once for each process, in a database of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from conftest import Server, _clone, _drop, _point_django
from congtam.foundation import clock
from tests.architecture.matrix import seeding
from tests.architecture.matrix.seeding import TODAY, World


@pytest.fixture(scope="module")
def world(django_db_setup: None, database_server: Server, django_db_blocker: Any) -> Iterator[World]:
    """The office, committed; Django's default connection goes there while the tests of the module run."""
    from django.db import connections

    import conftest as root

    database = _clone(database_server, f"{root._current[0].name}_m{next(root._numbers)}")
    with django_db_blocker.unblock():
        before = _point_django(database.url("app"))
        try:
            yield seeding.build()
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)
    _drop(database)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.frozen(TODAY):
        yield
