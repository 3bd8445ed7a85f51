"""What commands are given: the home and its database (``congtam.foundation.commands.Runtime``)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from congtam.foundation.commands import CommandError, ExitCode, Role
from congtam.project import processes, supervisor
from congtam.project.database import ensure_server, migrate
from congtam.project.emptying import empty_home
from congtam.project.home import Home


class HomeRuntime:
    """The home of CONGTAM_HOME, looked for when it is first needed."""

    def __init__(self) -> None:
        self._home: Home | None = None
        self._role: Role | None = None
        self._depth = 0

    @property
    def prepared(self) -> Home:
        """The home, with its folders and keys."""
        if self._home is None:
            self._home = Home.from_environment().prepare()
        return self._home

    @property
    def home(self) -> Path:
        return self.prepared.path

    @contextmanager
    def database(self, *, role: Role = "app") -> Iterator[None]:
        """See the protocol. May be entered again inside itself."""
        if self._role not in (None, role):
            raise RuntimeError(f"this process acts as {self._role} and cannot become {role}")
        self._role = role
        if self._depth or processes.PART in os.environ:  # a child of the supervisor was given its URL
            yield from self._inside()
            return
        server = ensure_server(self.prepared)
        try:
            migrate(self.prepared, server)
            act_as(self.prepared, server.url(role))
            yield from self._inside()
        finally:
            server.stop_if_ours()

    def _inside(self) -> Iterator[None]:
        import django
        from django.db import connections

        django.setup()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                connections.close_all()

    def refuse_running(self) -> None:
        refuse_running(self.prepared)

    def empty(self) -> None:
        if self._depth:
            raise RuntimeError("the database is in use by this very process")
        refuse_running(self.prepared)
        server = ensure_server(self.prepared)
        try:
            empty_home(self.prepared, server)
        finally:
            server.stop_if_ours()


def refuse_running(home: Home) -> None:
    """Raise CommandError (exit 4) while the product runs in ``home``."""
    if supervisor.is_up(home):
        raise CommandError(
            "product_running",
            f"The product runs in {home.path}.",
            "Stop it first (Ctrl-C where it was started).",
            ExitCode.UNAVAILABLE,
        )


def act_as(home: Home, url: str) -> None:
    """Let this process act as the role of ``url`` in ``home``: to be called before Django is set up."""
    os.environ["CONGTAM_DB"] = url
    os.environ["CONGTAM_HOME"] = str(home.path)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congtam.project.settings")
