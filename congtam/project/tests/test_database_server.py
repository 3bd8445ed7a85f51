"""The server that the product brings along: created, shared, stopped by the last, recovered."""

import os
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project import processes
from congtam.project.database import ROLES, Server, binaries, ensure_server
from congtam.project.database.cluster import Cluster
from congtam.project.database.osuser import system_user
from congtam.project.database.server import EmbeddedServer
from congtam.project.home import Home

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture(autouse=True)
def _own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def prepared(home_path: Path) -> Home:
    return Home.at(home_path).prepare()


@pytest.fixture
def server(prepared: Home) -> Iterator[Server]:
    found = ensure_server(prepared)
    yield found
    found.stop_if_ours()


def test_every_role_logs_in_and_none_has_more_than_it_needs(server: Server) -> None:
    for role in ROLES:
        with psycopg.connect(server.url(role)) as connection:
            found = connection.execute(
                "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert found == (False,) * 5, role


def test_only_the_owner_creates_tables(server: Server) -> None:
    with psycopg.connect(server.url("owner")) as connection:
        connection.execute("CREATE TABLE of_the_owner (id int)")
    for role in ("app", "worker", "loader"):
        with (
            psycopg.connect(server.url(role)) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("CREATE TABLE of_another (id int)")


def test_the_database_knows_vietnamese(server: Server) -> None:
    with psycopg.connect(server.url("app")) as connection:
        row = connection.execute(
            "SELECT upper('đơn tố cáo'), unaccent('khiếu nại'), similarity('đơn thư', 'đơn') > 0.3"
        ).fetchone()

    assert row == ("ĐƠN TỐ CÁO", "khieu nai", True)


def test_the_server_listens_on_no_network_address(server: Server) -> None:
    with psycopg.connect(server.url("app")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_nobody_else_can_reach_the_socket(prepared: Home, server: Server) -> None:
    assert stat.S_IMODE(Cluster(prepared).socket.stat().st_mode) == 0o700


def test_the_last_to_leave_stops_it(prepared: Home) -> None:
    first, second = ensure_server(prepared), ensure_server(prepared)
    assert (first.started, second.started) == (True, False)

    first.stop_if_ours()
    with psycopg.connect(second.url("app")) as connection:
        connection.execute("SELECT 1")
    second.stop_if_ours()

    assert Cluster(prepared).pid() is None


def test_data_is_there_after_a_stop(prepared: Home) -> None:
    first = ensure_server(prepared)
    with psycopg.connect(first.url("owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    first.stop_if_ours()

    second = ensure_server(prepared)
    with psycopg.connect(second.url("owner")) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (42,)
    second.stop_if_ours()


def test_what_was_committed_survives_kill_9_of_the_server(prepared: Home) -> None:
    server = ensure_server(prepared)
    with psycopg.connect(server.url("owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS value")
    pid = Cluster(prepared).pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    processes.wait_until_gone([pid], 5)

    assert server.recover()
    assert not server.recover()

    with psycopg.connect(server.url("owner")) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == (42,)
    server.stop_if_ours()


def test_a_left_over_pid_that_now_is_another_process_is_no_server(prepared: Home) -> None:
    ensure_server(prepared).stop_if_ours()
    cluster = Cluster(prepared)
    data = cluster.data
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n1\n5432\n{cluster.socket}\n\n1 1\nready\n")

    assert cluster.pid() is None
    again = ensure_server(prepared)

    assert again.started
    again.stop_if_ours()


def test_half_a_data_folder_is_made_anew(prepared: Home) -> None:
    prepared.database.mkdir()
    (prepared.database / "data.new").mkdir()
    (prepared.database / "data.new" / "PG_VERSION").write_text("18\n")

    server = ensure_server(prepared)

    assert server.started
    assert not (prepared.database / "data.new").exists()
    server.stop_if_ours()


def test_data_of_another_version_is_refused(prepared: Home) -> None:
    data = prepared.database / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")

    with pytest.raises(CommandError) as refused:
        ensure_server(prepared)

    assert refused.value.exit_code == 4
    assert "PostgreSQL 17" in refused.value.message


def test_a_home_with_a_long_path_gets_a_short_socket_folder(home_path: Path) -> None:
    home = Home.at(home_path / ("d" * 60) / ("e" * 60))
    home_path.mkdir(mode=0o755)
    server = EmbeddedServer(home.prepare()) if _open_parents(home) else None
    assert server is not None
    server.enter()
    try:
        with psycopg.connect(server.url("app")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert not server.cluster.socket.is_relative_to(home.path)
        assert stat.S_IMODE(server.cluster.socket.stat().st_mode) == 0o700
    finally:
        server.stop_if_ours()
        server.cluster.socket.rmdir()


def _open_parents(home: Home) -> bool:
    home.path.parent.mkdir(mode=0o755, exist_ok=True)
    return True


def test_a_socket_folder_that_somebody_else_has_put_there_is_refused(home_path: Path) -> None:
    home = Home.at(home_path / ("f" * 60) / ("g" * 60))
    home.path.parent.mkdir(parents=True)
    server = EmbeddedServer(home.prepare())
    planted = server.cluster.socket
    planted.mkdir(mode=0o777)
    planted.chmod(0o777)
    try:
        with pytest.raises(CommandError, match="somebody else"):
            server.enter()
    finally:
        planted.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_a_closed_parent_is_named_and_left_closed(home_path: Path) -> None:
    home_path.mkdir(mode=0o700)
    home = Home.at(home_path / "home").prepare()

    with pytest.raises(CommandError) as refused:
        ensure_server(home)

    assert refused.value.exit_code == 4
    assert refused.value.code == "home_unreachable"
    assert stat.S_IMODE(home_path.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_the_server_runs_as_its_own_user_and_cannot_read_the_keys(prepared: Home) -> None:
    server = EmbeddedServer(prepared).enter()
    try:
        user = server.cluster.user
        assert user is not None
        pid = server.cluster.pid()
        assert Path(f"/proc/{pid}").stat().st_uid == user.uid
        with (
            psycopg.connect(server.admin_url()) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("SELECT pg_read_file(%s)", [str(prepared.secrets / "sealing.key")])
    finally:
        server.stop_if_ours()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_programs_in_a_folder_that_is_closed_to_the_server_are_copied(
    home_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_path.mkdir(mode=0o755)
    closed = home_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "pginstall").symlink_to(binaries._installed())
    monkeypatch.setattr(binaries, "COPIES", home_path / "copies")
    monkeypatch.setattr(binaries, "_installed", lambda: closed / "pginstall")
    user = system_user()
    assert user is not None

    found = binaries.folder(user)

    assert found.is_relative_to(home_path / "copies")
    said = subprocess.run(
        [found / "postgres", "--version"], check=True, capture_output=True, text=True, user=user.uid, cwd="/"
    )
    assert " 18." in said.stdout
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
