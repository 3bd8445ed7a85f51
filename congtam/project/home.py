"""The home: one folder that holds all data of one installation.

::

    database/   the PostgreSQL server that the product brings along (not used with DATABASE_URL)
    files/      scans and documents, by hash
    secrets/    keys; without them nothing sealed can be read
    run/        locks, the address while it runs
    logs/

The home and everything in it is closed to other users (0700). As root the home itself belongs to the
database's own operating-system user, because PostgreSQL refuses to run as root and must reach ``database/``;
what is secret stays in folders that only root enters, and a folder there that belongs to anybody else is
refused.
"""

import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project.locks import exclusive

CLONE = Path(__file__).resolve().parents[2]
MARK = "congtam-home.json"
_PRIVATE = ("files", "secrets", "run", "logs")


@dataclass(frozen=True)
class Home:
    """A home by its absolute path. Nothing is created before :meth:`prepare`."""

    path: Path

    @classmethod
    def at(cls, path: str | Path) -> "Home":
        """The home at ``path``.

        Raises CommandError: exit 2 for a relative path and for one inside the program's own folder.
        """
        given = Path(path)
        if not given.is_absolute():
            raise CommandError(
                "home_not_absolute",
                f"CONGTAM_HOME must be an absolute path, not {str(path)!r}.",
                f"For example CONGTAM_HOME={default_path()}",
            )
        resolved = given.resolve()
        if resolved == CLONE or CLONE in resolved.parents:
            raise CommandError(
                "home_inside_clone",
                f"The home {resolved} lies inside the program's folder {CLONE}.",
                f"Data and program are kept apart. For example CONGTAM_HOME={default_path()}",
            )
        return cls(resolved)

    @classmethod
    def from_environment(cls, *, name: str = "congtam") -> "Home":
        """The home that CONGTAM_HOME names, else the user's default one called ``name``."""
        return cls.at(os.environ.get("CONGTAM_HOME") or default_path(name))

    @property
    def database(self) -> Path:
        return self.path / "database"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def demo_file(self) -> Path:
        """What was said when the demo data was loaded; gone with the data."""
        return self.path / "demo.txt"

    @property
    def url_file(self) -> Path:
        """Holds the address while the product runs here."""
        return self.run / "url"

    def prepare(self) -> "Home":
        """Create what is missing: folders and keys. Repeatable.

        Raises CommandError (exit 4) where the folder is something else, or a part of it is somebody else's.
        """
        self._create()
        for name in _PRIVATE:
            _own_folder(self.path / name)
        with exclusive(self.run / "prepare.lock"):
            self._write_keys()
        return self

    def _create(self) -> None:
        if self.path.is_dir():
            self._refuse_foreign()
        else:
            self._make()
        mark = self.path / MARK
        if not mark.exists():
            mark.write_text(json.dumps({"product": "congtam", "layout": 1}) + "\n")
        self.path.chmod(0o700)

    def _make(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise CommandError(
                "home_not_created",
                f"The home {self.path} cannot be created: {error.strerror}.",
                "Choose a folder that you may write to with CONGTAM_HOME.",
                ExitCode.UNAVAILABLE,
            ) from error

    def _refuse_foreign(self) -> None:
        """Never tighten or take over a folder that was not made for this: it might be /tmp."""
        if (self.path / MARK).exists():
            return
        if self.path.stat().st_uid != os.geteuid() or any(self.path.iterdir()):
            raise CommandError(
                "not_a_home",
                f"{self.path} is not empty and is not a home of this product, or belongs to another user.",
                "Give an empty or new folder with CONGTAM_HOME.",
                ExitCode.UNAVAILABLE,
            )

    def _write_keys(self) -> None:
        # the seal's own module knows how its keys are made; imported here so that --help needs no Django
        from congtam.foundation.sealing.keyfiles import write_missing

        write_missing(self.path)
        key = self.secrets / "django.key"
        if not key.exists():
            write_private(key, secrets.token_urlsafe(50) + "\n")


def default_path(name: str = "congtam") -> Path:
    """Where a home lies unless CONGTAM_HOME says otherwise."""
    if os.geteuid() == 0:
        return Path("/var/lib") / name
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share") / name


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads; it appears whole or not at all."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)


def _own_folder(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise CommandError(
            "folder_not_ours",
            f"{path} does not belong to the user who runs this command.",
            "Run the command as the user who created the home.",
            ExitCode.UNAVAILABLE,
        )
    path.chmod(0o700)
