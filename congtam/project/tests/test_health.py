"""``/healthz``: what it says when a part is missing."""

import json
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client, RequestFactory

from congtam.project.health import healthz


def _answer() -> tuple[int, dict[str, str]]:
    answer = healthz(RequestFactory().get("/healthz"))
    return answer.status_code, json.loads(answer.content)


def _heartbeat(url: str, *, seconds_ago: int) -> None:
    with psycopg.connect(url) as owner:
        owner.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_all_is_well_while_a_worker_beats(fresh_database: Any, owner_url: str) -> None:
    _heartbeat(owner_url, seconds_ago=5)

    assert _answer() == (200, {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"})


def test_a_worker_that_fell_silent_is_missing(fresh_database: Any, owner_url: str) -> None:
    _heartbeat(owner_url, seconds_ago=120)

    status, state = _answer()

    assert status == 503
    assert state == {"status": "unavailable", "database": "ok", "migrations": "ok", "worker": "missing"}


def test_a_database_that_is_gone_is_said_and_not_raised(fresh_database: Any) -> None:
    connection.close()
    connection.settings_dict["NAME"] = "there_is_none"
    try:
        status, state = _answer()
    finally:
        connection.settings_dict["NAME"] = fresh_database.name

    assert status == 503
    assert state["database"] == "down"


def test_a_migration_that_is_missing_is_said_until_it_is_there(
    fresh_database: Any, owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from congtam.project import health

    health._all_applied.cache_clear()
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE kept AS SELECT * FROM django_migrations WHERE app = 'project'")
        owner.execute("DELETE FROM django_migrations WHERE app = 'project'")
        assert _answer()[1]["migrations"] == "missing"

        owner.execute(
            "INSERT INTO django_migrations (app, name, applied) SELECT app, name, applied FROM kept"
        )
        assert _answer()[1]["migrations"] == "ok"


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_address_needs_no_account_and_sets_no_cookie(fresh_database: Any, method: str) -> None:
    answer = getattr(Client(), method)("/healthz")

    assert answer.status_code == 503
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
