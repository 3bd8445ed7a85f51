"""What all commands share: the way they fail, the way they print, and what they are given to work with.

A domain's ``commands.py`` has one function::

    def register(app: typer.Typer, runtime: Runtime) -> None: ...

or ``register(app)`` where its commands need no database. It may import Typer, this module and the standard
library at its top; everything that needs Django is imported inside the command, after ``runtime.database``
was entered, so that ``congtam --help`` stays quick.
"""

import json
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from enum import IntEnum
from pathlib import Path
from typing import Any, Literal, Protocol

import typer

Role = Literal["owner", "app", "worker", "loader"]


class ExitCode(IntEnum):
    """Exit codes of every command (0 is success)."""

    NEGATIVE = 1
    WRONG_CALL = 2
    UNKNOWN = 3
    UNAVAILABLE = 4


class CommandError(Exception):
    """A command cannot answer. The command line prints it and exits with ``exit_code``.

    ``code`` is stable and for programs (``snake_case``), ``message`` says what is wrong, ``hint`` what to do.
    """

    def __init__(self, code: str, message: str, hint: str = "", exit_code: int = ExitCode.WRONG_CALL) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.exit_code = int(exit_code)

    def as_json(self) -> dict[str, Any]:
        """The object that stands alone on standard output with ``--json``."""
        return {"error": {"code": self.code, "message": self.message, "hint": self.hint}}


class Runtime(Protocol):
    """What the command line hands to ``register``: the home and its database, seen from below."""

    @property
    def home(self) -> Path:
        """The folder of this installation; created with its keys when it is first asked for."""

    def database(self, *, role: Role = "app") -> AbstractContextManager[None]:
        """Django, set up as ``role`` against the home's database.

        Starts the home's server when none runs, migrates what is not migrated, and stops on leaving only a
        server that nobody else uses. A process acts as one role: a second role in the same process is a
        RuntimeError. Raises CommandError (exit 4) where the database cannot be had.
        """

    def refuse_running(self) -> None:
        """Raise CommandError (exit 4) while `congtam up` runs in this home: for what nobody may do beside it."""

    def empty(self) -> None:
        """Drop everything in the database, migrate anew, and remove the stored files; keys stay.

        Not inside ``database()``, and not while ``congtam up`` runs in this home (CommandError, exit 4).
        """


def group(app: typer.Typer, name: str, *, help_text: str = "") -> typer.Typer:
    """The group of commands of this name, made where it is not there yet: several packages may add to one."""
    for known in app.registered_groups:
        if known.name == name and known.typer_instance is not None:
            return known.typer_instance
    made = typer.Typer(help=help_text, no_args_is_help=True)
    app.add_typer(made, name=name)
    return made


def emit(value: Mapping[str, Any]) -> None:
    """One JSON object on standard output, in UTF-8 whatever the locale says."""
    _write(sys.stdout, json.dumps(value, ensure_ascii=False))


def show(text: str) -> None:
    """A line of the answer for people, on standard output."""
    _write(sys.stdout, text)


def say(text: str) -> None:
    """Progress or a remark, on standard error."""
    _write(sys.stderr, text)


def _write(stream: Any, text: str) -> None:
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text + "\n")
    else:
        stream.flush()
        raw.write((text + "\n").encode("utf-8", "surrogateescape"))
    stream.flush()
