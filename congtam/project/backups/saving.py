"""``congtam backup DIR``: the database as one moment saw it, the files by hash, the keys apart.

Everything is written beside DIR first and renamed at the end, so DIR is whole or absent. The database goes from
pg_dump through the encryption to the disk and lies nowhere in the open.
"""

import io
import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg

from congtam.foundation import clock
from congtam.foundation.commands import CommandError, say
from congtam.foundation.sealing.keyfiles import BACKUP
from congtam.project.backups import layout
from congtam.project.backups.keyfile import KeyFile, read_key_file, write_key_file
from congtam.project.backups.layout import Manifest, Summary, copy_hashing
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.stream import BackupKey, Part, sealed
from congtam.project.database import Server, ensure_server
from congtam.project.database.contents import contents
from congtam.project.database.tools import output_of
from congtam.project.home import Home
from congtam.project.locks import exclusive


def back_up(
    home: Home, folder: Path, *, keys: Path | None = None, passphrase: Passphrase | None = None
) -> Summary:
    """Save ``home`` to ``folder`` under a key made for this backup alone; the installation's keys open it.

    Raises CommandError: exit 2 where folder, key file or passphrase cannot be used, exit 4 where the database
    cannot.
    """
    begun = perf_counter()
    folder = folder.absolute()
    keys = keys.absolute() if keys else layout.default_keys(folder)
    passphrase = passphrase or Passphrase()
    _refuse_targets(home, folder, keys)
    with exclusive(home.run / "backup.lock"):  # two that write one key file would get into each other's way
        held = _held(home, keys, passphrase)
        manifest = _saved(home, folder, keys, held)
    return {
        "ok": True,
        "folder": str(folder),
        "keys": str(keys),
        "protected": held.secret is not None,
        "backup": manifest["id"],
        "made_at": manifest["created_at"],
        "seconds": round(perf_counter() - begun, 1),
        **layout.figures(manifest),
    }


def _refuse_targets(home: Home, folder: Path, keys: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError("target_exists", f"{folder} exists and is not empty.", "Give a new folder.")
    resolved = folder.resolve()
    if keys.resolve().is_relative_to(resolved):
        raise CommandError(
            "keys_inside_backup",
            f"The key file {keys} would lie inside the backup.",
            "Keep keys and data in different places.",
        )
    if resolved.is_relative_to(home.path):
        raise CommandError("backup_inside_home", f"{folder} lies inside the home.", "Choose a place outside.")
    for parent in (folder.parent, keys.parent):
        if not parent.is_dir():
            raise CommandError("no_such_folder", f"{parent} does not exist.", "Create it first.")


def _held(home: Home, path: Path, passphrase: Passphrase) -> KeyFile:
    """What the key file is to hold. One that is there already and holds the same keys stays as it is."""
    present = {key.name: key.read_bytes() for key in layout.key_files(home)}
    if not path.exists():
        return KeyFile(keys=present, secret=passphrase.new())
    before = _read(path, passphrase)
    if any(present.get(name) != key for name, key in before.keys.items()):
        raise _other_keys(path)
    secret = before.secret if before.secret is not None else passphrase.new()
    return KeyFile(keys=present, secret=secret)


def _read(path: Path, passphrase: Passphrase) -> KeyFile:
    try:
        return read_key_file(path, passphrase=passphrase)
    except CommandError as error:
        if error.code == "no_keys":
            raise _other_keys(path) from error
        raise


def _other_keys(path: Path) -> CommandError:
    return CommandError(
        "keys_exist",
        f"{path} exists and holds other keys, or something else; it is not overwritten.",
        "Name another file with --keys.",
    )


def _saved(home: Home, folder: Path, keys: Path, held: KeyFile) -> Manifest:
    key = BackupKey.new(held.keys[BACKUP])
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.unfinished")
    server = ensure_server(home)
    try:
        manifest = _write(home, server, draft, key)
        write_key_file(keys, held)
        layout.sync_folders(draft)
        draft.rename(folder)
        layout.sync_folder(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        server.stop_if_ours()
    return manifest


def _write(home: Home, server: Server, draft: Path, key: BackupKey) -> Manifest:
    draft.mkdir(mode=0o700)
    say("Saving the database …")
    found = _dump(server, draft / layout.DUMP, key)
    # after the database: a file is there before the transaction that names it ends, so none is missing
    say("Copying the files …")
    manifest = {
        "product": "congtam",
        "format": layout.FORMAT,
        "id": key.id,
        "version": version("congtam"),
        "created_at": clock.now().isoformat(timespec="seconds"),
        **found,
        "files": list(_copied(home, draft / layout.FILES)),
        "keys": {path.name: layout.fingerprint(path.read_bytes()) for path in layout.key_files(home)},
    }
    text = io.BytesIO(json.dumps(manifest, ensure_ascii=False).encode())
    layout.write_hashing(sealed(text, key=key, part=Part.MANIFEST), draft / layout.MANIFEST)
    return manifest


def _dump(server: Server, target: Path, key: BackupKey) -> dict[str, Any]:
    """Dump and counts of the same moment: both read one snapshot."""
    with psycopg.connect(server.url("owner")) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute(
            "SELECT pg_export_snapshot(), pg_database_size(current_database())"
        ).fetchone()
        assert row is not None
        with output_of(
            "pg_dump",
            server.url("owner"),
            # extensions belong to whoever runs the server and are there before a restore
            *("--format=custom", f"--snapshot={row[0]}", "--exclude-extension=*"),
        ) as dumped:
            digest = layout.write_hashing(sealed(dumped, key=key, part=Part.DATABASE), target)
        saved = {"sha256": digest, "size": target.stat().st_size, "unpacked": int(row[1])}
        return {"database": saved, **contents(connection)}


def _copied(home: Home, target: Path) -> Iterator[dict[str, Any]]:
    for path in layout.stored_files(home):
        relative = path.relative_to(home.files)
        with suppress(FileNotFoundError):  # swept meanwhile: no row names it
            digest = copy_hashing(path, target / relative)
            size = (target / relative).stat().st_size
            yield {"path": relative.as_posix(), "sha256": digest, "size": size}


def summary(found: Summary) -> str:
    """For people."""
    lines = [
        f"{found['rows']} rows in {found['tables']} tables, {found['records']} records,"
        f" {found['files']} files, {found['bytes'] / 1e6:.1f} MB",
        found["folder"],
        f"Keys: {found['keys']}{' (under a passphrase)' if found['protected'] else ''}."
        " Keep them in another place: without them nothing of this backup can be read.",
    ]
    return "\n".join(lines)
