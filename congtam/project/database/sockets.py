"""Where the server's socket lies: a path of a socket may have about 100 characters, a home's path more."""

import os
import stat
import tempfile
from hashlib import sha256
from pathlib import Path

from congtam.foundation.commands import CommandError, ExitCode

# sun_path holds 108 bytes on Linux and 104 on macOS; the socket's name takes ".s.PGSQL.5432" and a NUL
_LONGEST = 104 - len("/.s.PGSQL.5432") - 1


def socket_folder(database: Path) -> Path:
    """The folder for the socket of the server in ``database``: inside it, or a short one of the same user.

    The short folder is named after the path, so that every process of the home finds it. Raises CommandError
    (exit 4) where somebody else was there first.
    """
    inside = database / "socket"
    if len(os.fsencode(inside)) <= _LONGEST:
        return inside
    short = Path(tempfile.gettempdir()) / f"congtam-{sha256(os.fsencode(database)).hexdigest()[:16]}"
    if len(os.fsencode(short)) > _LONGEST:
        short = Path("/tmp") / short.name  # noqa: S108 - made 0700 and its owner checked below
    _refuse_planted(short, owner=database.stat().st_uid if database.exists() else os.geteuid())
    return short


def _refuse_planted(folder: Path, *, owner: int) -> None:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()} or found.st_mode & 0o077:
        raise CommandError(
            "socket_folder_taken",
            f"{folder} belongs to somebody else or is open to others.",
            "Choose a home with a shorter path in CONGTAM_HOME.",
            ExitCode.UNAVAILABLE,
        )
