"""An installation for one measurement: a home and a database server of its own, gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from congtam.project.database import migrate
from congtam.project.database.migrations import environment
from congtam.project.database.server import EmbeddedServer
from congtam.project.home import Home


@dataclass(frozen=True)
class Installation:
    """The home and its running server. This process acts as ``congtam_app``, like the web server."""

    home: Home
    server: EmbeddedServer

    @property
    def owner_url(self) -> str:
        """For loading: the owner of the tables, whom row-level security does not limit."""
        return self.server.url("owner")

    def congtam(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the product's own command line against this home."""
        return subprocess.run(
            [sys.executable, "-m", "congtam.project.cli", *arguments],
            env=_without_database(environment(self.home, "")),
            capture_output=True,
            text=True,
            check=False,
        )


def _without_database(variables: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if name != "CONGTAM_DB"}


@contextmanager
def installation(*, keep: bool = False, at: str = "") -> Iterator[Installation]:
    """A fresh, migrated installation with Django set up on it; ``keep`` leaves its folder behind.

    ``at`` is a home that an earlier run has kept; it is used as it is and stays.
    """
    folder = None if at else _new_folder()
    home = Home.at(at or f"{folder}/home").prepare()
    server = EmbeddedServer(home)
    try:
        server.enter()
        migrate(home, server)
        _set_up_django(home, server)
        yield Installation(home, server)
    finally:
        _leave_database()
        server.stop_if_ours()
        if folder and not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="congtam-bench-"))
    folder.chmod(0o711)  # ours and new; the server's own user must pass through it
    return folder


def _set_up_django(home: Home, server: EmbeddedServer) -> None:
    os.environ.update(environment(home, server.url("app")))
    os.environ.pop("DATABASE_URL", None)  # never somebody's real database
    os.environ["CONGTAM_SECOND_FACTOR"] = "none"  # nobody who is measured has an app or a passkey
    (home.path / "static").mkdir(exist_ok=True)
    import django

    django.setup()
    from django.test import Client
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # all pages and middleware are imported before anything is measured
    Client().handler.load_middleware()


def _leave_database() -> None:
    from django.conf import settings

    if settings.configured:
        from django.db import connections

        connections.close_all()
