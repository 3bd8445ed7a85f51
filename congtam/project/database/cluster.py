"""The server that the product brings along: created, started, recovered after a crash, stopped."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project import processes
from congtam.project.database import binaries
from congtam.project.database.osuser import SystemUser, can_enter, system_user
from congtam.project.database.sockets import socket_folder
from congtam.project.home import Home

SUPERUSER = "postgres"
PORT = 5432  # only part of the socket's name: the server listens on no network address

#: For a laptop; an office of many sets its own server with DATABASE_URL. Texts of statements and the detail
#: of errors stay out of the log, for they hold what people wrote.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": str(PORT),
    "shared_buffers": "128MB",
    "max_connections": "60",
    "jit": "off",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "logging_collector": "off",
}
_START_SECONDS = 60.0
_STOP_SECONDS = 60.0
_LOG_BYTES = 10_000_000


@dataclass
class Cluster:
    """The server of one home. ``extra`` settings are for tests."""

    home: Home
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.user: SystemUser | None = system_user()

    @property
    def data(self) -> Path:
        return self.home.database / "data"

    @property
    def socket(self) -> Path:
        """The folder of the socket: in the home, or a short one where the home's path is too long."""
        return socket_folder(self.home.database)

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def program(self, name: str) -> str:
        """The full path of one of PostgreSQL's programs."""
        return str(binaries.folder(self.user) / name)

    def pid(self) -> int | None:
        """The process of the running server, None where none runs (whatever a left-over pid file says)."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if processes.alive(pid) and self._is_ours(pid) else None

    def _is_ours(self, pid: int) -> bool:
        """A pid is given to another process after a restart of the machine or container."""
        where = processes.folder_of(pid)
        return where == self.data.resolve() if Path("/proc").exists() else True

    def create(self) -> None:
        """Make the data folder. Half a one, left by a crash, is thrown away.

        Raises CommandError (exit 4), as root also where the database's user cannot enter the home.
        """
        self._open_folders()
        if self.exists:
            self._refuse_other_version()
            return
        draft = self.home.database / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self._run(
            [
                *(self.program("initdb"), "--pgdata", str(draft), "--username", SUPERUSER, "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C.UTF-8", "--locale-provider", "builtin"),
                *("--builtin-locale", "C.UTF-8", "--no-instructions"),
            ]
        )
        draft.rename(self.data)

    def _open_folders(self) -> None:
        self.home.database.mkdir(mode=0o700, exist_ok=True)
        if self.user is not None:
            for path in (self.home.path, self.home.database):
                os.chown(path, self.user.uid, self.user.gid)
            self._refuse_unreachable(self.user)
        socket = self.socket
        socket.mkdir(mode=0o700, exist_ok=True)
        if self.user is not None:
            os.chown(socket, self.user.uid, self.user.gid)

    def _refuse_unreachable(self, user: SystemUser) -> None:
        if not can_enter(self.home.database, user):
            raise CommandError(
                "home_unreachable",
                f"PostgreSQL, which does not run as root, cannot enter {self.home.path}:"
                " a folder above it is closed.",
                "The rights of your folders are not changed. As root choose a home such as"
                " CONGTAM_HOME=/var/lib/congtam, or run the product as an ordinary user.",
                ExitCode.UNAVAILABLE,
            )

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != "18":
            raise CommandError(
                "data_of_other_version",
                f"The data in {self.data} is of PostgreSQL {found}; this product brings PostgreSQL 18.",
                "Restore a backup into an empty home.",
                ExitCode.UNAVAILABLE,
            )

    def start(self) -> None:
        """Start it and wait until it is ready. Raises CommandError (exit 4) with the end of its log."""
        self.create()
        self._clear_leftovers()
        end = time.monotonic() + _START_SECONDS
        while not self._started_once(end):
            # backends of a server that was killed hold its shared memory for a moment
            if time.monotonic() > end or not self._log_says("pre-existing shared memory block"):
                raise self._failure("The database did not start.")
            time.sleep(0.2)

    def _started_once(self, end: float) -> bool:
        server = self._launch()
        while time.monotonic() < end:
            if server.poll() is not None:
                return False
            if self._status() == "ready" and self.pid() == server.pid:
                return True
            time.sleep(0.01)
        server.terminate()
        return False

    def _launch(self) -> subprocess.Popen[bytes]:
        self._turn_log()
        options = SETTINGS | {"unix_socket_directories": str(self.socket)} | self.extra
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self._log.open("ab") as log:
            server: subprocess.Popen[bytes] = subprocess.Popen(
                [self.program("postgres"), "-D", str(self.data), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in a terminal must not reach it before web and worker end
                **self._identity(),
            )
        return server

    def _clear_leftovers(self) -> None:
        """After kill -9: a pid that now belongs to another process would keep the server from starting."""
        if self.pid() is None:
            for path in (self.data / "postmaster.pid", self.socket / f".s.PGSQL.{PORT}.lock"):
                path.unlink(missing_ok=True)

    def stop(self) -> None:
        """Stop the server: politely, and at once where it does not listen."""
        pid = self.pid()
        if pid is None:
            return
        for number, seconds in ((signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                return
            if not processes.wait_until_gone([pid], seconds):
                return

    def _identity(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "cwd": "/",
            "umask": 0o077,
            "env": {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "LC_MESSAGES": "C"},
        }
        if self.user is not None:
            found |= {"user": self.user.uid, "group": self.user.gid, "extra_groups": []}
        return found

    def _run(self, command: Sequence[str]) -> None:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            preexec_fn=processes.ends_with_parent(),
            **self._identity(),
        )
        if done.returncode:
            raise CommandError(
                "database_not_created",
                f"PostgreSQL's data could not be created: {done.stderr.strip()[-500:]}",
                "Is there space left, and may the folder be written?",
                ExitCode.UNAVAILABLE,
            )

    @property
    def _log(self) -> Path:
        return self.home.logs / "postgresql.log"

    def _turn_log(self) -> None:
        if self._log.exists() and self._log.stat().st_size > _LOG_BYTES:
            self._log.replace(self._log.with_suffix(".log.1"))

    def _log_says(self, text: str) -> bool:
        return text in _tail(self._log, 2000)

    def _status(self) -> str:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()[7].strip()
        except (OSError, IndexError):
            return ""

    def _failure(self, message: str) -> CommandError:
        return CommandError(
            "database_not_started",
            f"{message} Its log ends: {_tail(self._log, 600).strip()}",
            f"See {self._log}",
            ExitCode.UNAVAILABLE,
        )


def _tail(path: Path, size: int) -> str:
    return path.read_text(errors="replace")[-size:] if path.exists() else ""
