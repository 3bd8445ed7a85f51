"""``congtam restore DIR``: into an empty home only, and compared with what was saved."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import psycopg

from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project.backup import (
    DUMP,
    FORMAT,
    MANIFEST,
    Summary,
    copy_hashing,
    figures,
    fingerprint,
    hash_of,
    read_keys,
    stored_files,
)
from congtam.project.database import Server, ensure_server, migrate
from congtam.project.database.contents import contents, count
from congtam.project.database.recreate import recreate
from congtam.project.database.tools import run_tool
from congtam.project.home import Home, write_private
from congtam.project.runtime import refuse_running

_NAMED = 20


def restore(home: Home, folder: Path, *, keys: Path | None = None) -> Summary:
    """Bring ``folder`` back into ``home``; ``ok`` is False where rows or files differ from the manifest.

    Nothing is touched before the backup was read whole. Raises CommandError: exit 2 for a backup that is
    damaged or unfinished, other keys, a home that is not empty; exit 4 where the product runs or the database
    cannot be had.
    """
    folder = folder.absolute()
    manifest = _read_manifest(folder)
    key_path = (keys or folder.with_name(f"{folder.name}.keys")).absolute()
    held = _matching_keys(key_path, manifest)
    say("Reading the backup …")
    _refuse_damaged(folder, manifest)
    refuse_running(home)
    server = ensure_server(home)
    try:
        _refuse_full(home, server)
        differences = _bring_back(home, server, folder, manifest, held)
    finally:
        server.stop_if_ours()
    answer = {"ok": not differences, "folder": str(folder), "keys": str(key_path), "differences": differences}
    return answer | figures(manifest)


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(
            "no_backup",
            f"{folder} holds no finished backup: {MANIFEST} is missing or unreadable.",
            "A backup that was interrupted is called .NAME.….unfinished and is of no use.",
        ) from error
    if manifest.get("product") != "congtam" or manifest.get("format") != FORMAT:
        raise CommandError("other_format", f"{folder} is a backup of another program or version.")
    return dict(manifest)


def _matching_keys(path: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    held = read_keys(path)
    for name, expected in manifest["keys"].items():
        if name not in held or fingerprint(held[name]) != expected:
            raise CommandError(
                "other_keys",
                f"{path} does not hold the {name} of this backup.",
                "Name the right file with --keys.",
            )
    return held


def _refuse_damaged(folder: Path, manifest: dict[str, Any]) -> None:
    expected = [(DUMP, manifest["database"])] + [
        (f"files/{file['path']}", file) for file in manifest["files"]
    ]
    for name, entry in expected:
        path = folder / name
        if not path.is_file() or hash_of(path) != entry["sha256"]:
            raise CommandError("backup_damaged", f"{path} is missing or is not what was saved.")


def _refuse_full(home: Home, server: Server) -> None:
    """A migrated home without account, record or file is empty: `congtam up` may have run there once."""
    with psycopg.connect(server.url("owner")) as connection:
        used = [name for name in ("access_account", "lifecycle_record") if count(connection, name)]
    if used or any(stored_files(home)):
        raise CommandError(
            "home_not_empty",
            f"The home {home.path} holds data.",
            "Restore into a new home: CONGTAM_HOME=… congtam restore …",
            ExitCode.WRONG_CALL,
        )


def _bring_back(
    home: Home, server: Server, folder: Path, manifest: dict[str, Any], keys: dict[str, bytes]
) -> list[str]:
    try:
        say("Restoring the database …")
        recreate(server)
        run_tool(
            "pg_restore", server.url("owner"), "--single-transaction", "--exit-on-error", str(folder / DUMP)
        )
        say("Copying the files …")
        for file in manifest["files"]:
            copy_hashing(folder / "files" / file["path"], home.files / file["path"])
        for name, key in keys.items():
            write_private(home.secrets / name, key.decode())
    except BaseException:
        _empty_again(home, server)
        raise
    say("Comparing …")
    differences = _differences(home, server, manifest)
    migrate(home, server, force=True)
    return differences


def _empty_again(home: Home, server: Server) -> None:
    """A restore that failed leaves the home as it was: empty."""
    recreate(server)
    shutil.rmtree(home.files)
    home.files.mkdir(mode=0o700)


def _differences(home: Home, server: Server, manifest: dict[str, Any]) -> list[str]:
    with psycopg.connect(server.url("owner")) as connection:
        found = contents(connection)
    tables = {*manifest["tables"], *found["tables"]}
    differing = [
        f"{name}: {manifest['tables'].get(name)} rows saved, {found['tables'].get(name)} found"
        for name in sorted(tables)
        if manifest["tables"].get(name) != found["tables"].get(name)
    ]
    if found["journal"] != manifest["journal"]:
        differing.append("the journal's heads")
    return (differing + _differing_files(home, manifest))[:_NAMED]


def _differing_files(home: Home, manifest: dict[str, Any]) -> list[str]:
    expected = {file["path"]: file["sha256"] for file in manifest["files"]}
    present = {os.fspath(path.relative_to(home.files)): hash_of(path) for path in stored_files(home)}
    return [
        f"file {name}" for name in sorted({*expected, *present}) if expected.get(name) != present.get(name)
    ]
