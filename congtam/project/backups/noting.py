"""Writing down in the home that a backup or a rehearsal was done, so that the administrator's page shows it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import psycopg

from congtam.foundation import clock
from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project.backups.layout import Summary
from congtam.project.database import Server, ensure_server
from congtam.project.home import Home
from congtam.project.runtime import act_as

_TABLE = "public.upkeep_upkeepevent"
#: a call that named the wrong thing says nothing about the backup
_WRONG_CALLS = frozenset(
    {
        "no_backup", "no_keys", "passphrase_needed", "passphrase_wrong", "passphrase_unreadable",
        "rehearsal_running",
    }
)  # fmt: skip


@contextmanager
def noting_failure(home: Home, kind: str) -> Iterator[None]:
    """A failure of the body is written down and goes on; a wrong call is not. Raises CommandError."""
    try:
        yield
    except CommandError as error:
        if not _says_nothing(kind, error):
            note(home, kind, ok=False, figures={"failed": error.code})
        raise
    except OSError as error:
        note(home, kind, ok=False, figures={"failed": "disk"})
        raise CommandError(
            "disk_failed",
            f"{error.filename or 'A file'} cannot be read or written: {error.strerror}.",
            "Nothing half-done was left. Is there room on the disk, and may the folder be written?",
            ExitCode.UNAVAILABLE,
        ) from error


def _says_nothing(kind: str, error: CommandError) -> bool:
    """A backup that never began is no failed one; a rehearsal fails at what it finds."""
    if kind == "backup" and error.exit_code == ExitCode.WRONG_CALL:
        return True
    return error.code in _WRONG_CALLS


def note(home: Home, kind: str, *, ok: bool, figures: Mapping[str, Any]) -> bool:
    """Append the event; whether it could be written down. It never spoils what was done: it is said instead."""
    try:
        server = ensure_server(home)
        try:
            return _written(home, server, kind, ok=ok, figures=figures)
        finally:
            server.stop_if_ours()
    except (CommandError, psycopg.Error, OSError):
        say("It could not be written down for the administrator's page.")
        return False


def _written(home: Home, server: Server, kind: str, *, ok: bool, figures: Mapping[str, Any]) -> bool:
    """Migrates nothing: a backup before an upgrade leaves the database as it is."""
    with psycopg.connect(server.url("owner")) as connection:
        row = connection.execute("SELECT to_regclass(%s)", [_TABLE]).fetchone()
    if row is None or row[0] is None:
        return False
    act_as(home, server.url("app"))
    import django

    django.setup()
    return _append(kind, ok=ok, figures=figures)


def _append(kind: str, *, ok: bool, figures: Mapping[str, Any]) -> bool:
    from django.db import DatabaseError, connections

    from congtam.foundation.access.actor import system_actor
    from congtam.foundation.upkeep.events import FIGURES, write_down
    from congtam.foundation.upkeep.models import Kind

    kept = {name: value for name, value in figures.items() if name in FIGURES and value is not None}
    try:
        write_down(
            actor=system_actor("upkeep", unit_id=0),
            kind=Kind(kind),
            at=clock.now(),
            ok=ok,
            figures={**kept, "version": version("congtam")},
        )
    except DatabaseError:
        say("It could not be written down for the administrator's page.")
        return False
    finally:
        connections.close_all()
    return True


def note_result(home: Home, kind: str, found: Summary) -> Summary:
    """Write down a result that came to an end; the summary with whether that succeeded."""
    failed = {} if found["ok"] else {"failed": _what(found)}
    return {**found, "noted": note(home, kind, ok=bool(found["ok"]), figures={**found, **failed})}


def _what(found: Summary) -> str:
    return "differences" if found.get("differences") else "verify"
