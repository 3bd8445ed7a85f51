"""Processes are recognised, ended for certain, and end with their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from congtam.project import processes
from congtam.project.children import Child
from congtam.project.signals import Signals

IGNORES_TERM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print('on', flush=True)
time.sleep(60)
"""
#: Its first thread ends, another works on and keeps a file open.
LOSES_FIRST_THREAD = """
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
print('on', flush=True)
ctypes.CDLL(None).syscall(60, 0)  # exit of this thread alone
"""


@pytest.fixture
def started() -> Iterator[list["subprocess.Popen[bytes]"]]:
    found: list[subprocess.Popen[bytes]] = []
    yield found
    for each in found:
        each.kill()
        each.wait()


def _python(code: str, started: list["subprocess.Popen[bytes]"]) -> int:
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    started.append(process)
    assert process.stdout
    assert process.stdout.readline() == b"on\n"
    return process.pid


def test_what_does_not_listen_is_killed(started: list["subprocess.Popen[bytes]"]) -> None:
    pid = _python(IGNORES_TERM, started)

    processes.end([pid], patience=0.2)

    assert not processes.alive(pid)


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="names a system call by its number")
def test_a_process_whose_first_thread_ended_is_still_there(started: list["subprocess.Popen[bytes]"]) -> None:
    pid = _python(LOSES_FIRST_THREAD, started)
    time.sleep(0.2)

    assert processes.alive(pid)
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_until_gone([pid], 5) == []


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from congtam.project import processes; import time;"
        "out = open(sys.argv[1], 'wb');"
        "child = processes.start([sys.executable, '-c', 'import time; time.sleep(60)'], environment={}, output=out);"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "out")], stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())

    parent.kill()
    parent.wait()

    assert processes.wait_until_gone([child], 5) == []


def test_parts_of_a_home_are_known_by_their_environment(tmp_path: Path) -> None:
    home = tmp_path / "home"
    marked = Child(
        "web",
        [sys.executable, "-c", "import time; time.sleep(60)"],
        {"CONGTAM_HOME": str(home)},
        tmp_path / "log",
    )
    marked.start()
    try:
        assert marked.process
        assert processes.parts_of(home) == [marked.process.pid]
        assert processes.parts_of(tmp_path / "other") == []
    finally:
        marked.stop(patience=5)
    assert processes.parts_of(home) == []


def test_a_child_that_keeps_dying_waits_longer_each_time(tmp_path: Path) -> None:
    child = Child("web", [sys.executable, "-c", "raise SystemExit(7)"], dict(os.environ), tmp_path / "log")
    pauses = []
    for _ in range(3):
        child.start()
        assert child.process
        child.process.wait()
        assert child.died() == 7
        pauses.append(child.pause)

    assert pauses == [1.0, 2.0, 4.0]
    assert not child.start_when_due()


def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    code = "import subprocess, sys, time; subprocess.Popen(['sleep', '60']); time.sleep(60)"
    child = Child(
        "worker",
        [sys.executable, "-c", code],
        dict(os.environ) | {"CONGTAM_HOME": "/of/this/test"},
        tmp_path / "log",
    )
    child.start()
    end = time.monotonic() + 20
    while len(pids := processes.parts_of(Path("/of/this/test"))) < 2:
        assert time.monotonic() < end
        time.sleep(0.05)

    child.stop(patience=5)

    assert processes.wait_until_gone(pids, 5) == []


def test_a_signal_ends_a_wait_at_once_and_is_counted() -> None:
    signals = Signals()
    with signals.installed():
        os.kill(os.getpid(), signal.SIGTERM)
        begun = time.monotonic()
        signals.wait(30)

    assert time.monotonic() - begun < 10
    assert signals.requests == 1


def test_signals_are_as_they_were_afterwards() -> None:
    before = signal.getsignal(signal.SIGHUP)
    with Signals().installed():
        assert signal.getsignal(signal.SIGHUP) is not before

    assert signal.getsignal(signal.SIGHUP) is before
