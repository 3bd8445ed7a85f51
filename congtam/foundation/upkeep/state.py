"""How the installation is now: disk, versions, worker. One reading for the page and for ``/healthz``."""

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

#: A worker writes its heartbeat every ten seconds.
_FRESH = "60 seconds"


@dataclass(frozen=True, kw_only=True)
class Disk:
    """The disk that the home lies on, in bytes."""

    free: int
    total: int

    @property
    def used_percent(self) -> int:
        return round(100 * (self.total - self.free) / self.total) if self.total else 0


@dataclass(frozen=True, kw_only=True)
class State:
    """What the administrator's page shows. ``disk`` is None where the home cannot be looked at."""

    program: str
    database: str
    database_bytes: int
    worker: bool
    disk: Disk | None


def state() -> State:
    """The present state (three small queries)."""
    number, size = _database()
    return State(
        program=version("congtam"),
        database=number,
        database_bytes=size,
        worker=worker_beats(),
        disk=disk_of(Path(settings.CONGTAM_HOME)),
    )


def disk_of(folder: Path) -> Disk | None:
    """Free and whole space of the disk under ``folder``."""
    try:
        found = shutil.disk_usage(folder)
    except OSError:
        return None
    return Disk(free=found.free, total=found.total)


def worker_beats() -> bool:
    """Whether a worker has given a sign of life within the last minute."""
    if not _table_exists("procrastinate_workers"):
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval", [_FRESH]
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _table_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [name])
        row = cursor.fetchone()
    return bool(row and row[0])


def _database() -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        row = cursor.fetchone()
    return (str(row[0]).split()[0], int(row[1])) if row else ("", 0)
