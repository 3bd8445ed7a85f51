"""The product starts, says where, and ends whole: every process that it started."""

import json
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from congtam.project import processes
from tests.faults.product import CONGTAM, Product, health, run, wait_until

# one after another: they look for free ports
pytestmark = pytest.mark.xdist_group("product")
Starter = Callable[..., Product]
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def test_the_last_line_names_the_address_at_which_everything_is_well(product: Starter) -> None:
    running = product()

    status, state = health(running.url)

    assert running.said.strip().splitlines()[-1] == f"READY {running.url}"
    assert status == 200
    assert state == {"status": "ok", "database": "ok", "migrations": "ok", "worker": "ok"}
    assert (running.home / "run" / "url").read_text().strip() == running.url


@pytest.mark.parametrize("number", STOPPING)
def test_a_signal_ends_every_process_even_where_it_was_inherited_as_ignored(
    product: Starter, number: signal.Signals
) -> None:
    def ignore_all() -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)

    running = product(before_exec=ignore_all)
    pids = [*running.parts, running.database_pid or 0]
    assert len(pids) > 3

    code = running.signal(number)

    assert code == 0
    assert [pid for pid in pids if processes.alive(pid)] == []
    assert running.parts == []
    assert not (running.home / "run" / "url").exists()


def test_a_signal_while_the_demo_data_is_loaded_leaves_no_process_and_no_half_city(home_path: Path) -> None:
    loading = Product(home_path, command=[*CONGTAM, "up", "--demo"])
    try:
        loading.launch()
        wait_until(lambda: "1/" in loading.said, loading.describe)  # the first letter is played

        assert loading.signal(signal.SIGINT) == 0

        assert loading.database_pid is None
        assert json.loads(run(home_path, "verify", "--json").stdout)["records"] == 0
    finally:
        loading.end()


def test_a_second_start_prints_the_running_address(product: Starter) -> None:
    running = product()

    second = run(running.home, "up")

    assert second.returncode == 0
    assert second.stdout.strip().splitlines()[-1] == f"READY {running.url}"
    assert health(running.url)[0] == 200


def test_after_kill_9_the_next_start_finds_its_data_and_no_second_web_server(product: Starter) -> None:
    first = product()
    before = [*first.parts, first.database_pid]
    first.signal(signal.SIGKILL)

    second = product()

    assert health(second.url)[0] == 200
    survivors = [pid for pid in before if pid in second.parts]
    assert survivors == []
    assert second.signal(signal.SIGTERM) == 0
    assert second.parts == []
    assert second.database_pid is None


def test_after_everything_was_killed_the_left_over_pid_file_does_not_matter(product: Starter) -> None:
    first = product()
    database = first.database_pid
    assert database
    first.signal(signal.SIGKILL)
    processes.end(first.parts, patience=0)
    processes.end_group(database)
    wait_until(lambda: first.database_pid is None)
    assert (first.home / "database" / "data" / "postmaster.pid").exists()

    assert health(product().url)[0] == 200


def test_web_worker_and_database_that_die_are_started_again(product: Starter) -> None:
    running = product()
    old = [*running.parts, running.database_pid or 0]

    for pid in old:
        processes.end([pid], patience=0)

    def all_new() -> bool:
        return running.database_pid not in (None, old[-1]) and health(running.url)[0] == 200

    wait_until(all_new, running.describe)
    assert set(running.parts).isdisjoint(old)
    assert "it starts again in" in running.said
    assert "The database had ended; it runs again." in running.said


def test_a_busy_port_is_passed_over_and_named(product: Starter) -> None:
    with _listening_on_first_free_from(8000) as (_, busy):
        running = product()

    port = int(running.url.rpartition(":")[2])
    assert f"Port {busy} is busy; trying {busy + 1}." in running.said
    assert port > busy


def test_a_fixed_port_is_used_exactly(product: Starter) -> None:
    with _listening_on_first_free_from(9300) as (_, port):
        pass

    assert product(PORT=str(port)).url == f"http://127.0.0.1:{port}"


def test_a_fixed_port_that_is_busy_is_refused(home_path: Path) -> None:
    with _listening_on_first_free_from(9300) as (_, busy):
        refused = run(home_path, "up", PORT=str(busy))

    assert refused.returncode == 4
    assert f"Port {busy}" in refused.stderr
    assert "READY" not in refused.stdout


def test_a_command_shares_the_running_server_and_leaves_it_running(product: Starter) -> None:
    running = product()
    database = running.database_pid

    done = run(running.home, "verify", "--json")

    assert done.returncode == 0, done.stderr
    assert running.database_pid == database
    assert health(running.url)[0] == 200


def test_a_command_without_a_running_server_leaves_none_behind(home_path: Path) -> None:
    done = run(home_path, "verify", "--json")

    assert done.returncode == 0, done.stderr
    assert Product(home_path).database_pid is None


class _listening_on_first_free_from:
    """A socket that listens on the first free port from ``start`` upward."""

    def __init__(self, start: int) -> None:
        self._start = start

    def __enter__(self) -> tuple[socket.socket, int]:
        for port in range(self._start, self._start + 500):
            self._socket = socket.socket()
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                self._socket.bind(("127.0.0.1", port))
            except OSError:
                self._socket.close()
                continue
            self._socket.listen()
            return self._socket, port
        raise AssertionError("no free port")

    def __exit__(self, *error: object) -> None:
        self._socket.close()
