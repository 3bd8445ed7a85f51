"""The operating-system user that PostgreSQL runs as when the product is run by root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from congtam.foundation.commands import CommandError, ExitCode

NAME = "congtam-postgres"


@dataclass(frozen=True)
class SystemUser:
    """A user by its numbers."""

    uid: int
    gid: int


def system_user() -> SystemUser | None:
    """The user for the server: None (ourselves) unless we are root, which PostgreSQL refuses to run as.

    Raises CommandError (exit 4) where the user is missing and cannot be made.
    """
    if os.geteuid() != 0:
        return None
    return _find() or _make()


def _find() -> SystemUser | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return SystemUser(entry.pw_uid, entry.pw_gid)


def _make() -> SystemUser:
    for command in (
        ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"],
        ["adduser", "-S", "-D", "-H"],  # BusyBox
    ):
        if shutil.which(command[0]):
            shell = ["--shell", "/usr/sbin/nologin"] if command[0] == "useradd" else []
            subprocess.run([*command, *shell, NAME], check=False, capture_output=True)
            if (user := _find()) is not None:
                return user
    raise CommandError(
        "no_database_user",
        f"PostgreSQL does not run as root, and the user {NAME} could not be created.",
        f"Create a system user {NAME}, or run the product as an ordinary user.",
        ExitCode.UNAVAILABLE,
    )


def can_enter(path: Path, user: SystemUser) -> bool:
    """Whether ``user`` can enter the folder ``path``, asked of the system itself (rights, groups, ACLs)."""
    tried = subprocess.run(
        ["/bin/sh", "-c", 'cd "$1"', "sh", str(path)],
        check=False,
        capture_output=True,
        cwd="/",
        user=user.uid,
        group=user.gid,
        extra_groups=[],
    )
    return tried.returncode == 0
