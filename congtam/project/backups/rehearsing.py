"""``congtam rehearse DIR``: a backup is brought back into a home of its own, compared, verified, and removed.

That home lies inside the present one: on the same disk, closed to the same people, and reachable for the
database's own user. It has a server of its own, also where DATABASE_URL names another.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any

from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project import processes
from congtam.project.backups import layout
from congtam.project.backups.layout import Summary
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.reading import Backup, open_backup
from congtam.project.backups.restoring import bring_back
from congtam.project.database.cluster import Cluster
from congtam.project.database.server import EmbeddedServer
from congtam.project.home import Home
from congtam.project.locks import FileLock

#: seconds; a rehearsal that takes longer is ended and cleared away
LONGEST = 6 * 3600.0
_PREFIX = "rehearsal-"
#: nothing of it has to survive a power cut
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "20"}
#: a new cluster with its journal, and room for what is restored beside it
_MARGIN = 1_000_000_000
#: of a database in format 1 only the packed size is known
_UNPACKED_AT_MOST = 12


def rehearse(
    home: Home,
    folder: Path,
    *,
    keys: Path | None = None,
    passphrase: Passphrase | None = None,
    longest: float = LONGEST,
) -> Summary:
    """Bring ``folder`` back beside ``home``, compare rows and files, run `verify` there, remove it all.

    ``ok`` is False where something differs or `verify` finds fault. ``home`` and its database are not touched.
    Raises CommandError: exit 2 as a restore does, exit 4 where disk or database cannot be had, another rehearsal
    runs, or this one takes more than ``longest`` seconds. Only in the main thread.
    """
    begun = perf_counter()
    backup = open_backup(folder, keys=keys, passphrase=passphrase)
    with _alone(home), _within(longest):
        _refuse_full_disk(home, backup)
        say("Reading the backup …")
        backup.refuse_damaged()
        with _temporary_home(home) as other:
            differences, verified = _tried(other, backup)
    return {
        "ok": not differences and verified["ok"] is True,
        "folder": str(backup.folder),
        "backup": backup.manifest.get("id"),
        "made_at": backup.manifest["created_at"],
        "differences": differences,
        "verified": verified,
        "seconds": round(perf_counter() - begun, 1),
        **layout.figures(backup.manifest),
    }


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def too_long(number: int, frame: FrameType | None) -> None:
        raise CommandError(
            "rehearsal_too_long",
            f"The rehearsal was ended after {seconds:.0f} seconds.",
            "Is the disk slow, or the machine busy? Try another time or another machine.",
            ExitCode.UNAVAILABLE,
        )

    before = signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    lock = FileLock(home.run / "rehearsal.lock")
    try:
        if not lock.try_take():
            raise CommandError(
                "rehearsal_running",
                "Another rehearsal runs in this home.",
                "Wait for its end.",
                ExitCode.UNAVAILABLE,
            )
        for left in home.path.glob(f"{_PREFIX}*"):  # by one that was killed
            _remove(Home(left))
        yield
    finally:
        lock.release()


def _refuse_full_disk(home: Home, backup: Backup) -> None:
    database = backup.manifest["database"]
    unpacked = database.get("unpacked", database["size"] * _UNPACKED_AT_MOST)
    needed = 2 * unpacked + sum(file["size"] for file in backup.manifest["files"]) + _MARGIN
    free = shutil.disk_usage(home.path).free
    if free < needed:
        raise CommandError(
            "disk_too_small",
            f"A rehearsal needs {needed / 1e9:.1f} GB beside the home; {free / 1e9:.1f} GB are free.",
            "Make room, or restore on another machine: CONGTAM_HOME=… congtam rehearse …",
            ExitCode.UNAVAILABLE,
        )


@contextmanager
def _temporary_home(home: Home) -> Iterator[Home]:
    other = Home(home.path / f"{_PREFIX}{secrets.token_hex(4)}")
    try:
        yield other.prepare()
    finally:
        _remove(other)


def _remove(other: Home) -> None:
    cluster = Cluster(other)
    cluster.stop()
    socket = cluster.socket
    shutil.rmtree(other.path, ignore_errors=True)
    if not socket.is_relative_to(other.path):  # a short folder elsewhere, made for a long path
        shutil.rmtree(socket, ignore_errors=True)


def _tried(other: Home, backup: Backup) -> tuple[list[str], dict[str, Any]]:
    server = EmbeddedServer(other, _FAST).enter()
    try:
        differences = bring_back(other, server, backup)
        say("Verifying …")
        return differences, _verified(other)
    finally:
        server.stop_if_ours()


def _verified(other: Home) -> dict[str, Any]:
    """In a process of its own: this one may act in the present home afterwards."""
    away = {"DATABASE_URL", "CONGTAM_DB", processes.PART}
    variables = {name: value for name, value in os.environ.items() if name not in away}
    done = subprocess.run(
        [sys.executable, "-m", "congtam.project.cli", "verify", "--json"],
        env=variables | {"CONGTAM_HOME": str(other.path)},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=processes.ends_with_parent(),
    )
    try:
        return dict(json.loads(done.stdout)) if done.returncode in (0, ExitCode.NEGATIVE) else {"ok": False}
    except ValueError:
        return {"ok": False}


def summary(found: Summary) -> str:
    """For people."""
    lines = [
        f"Backup of {found['made_at']}: {found['rows']} rows, {found['records']} records,"
        f" {found['entries']} entries, {found['files']} files in {found['seconds']} s"
    ]
    if found["ok"]:
        return "\n".join([*lines, "It came back as it was saved, and verify found nothing wrong."])
    if found["differences"]:
        lines += ["DIFFERENT FROM WHAT WAS SAVED:", *found["differences"]]
    if not found["verified"]["ok"]:
        lines.append(f"VERIFY FAILED: {found['verified'].get('first_bad')}")
    return "\n".join(lines)
