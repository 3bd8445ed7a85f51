"""Tests run against a real PostgreSQL 18, as the application's own role, in databases cloned from a template.

One server for all processes of a run (the product's own, or that of DATABASE_URL); a template migrated once
as the owner; a clone for each process, in which the fixture ``db`` rolls back as usual. What commits, starts
threads or other processes asks for ``fresh_database``, a clone of its own: the journal refuses TRUNCATE, so
a database cannot be flushed afterwards.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from congtam.foundation.commands import Role
from congtam.project.database import Server, migrate, role_name, roles
from congtam.project.database.cluster import Cluster
from congtam.project.database.external import ExternalServer
from congtam.project.database.server import EmbeddedServer
from congtam.project.home import Home
from congtam.project.locks import FileLock, exclusive

ROOT = "CONGTAM_TEST_ROOT"
_PREFIX = "congtam-test-"
#: Nothing of a test's data has to survive a power cut.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
_numbers = count(1)


# -- one folder a run, one home a process -------------------------------------------------------------------


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    if not _is_worker(config):
        _clear_after_killed_runs()
        os.environ[ROOT] = tempfile.mkdtemp(prefix=_PREFIX)
        root().chmod(0o711)  # ours and new; the server's own user must pass through it
        config.stash[_ALIVE] = lock = FileLock(root() / "alive")
        lock.take()
    home = Home.at(root() / f"home-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}").prepare()
    os.environ["CONGTAM_HOME"] = str(home.path)  # no test may touch a real home by mistake
    os.environ.pop("CONGTAM_DB", None)
    # tests sign in with a password or none, and move the clock by weeks; those of sessions turn this on
    os.environ["CONGTAM_SECOND_FACTOR"] = "none"
    _point_settings(home)


_ALIVE = pytest.StashKey[FileLock]()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config) and _ALIVE in config.stash:
        _drop_databases()
        config.stash[_ALIVE].release()
        shutil.rmtree(root(), ignore_errors=True)


def root() -> Path:
    """The folder of this run."""
    return Path(os.environ[ROOT])


def _clear_after_killed_runs() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not (folder / "alive").exists() or folder.stat().st_uid != os.geteuid():
            continue
        lock = FileLock(folder / "alive")
        if lock.try_take():
            Cluster(Home(folder / "server")).stop()
            shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _point_settings(home: Home) -> None:
    from django.conf import settings

    settings.CONGTAM_HOME = home.path
    settings.SECOND_FACTOR = "none"
    settings.IDLE_MINUTES = settings.SESSION_HOURS = 0
    settings.CUSTODY_WORK = "least"  # passphrases are tried by the hundred here


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse what would flush the database."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and (
            marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences") or marker.args
        ):
            raise pytest.UsageError(
                f"{item.nodeid}: the journal refuses TRUNCATE, so no test can flush the database."
                " Use the fixture fresh_database instead of django_db(transaction=True)."
            )


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """Each test begins in the source language: a request leaves the language of its page active in the thread."""
    from django.utils import translation

    translation.activate("vi")
    yield
    translation.activate("vi")


# -- the server, its template and clones --------------------------------------------------------------------


@dataclass(frozen=True)
class LiveDatabase:
    """A database of the test server."""

    server: Server
    name: str

    def url(self, role: Role) -> str:
        """A libpq URL as one of the product's roles."""
        return self.server.url(role, self.name)

    def admin_url(self) -> str:
        """A libpq URL as the superuser (with DATABASE_URL: as its role)."""
        return self.server.admin_url(self.name)


def _token() -> str:
    return root().name.removeprefix(_PREFIX).lower()


def _template() -> str:
    return f"congtam_test_{_token()}_template"


@contextmanager
def _administration(server: Server) -> Iterator[roles.Connection]:
    with psycopg.connect(server.admin_url("postgres"), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def database_server() -> Iterator[Server]:
    """The server of this run, with the migrated template."""
    if url := os.environ.get("DATABASE_URL"):
        server: Server = ExternalServer(url).enter()
        _refuse_weak_role(server)
    else:
        server = EmbeddedServer(Home.at(root() / "server").prepare(), _FAST).enter()
    with exclusive(root() / "template.lock"):
        if not (root() / "template.ready").exists():
            _make_template(server)
            (root() / "template.ready").touch()
    yield server
    server.stop_if_ours()


def _refuse_weak_role(server: Server) -> None:
    with _administration(server) as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if not row or not row[0]:
        raise pytest.UsageError(
            "The tests clone databases and tamper with them as an attacker who has the whole server:"
            " the role of DATABASE_URL must be a superuser. Never give them a server that is in use."
        )


def _make_template(server: Server) -> None:
    with _administration(server) as connection:
        roles.create_database(connection, _template(), owner=role_name("owner"))
    with psycopg.connect(server.admin_url(_template()), autocommit=True) as connection:
        roles.grant_database(connection)
    migrate(Home.at(os.environ["CONGTAM_HOME"]), server, database=_template())


def _clone(server: Server, name: str) -> LiveDatabase:
    with _administration(server) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(_template()), sql.Identifier(role_name("owner"))
            )
        )
        roles.limit_entry(connection, name)
    return LiveDatabase(server, name)


def _drop(database: LiveDatabase) -> None:
    with _administration(database.server) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name))
        )


def _drop_databases() -> None:
    """On a server that is not ours nothing of this run may stay."""
    if not os.environ.get("DATABASE_URL"):
        return
    server = ExternalServer(os.environ["DATABASE_URL"])
    with _administration(server) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"congtam_test_{_token()}_"]
        )
        for (name,) in found.fetchall():
            _drop(LiveDatabase(server, str(name)))


def _point_django(url: str) -> dict[str, Any]:
    """Let Django's default connection go to ``url``, in this and every later thread; what it was before."""
    from django.db import connections

    connections.close_all()
    parts = conninfo_to_dict(url)
    # changed in place: connections of threads yet to come are made from this very dictionary
    target = connections["default"].settings_dict
    before = {key: target[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    target.update(
        NAME=parts.pop("dbname"),
        USER=parts.pop("user", ""),
        PASSWORD=parts.pop("password", ""),
        HOST=parts.pop("host", ""),
        PORT=str(parts.pop("port", "")),
        OPTIONS={**{key: value for key, value in before["OPTIONS"].items() if key == "pool"}, **parts},
    )
    return before


_current: list[LiveDatabase] = []


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, database_server: Server, django_db_blocker: Any
) -> Iterator[None]:
    """Instead of pytest-django's: this process's clone, entered as congtam_app."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    database = _clone(database_server, f"congtam_test_{_token()}_{worker}")
    _point_django(database.url("app"))
    _current.append(database)
    yield
    from django.db import connections

    with django_db_blocker.unblock():
        connections.close_all()
    _drop(database)


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, django_db_setup: None, database_server: Server, django_db_blocker: Any
) -> Iterator[LiveDatabase]:
    """A database of this test alone, in which it may commit; Django's default connection goes there."""
    from django.db import connections

    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("fresh_database commits; it does not go together with db or django_db.")
    name = f"{_current[0].name}_{next(_numbers)}"
    database = _clone(database_server, name)
    with django_db_blocker.unblock():
        before = _point_django(database.url("app"))
        _current.append(database)
        try:
            yield database
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)
            _current.pop()
    _drop(database)


@pytest.fixture
def transactional_db(fresh_database: LiveDatabase) -> None:
    """pytest-django's would flush; ``live_server`` asks for it, and gets a database of its own."""


def _database_of(request: pytest.FixtureRequest) -> LiveDatabase:
    if {"fresh_database", "transactional_db", "live_server"} & set(request.fixturenames):
        found: LiveDatabase = request.getfixturevalue("fresh_database")
        return found
    request.getfixturevalue("django_db_setup")
    return _current[-1]


@pytest.fixture
def app_url(request: pytest.FixtureRequest) -> str:
    """The test's database as congtam_app."""
    return _database_of(request).url("app")


@pytest.fixture
def owner_url(request: pytest.FixtureRequest) -> str:
    """The test's database as congtam_owner."""
    return _database_of(request).url("owner")


@pytest.fixture
def worker_url(request: pytest.FixtureRequest) -> str:
    """The test's database as congtam_worker."""
    return _database_of(request).url("worker")


@pytest.fixture
def loader_url(request: pytest.FixtureRequest) -> str:
    """The test's database as congtam_loader."""
    return _database_of(request).url("loader")


@pytest.fixture
def superuser_url(request: pytest.FixtureRequest) -> str:
    """The test's database as superuser: what an attacker with the whole server could do."""
    return _database_of(request).admin_url()


# -- homes --------------------------------------------------------------------------------------------------


@pytest.fixture
def home_path() -> Iterator[Path]:
    """A short path for a home that does not exist yet, which the server's own user can reach."""
    path = root() / f"h{os.getpid()}-{next(_numbers)}"
    yield path
    if path.exists():
        Cluster(Home(path)).stop()
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def home(home_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home with keys of its own; settings and environment point to it."""
    prepared = Home.at(home_path).prepare()
    settings.CONGTAM_HOME = prepared.path
    monkeypatch.setenv("CONGTAM_HOME", str(prepared.path))
    return prepared


@dataclass(frozen=True)
class AmbientRuntime:
    """For commands called inside a test: Django is set up already, on the test's database."""

    home: Path

    @contextmanager
    def database(self, *, role: Role = "app") -> Iterator[None]:
        yield

    def empty(self) -> None:
        raise NotImplementedError("a test's database is not emptied; use fresh_database")


@pytest.fixture
def runtime(home: Home) -> AmbientRuntime:
    """What ``register(app, runtime)`` of a domain's commands takes, for tests."""
    return AmbientRuntime(home.path)
