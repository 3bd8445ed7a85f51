"""A server to work with, wherever it comes from: shared between processes, stopped by the last."""

import os
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import psycopg

from congtam.foundation.commands import Role
from congtam.project.database import roles
from congtam.project.database.cluster import SUPERUSER, Cluster
from congtam.project.database.external import ExternalServer, refuse_older
from congtam.project.home import Home
from congtam.project.locks import FileLock, exclusive


class Server(Protocol):
    """A running PostgreSQL 18 with the product's roles and database."""

    @property
    def started(self) -> bool:
        """Whether this process started it."""

    def url(self, role: Role, database: str = "") -> str:
        """A libpq URL or conninfo for ``role``; the product's database unless another is named."""

    def admin_url(self, database: str = "") -> str:
        """The same for the role that may create databases: for tests, restore and repair."""

    def recover(self) -> bool:
        """Start it again where it has died; whether that was needed."""

    def stop_if_ours(self) -> None:
        """Leave the server. It stops when it is the home's own and nobody else uses it any more."""


class EmbeddedServer:
    """The home's own server. Every process that uses it holds a shared lock, which also vanishes by kill -9;
    so the last to leave stops it, and a server whose users were all killed is taken over by the next."""

    def __init__(self, home: Home, extra: dict[str, str] | None = None) -> None:
        self.cluster = Cluster(home, extra or {})
        self.home = home
        self.started = False
        self._users: FileLock | None = None

    def enter(self) -> "EmbeddedServer":
        """Start the server or share the running one. Raises CommandError (exit 4)."""
        with exclusive(self._gate):
            users = FileLock(self.home.run / "database.users")
            users.take(shared=True)
            try:
                self._start_if_needed()
            except BaseException:
                users.release()
                raise
            self._users = users
        return self

    def _start_if_needed(self) -> None:
        if self.cluster.pid() is None:
            self.cluster.start()
            try:
                self._provide()
            except BaseException:  # a server without its roles must not be found running by the next
                self.cluster.stop()
                raise
            self.started = True

    def _provide(self) -> None:
        with psycopg.connect(self.admin_url("postgres"), autocommit=True) as connection:
            refuse_older(connection)
            roles.create_roles(connection)
            roles.create_database(connection, roles.DATABASE, owner=roles.role_name("owner"))
        with psycopg.connect(self.admin_url(), autocommit=True) as connection:
            roles.grant_database(connection)

    @property
    def _gate(self) -> Path:
        return self.home.run / "database.gate"

    def url(self, role: Role, database: str = "") -> str:
        return self._url(roles.role_name(role), database)

    def admin_url(self, database: str = "") -> str:
        return self._url(SUPERUSER, database)

    def _url(self, user: str, database: str) -> str:
        host = quote(str(self.cluster.socket), safe="")
        return f"postgresql://{user}@/{database or roles.DATABASE}?host={host}"

    def recover(self) -> bool:
        with exclusive(self._gate):
            if self.cluster.pid() is not None:
                return False
            self._start_if_needed()
            return True

    def stop_if_ours(self) -> None:
        if self._users is None:
            return
        with exclusive(self._gate):
            if self._users.try_take():  # nobody else holds it
                self.cluster.stop()
            self._users.release()
            self._users = None


def ensure_server(home: Home) -> Server:
    """The server of ``home``, running: DATABASE_URL where it is set, else the home's own.

    The home must be prepared. Raises CommandError (exit 4) with the reason where there is none to be had.
    """
    if url := os.environ.get("DATABASE_URL"):
        return ExternalServer(url).enter()
    return EmbeddedServer(home).enter()
