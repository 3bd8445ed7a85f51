"""Cases and visits that belong to no domain, and indicators of them."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.models import Q

from congtam.foundation.access import permissions
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import open_table
from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators import Indicator
from congtam.mechanisms.indicators.tests.models import Case, Visit

NEEDS = "indicators_tests.view"
TABLES = [model._meta.db_table for model in (Case, Visit)]


@pytest.fixture(scope="session")
def tables(database_server: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tables of ``Case`` and ``Visit``, in the database of this process."""
    with django_db_blocker.unblock(), connection.schema_editor(collect_sql=True, atomic=False) as editor:
        editor.create_model(Case)
        editor.create_model(Visit)
    statements = [line for line in editor.collected_sql if not line.startswith("--")]
    statements += [str(open_table(name, app="select, insert").sql) for name in TABLES]
    name = connection.settings_dict["NAME"]
    with psycopg.connect(database_server.url("owner", name), autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)
        yield
        owner.execute(f"DROP TABLE {', '.join(reversed(TABLES))}".encode())


@pytest.fixture
def permission(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(permissions, "_declared", dict(permissions.declared()))
    return permissions.declare(NEEDS, label="xem", domain="indicators_tests").name


@pytest.fixture
def units(tables: None, db: None) -> tuple[Unit, Unit]:
    return (
        Unit.objects.create(code="indicators_one", name="Phường Một"),
        Unit.objects.create(code="indicators_two", name="Phường Hai"),
    )


def _standing(period: Period) -> Q:
    if period.end is None:
        return Q(closed_on=None)
    return Q(opened_on__lt=period.end) & (Q(closed_on=None) | Q(closed_on__gte=period.end))


def opened(**different: Any) -> Indicator:
    given: dict[str, Any] = {
        "name": "tests.opened",
        "label": "Vụ việc mới",
        "counts": "vụ việc",
        "needs": NEEDS,
        "rows": lambda: Case.objects.all(),
        "dated": "opened_on",
        "record": "",
    }
    return Indicator(**(given | different))


OPENED = opened()
CLOSED = opened(name="tests.closed", label="Vụ việc đã xong", dated="closed_on")
STANDING = opened(name="tests.standing", label="Vụ việc còn lại cuối kỳ", during=_standing)
VISITS = opened(
    name="tests.visits",
    label="Lượt tiếp",
    counts="lượt",
    rows=lambda: Visit.objects.all(),
    dated="on",
    unit="case__unit_id",
    record="case",
)
ALL = (OPENED, CLOSED, STANDING, VISITS)
