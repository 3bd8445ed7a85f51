"""Migrations, run as the owner in a process of their own, so that no other process ever holds its rights."""

import hashlib
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project import processes
from congtam.project.database.server import Server
from congtam.project.home import CLONE, Home

PACKAGE = CLONE / "congtam"
_MIGRATED_BY = ("django", "django-allauth", "procrastinate")
_LOCK = 0x636F6E67  # "cong": two machines of one installation must not migrate at once


def environment(home: Home, url: str) -> dict[str, str]:
    """The environment of a process that acts as one role: its own URL, and no other."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CONGTAM_DB"}}
    kept.setdefault("DJANGO_SETTINGS_MODULE", "congtam.project.settings")
    return kept | {"CONGTAM_HOME": str(home.path), "CONGTAM_DB": url}


def digest() -> str:
    """Identifies the migrations of the installed program, so that a start with nothing new is quick."""
    found = hashlib.sha256()
    for name in _MIGRATED_BY:
        found.update(f"{name} {version(name)}\n".encode())
    for path in sorted(PACKAGE.rglob("migrations/*.py")):
        found.update(f"{path.relative_to(PACKAGE)}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def migrate(home: Home, server: Server, *, database: str = "", force: bool = False) -> bool:
    """Bring the database to the program's state; whether there was anything to look at.

    Raises CommandError (exit 4) with the end of what the migration said.
    """
    with psycopg.connect(server.admin_url(database), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not force and _stamp_of(connection) == digest():
            return False
        _run(environment(home, server.url("owner", database)), home.logs / "migrations.log")
        _put_stamp(connection)
    return True


def _run(variables: dict[str, str], log: Path) -> None:
    done = subprocess.run(
        # the system's checks are of the program, not of this installation: `make check` runs them
        [sys.executable, "-m", "django", "migrate", "--noinput", "--skip-checks", "--verbosity", "0"],
        env=variables,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=processes.ends_with_parent(),
    )
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        log.write_text(said + "\n")
        raise CommandError(
            "migrations_failed",
            "The database could not be brought to this version: " + " ".join(said.splitlines()[-3:]),
            f"The migration that failed changed nothing. All of what it said is in {log}",
            ExitCode.UNAVAILABLE,
        )


# The stamp is kept in the database, with the data that it speaks of: a comment is dumped with the database
# only by pg_dumpall, so a restored database has none and is looked at again.
def _stamp_of(connection: psycopg.Connection[tuple[object, ...]]) -> str:
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return str(row[0]).rpartition(" ")[2] if row and row[0] else ""


def _put_stamp(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    name = sql.Identifier(connection.info.dbname)
    try:
        connection.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                name, sql.Literal(f"congtam migrations {digest()}")
            )
        )
    except psycopg.errors.InsufficientPrivilege:
        return  # a foreign server whose owner is somebody else: migrations are looked at on every start
