"""``congtam backup DIR``: the database as one moment saw it, the files by hash, the keys apart.

::

    DIR/database.dump    pg_dump's custom format, as the owner
    DIR/files/…          as in the home; a file is named by the hash of its bytes
    DIR/manifest.json    written last: rows a table, the journal's heads, hash and size of every file
    DIR.keys             the keys, never inside DIR: whoever finds the backup must not be able to read it

Everything is written beside DIR first and renamed at the end, so DIR is whole or absent.
"""

import base64
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

from congtam.foundation import clock
from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project.database import Server, ensure_server
from congtam.project.database.contents import contents
from congtam.project.database.tools import run_tool
from congtam.project.home import Home, write_private

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
_BLOCK = 1 << 20

Summary = dict[str, Any]


def back_up(home: Home, folder: Path, *, keys: Path | None = None) -> Summary:
    """Save ``home`` to ``folder``.

    Raises CommandError: exit 2 where folder or key file cannot be used, exit 4 where the database cannot.
    """
    folder = folder.absolute()
    keys = (keys or folder.with_name(f"{folder.name}.keys")).absolute()
    _refuse_targets(home, folder, keys)
    server = ensure_server(home)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.unfinished")
    try:
        manifest = _write(home, server, draft)
        _write_keys(home, keys)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        server.stop_if_ours()
    return {"ok": True, "folder": str(folder), "keys": str(keys), **figures(manifest)}


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
    if not folder.parent.is_dir():
        raise CommandError("no_such_folder", f"{folder.parent} does not exist.", "Create it first.")


def _write(home: Home, server: Server, draft: Path) -> dict[str, Any]:
    draft.mkdir(mode=0o700)
    say("Saving the database …")
    found = _dump(server, draft / DUMP)
    # after the database: a file is there before the transaction that names it ends, so none is missing
    say("Copying the files …")
    files = [_copied(home.files, path, draft / "files") for path in stored_files(home)]
    manifest = {
        "product": "congtam",
        "format": FORMAT,
        "version": version("congtam"),
        "created_at": clock.now().isoformat(timespec="seconds"),
        **found,
        "database": {"sha256": hash_of(draft / DUMP), "size": (draft / DUMP).stat().st_size},
        "files": files,
        "keys": {path.name: fingerprint(path.read_bytes()) for path in key_files(home)},
    }
    write_private(draft / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return manifest


def _dump(server: Server, target: Path) -> dict[str, Any]:
    """Dump and counts of the same moment: both read one snapshot."""
    with psycopg.connect(server.url("owner")) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        run_tool(
            "pg_dump",
            server.url("owner"),
            # extensions belong to whoever runs the server and are there before a restore
            *("--format=custom", f"--snapshot={row[0] if row else ''}", "--exclude-extension=*"),
            f"--file={target}",
        )
        return contents(connection)


def stored_files(home: Home) -> Iterator[Path]:
    """The stored files, without drafts of uploads that go on."""
    for path in sorted(home.files.rglob("*")):
        if path.is_file() and path.relative_to(home.files).parts[0] != "drafts":
            yield path


def _copied(root: Path, path: Path, target: Path) -> dict[str, Any]:
    relative = path.relative_to(root)
    copy = target / relative
    digest = copy_hashing(path, copy)
    return {"path": relative.as_posix(), "sha256": digest, "size": copy.stat().st_size}


def copy_hashing(source: Path, target: Path) -> str:
    """Copy a file so that it is on the disk afterwards; the SHA-256 of its bytes."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = sha256()
    with source.open("rb") as reading, open(target, "xb", opener=_private) as writing:
        while block := reading.read(_BLOCK):
            found.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return found.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def hash_of(path: Path) -> str:
    """SHA-256 of a file as hex."""
    with path.open("rb") as stream:
        found = sha256()
        while block := stream.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def key_files(home: Home) -> list[Path]:
    """Everything secret of a home."""
    return sorted(path for path in home.secrets.iterdir() if path.is_file() and not path.name.startswith("."))


def fingerprint(key: bytes) -> str:
    """Tells keys apart and says nothing about them."""
    return sha256(b"congtam key in a backup" + key).hexdigest()[:16]


def _write_keys(home: Home, target: Path) -> None:
    held = {path.name: base64.b64encode(path.read_bytes()).decode() for path in key_files(home)}
    if target.exists():
        if _keys_in(target) == held:
            return
        raise CommandError(
            "keys_exist",
            f"{target} exists and holds other keys; it is not overwritten.",
            "Name another file with --keys.",
        )
    write_private(target, json.dumps({"product": "congtam keys", "keys": held}, indent=1) + "\n")


def _keys_in(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text())
        return dict(found["keys"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def read_keys(path: Path) -> dict[str, bytes]:
    """The keys of a key file by name. Raises CommandError (exit 2) where it is none."""
    found = {name: base64.b64decode(text) for name, text in _keys_in(path).items()}
    if not found:
        raise CommandError(
            "no_keys",
            f"There are no keys in {path}.",
            "Without the keys of the backup nothing sealed can be read: name their file with --keys.",
            ExitCode.WRONG_CALL,
        )
    return found


def figures(manifest: dict[str, Any]) -> Summary:
    """What a manifest counts."""
    return {
        "tables": len(manifest["tables"]),
        "rows": sum(manifest["tables"].values()),
        "files": len(manifest["files"]),
        "bytes": sum(file["size"] for file in manifest["files"]) + manifest["database"]["size"],
        "records": manifest["journal"]["records"],
        "entries": manifest["journal"]["entries"],
    }


def summary(found: Summary) -> str:
    """For people."""
    counted = (
        f"{found['rows']} rows in {found['tables']} tables, {found['records']} records,"
        f" {found['files']} files, {found['bytes'] / 1e6:.1f} MB"
    )
    if found["ok"]:
        return f"{counted}\n{found['folder']}\nKeys: {found['keys']}. Keep them in another place."
    return "\n".join([counted, "DIFFERENT FROM WHAT WAS SAVED:", *found["differences"]])
