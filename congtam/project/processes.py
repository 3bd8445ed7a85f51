"""Processes: ended with their parent, recognised again after a crash, stopped for certain."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

#: In the environment of every process that a supervisor starts, and so of all their descendants.
PART = "CONGTAM_PART"

_PR_SET_PDEATHSIG = 1
_prctl: Callable[..., int] | None = getattr(ctypes.CDLL(None), "prctl", None)
_RESET = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE)


def _prepare_child(parent: int) -> None:
    """Runs between fork and exec: signals as if nobody had touched them, and an end with the parent."""
    for number in _RESET:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)


def ends_with_parent() -> Callable[[], None]:
    """For ``preexec_fn``: a child with fresh signals that gets SIGTERM when this thread ends, by kill -9 too."""
    parent = os.getpid()
    return lambda: _prepare_child(parent)


def start(
    command: Sequence[str], *, environment: Mapping[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start ``command`` in a session of its own, so that Ctrl-C in a terminal reaches only the supervisor.

    On Linux it gets SIGTERM when the thread that started it ends: start children from the main thread.
    """
    return subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=ends_with_parent(),
    )


def alive(pid: int) -> bool:
    """Whether ``pid`` is a process that still runs (a zombie does not)."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # reap it, should it be ours
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z" or _has_threads(pid)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "?"


def _has_threads(pid: int) -> bool:
    """The first thread of a process may have ended while others still hold its files and locks."""
    try:
        return len(os.listdir(f"/proc/{pid}/task")) > 1
    except OSError:
        return False


def wait_until_gone(pids: Iterable[int], seconds: float) -> list[int]:
    """Wait up to ``seconds``; the processes that are still there."""
    end = time.monotonic() + seconds
    left = [pid for pid in pids if alive(pid)]
    while left and time.monotonic() < end:
        time.sleep(0.02)
        left = [pid for pid in left if alive(pid)]
    return left


def end(pids: Sequence[int], *, patience: float = 5.0) -> None:
    """Ask the processes to stop, wait ``patience`` seconds, then kill those that did not."""
    _signal(pids, signal.SIGTERM)
    left = wait_until_gone(pids, patience)
    _signal(left, signal.SIGKILL)
    wait_until_gone(left, patience)


def _signal(pids: Iterable[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def end_group(leader: int) -> None:
    """Kill what is left of the process group of a child that has ended or would not."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def parts_of(home: Path) -> list[int]:
    """The web and worker processes of ``home`` that a supervisor started, and their descendants.

    They are known by their environment: pid and start time would miss the children of a process that died.
    Empty where there is no /proc.
    """
    wanted = {f"CONGTAM_HOME={home}".encode()}
    return [pid for pid in _all_pids() if pid != os.getpid() and _belongs(pid, wanted)]


def _all_pids() -> list[int]:
    root = Path("/proc")
    return [int(entry.name) for entry in root.iterdir() if entry.name.isdigit()] if root.exists() else []


def _belongs(pid: int, wanted: set[bytes]) -> bool:
    try:
        variables = set(Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"))
    except OSError:
        return False
    return wanted <= variables and any(entry.startswith(PART.encode() + b"=") for entry in variables)


def folder_of(pid: int) -> Path | None:
    """The working folder of a process, None where it is gone or not ours to ask."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd"))
    except OSError:
        return None
