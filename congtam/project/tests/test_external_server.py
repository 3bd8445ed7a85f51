"""Any other PostgreSQL 18 by DATABASE_URL: here a second server that asks for passwords."""

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from congtam.foundation.commands import CommandError
from congtam.project.database import ROLES, ensure_server
from congtam.project.database.cluster import Cluster
from congtam.project.database.external import ExternalServer, refuse_older
from congtam.project.database.migrations import environment
from congtam.project.database.roles import derived_password
from congtam.project.home import Home

pytestmark = pytest.mark.xdist_group("embedded")
SECRET = "một mật khẩu"


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an administrator who may create roles but is no superuser, on a server that wants passwords."""
    from conftest import root

    home = Home.at(root() / f"foreign-{tmp_path_factory.getbasetemp().name}").prepare()
    cluster = Cluster(home)
    cluster.create()
    cluster.start()
    try:
        base = {"host": str(cluster.socket)}
        with psycopg.connect(
            make_conninfo(user="postgres", dbname="postgres", **base), autocommit=True
        ) as admin:
            admin.execute(f"CREATE ROLE office LOGIN CREATEROLE CREATEDB PASSWORD '{SECRET}'")
            admin.execute("CREATE DATABASE letters OWNER office")
        (cluster.data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        with psycopg.connect(
            make_conninfo(user="postgres", dbname="postgres", **base), autocommit=True
        ) as admin:
            admin.execute("SELECT pg_reload_conf()")
        yield make_conninfo(user="office", password=SECRET, dbname="letters", **base)
    finally:
        cluster.stop()


def test_each_role_logs_in_with_a_password_of_its_own(foreign: str) -> None:
    server = ExternalServer(foreign).enter()

    passwords = set()
    for role in ROLES:
        passwords.add(conninfo_to_dict(server.url(role))["password"])
        with psycopg.connect(server.url(role)) as connection:
            assert connection.execute("SELECT current_user").fetchone() == (f"congtam_{role}",)
    assert len(passwords) == len(ROLES)
    assert SECRET not in passwords


def test_the_same_url_gives_the_same_passwords_at_every_place(foreign: str) -> None:
    ExternalServer(foreign).enter()

    again = ExternalServer(foreign).enter()

    with psycopg.connect(again.url("app")) as connection:
        connection.execute("SELECT 1")
    assert derived_password("a", "app") != derived_password("b", "app")


def test_a_role_never_learns_the_secret_of_the_url(
    foreign: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", foreign)
    server = ensure_server(home)

    given = environment(home, server.url("worker"))

    assert "DATABASE_URL" not in given
    assert not [name for name, value in given.items() if SECRET in value]


def test_a_database_that_is_missing_is_created(foreign: str) -> None:
    server = ExternalServer(make_conninfo(foreign, dbname="new_office")).enter()

    with psycopg.connect(server.url("owner")) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("new_office",)
        connection.execute("CREATE TABLE allowed (id int)")


def test_a_wrong_password_is_refused_without_repeating_it(foreign: str) -> None:
    with pytest.raises(CommandError) as refused:
        ExternalServer(make_conninfo(foreign, password="sai hoàn toàn")).enter()

    assert refused.value.exit_code == 4
    assert "sai hoàn toàn" not in str(refused.value.as_json())


def test_a_server_that_does_not_answer_is_refused() -> None:
    with pytest.raises(CommandError) as refused:
        ExternalServer("postgresql://nobody@127.0.0.1:1/letters").enter()

    assert refused.value.exit_code == 4


def test_an_address_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(CommandError) as refused:
        ExternalServer("postgresql://[").enter()

    assert refused.value.exit_code == 2


class _Older:
    """A server that says it is PostgreSQL 15: only the answer to this one question is invented."""

    def __init__(self, version: int) -> None:
        self._version = version

    def execute(self, query: str) -> Any:
        assert query == "SHOW server_version_num"
        return self

    def fetchone(self) -> tuple[str]:
        return (str(self._version),)


def test_an_older_server_is_refused_with_the_reason() -> None:
    with pytest.raises(CommandError) as refused:
        refuse_older(_Older(150013))  # type: ignore[arg-type]

    assert refused.value.exit_code == 4
    assert refused.value.code == "postgresql_too_old"
    assert "PostgreSQL 15" in refused.value.message
    assert "WITHOUT OVERLAPS" in refused.value.message


@pytest.mark.parametrize("version", [180000, 180006, 190001])
def test_eighteen_and_newer_are_welcome(version: int) -> None:
    refuse_older(_Older(version))  # type: ignore[arg-type]


def test_the_password_of_the_url_is_in_no_command_line(foreign: str) -> None:
    from congtam.project.database.tools import output_of

    server = ExternalServer(foreign).enter()
    seen: list[Any] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, command: Any, **given: Any) -> None:
            seen.append(command)
            super().__init__(command, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", Recorded)
        with output_of("pg_dump", server.url("owner"), "--schema-only") as dumped:
            assert dumped.read()

    password = conninfo_to_dict(server.url("owner"))["password"]
    assert password
    assert str(password) not in " ".join(map(os.fspath, seen[0]))
