"""A backup as it lies there: opened with its keys, read whole, trusted only then."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from congtam.foundation.commands import CommandError
from congtam.foundation.sealing.keyfiles import BACKUP
from congtam.project.backups import layout
from congtam.project.backups.keyfile import KeyFile, read_key_file
from congtam.project.backups.layout import Manifest
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.stream import BackupKey, Part, damaged, key_id_of, opened


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A backup that opens. ``key`` is None for format 1, whose parts lie in the open."""

    folder: Path
    manifest: Manifest
    keys: dict[str, bytes]
    key: BackupKey | None

    @property
    def _dump_path(self) -> Path:
        return self.folder / (layout.OPEN_DUMP if self.key is None else layout.DUMP)

    def file(self, relative: str) -> Path:
        """Where one of the stored files lies."""
        return self.folder / layout.FILES / relative

    def dump(self) -> Iterator[bytes]:
        """pg_dump's output, piece by piece. Raises CommandError (exit 2) where it is not genuine."""
        if self.key is None:
            return layout.blocks_of(self._dump_path)
        return opened(self._dump_path, key=self.key, part=Part.DATABASE)

    def refuse_damaged(self) -> None:
        """Read every byte. Raises CommandError (exit 2) that names what is missing or altered."""
        expected = [(self._dump_path, self.manifest["database"])]
        expected += [(self.file(entry["path"]), entry) for entry in self.manifest["files"]]
        for path, entry in expected:
            if not path.is_file() or layout.hash_of(path) != entry["sha256"]:
                raise damaged(path)


def open_backup(folder: Path, *, keys: Path | None = None, passphrase: Passphrase | None = None) -> Backup:
    """Open the backup in ``folder``; its stored files and database are not read yet.

    Raises CommandError (exit 2): no or no finished backup, a damaged one, no, other or locked keys.
    """
    folder = folder.absolute()
    in_the_open = (folder / layout.OPEN_MANIFEST).is_file()
    if not in_the_open and not (folder / layout.MANIFEST).is_file():
        raise _no_backup(folder)
    path = keys.absolute() if keys else layout.default_keys(folder)
    held = read_key_file(path, passphrase=passphrase or Passphrase())
    key = None if in_the_open else _own_key(folder, path, held)
    manifest = _manifest(folder, key)
    _refuse_other_keys(path, held, manifest)
    return Backup(folder=folder, manifest=manifest, keys=held.keys, key=key)


def _no_backup(folder: Path) -> CommandError:
    return CommandError(
        "no_backup",
        f"{folder} holds no finished backup: its manifest is missing or unreadable.",
        "A backup that was interrupted is called .NAME.….unfinished and is of no use.",
    )


def _own_key(folder: Path, path: Path, held: KeyFile) -> BackupKey:
    """Made of the installation's ``backup.key``."""
    master = held.keys.get(BACKUP)
    found = BackupKey.of(master, key_id_of(folder / layout.MANIFEST)) if master else None
    if found is None:
        raise _other_keys(path, BACKUP)
    return found


def _other_keys(path: Path, name: str) -> CommandError:
    return CommandError(
        "other_keys", f"{path} does not hold the {name} of this backup.", "Name the right file with --keys."
    )


def _manifest(folder: Path, key: BackupKey | None) -> Manifest:
    try:
        found = json.loads(_manifest_text(folder, key))
    except ValueError as error:
        raise _no_backup(folder) from error
    if not _known(found, 1 if key is None else layout.FORMAT):
        raise CommandError("other_format", f"{folder} is a backup of another program or version.")
    if not all(_stays_inside(file["path"]) for file in found["files"]):
        raise damaged(folder)
    return dict(found)


def _manifest_text(folder: Path, key: BackupKey | None) -> bytes:
    if key is None:
        return (folder / layout.OPEN_MANIFEST).read_bytes()
    return b"".join(opened(folder / layout.MANIFEST, key=key, part=Part.MANIFEST))


def _known(manifest: Any, expected: int) -> bool:
    if not isinstance(manifest, dict):
        return False
    return manifest.get("product") == "congtam" and manifest.get("format") == expected


def _stays_inside(path: str) -> bool:
    """A manifest in the open may have been written by anybody."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/")


def _refuse_other_keys(path: Path, held: KeyFile, manifest: Manifest) -> None:
    for name, expected in manifest["keys"].items():
        if name not in held.keys or layout.fingerprint(held.keys[name]) != expected:
            raise _other_keys(path, name)
