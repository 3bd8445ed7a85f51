"""``congtam restore DIR``: into an empty home only, and compared with what was saved."""

import os
import shutil
from pathlib import Path

import psycopg

from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project.backups import layout
from congtam.project.backups.layout import Manifest, Summary, copy_hashing
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.reading import Backup, open_backup
from congtam.project.database import Server, ensure_server, migrate
from congtam.project.database.contents import contents, count
from congtam.project.database.recreate import recreate
from congtam.project.database.tools import feed
from congtam.project.home import Home, write_private
from congtam.project.runtime import refuse_running

_NAMED = 20


def restore(
    home: Home, folder: Path, *, keys: Path | None = None, passphrase: Passphrase | None = None
) -> Summary:
    """Bring ``folder`` back into ``home``; ``ok`` is False where rows or files differ from the manifest.

    Nothing is touched before the backup was read whole. Raises CommandError: exit 2 for a backup that is
    damaged or unfinished, other keys, a home that is not empty; exit 4 where the product runs or the database
    cannot be had.
    """
    backup = open_backup(folder, keys=keys, passphrase=passphrase)
    say("Reading the backup …")
    backup.refuse_damaged()
    refuse_running(home)
    server = ensure_server(home)
    try:
        _refuse_full(home, server)
        differences = bring_back(home, server, backup)
    finally:
        server.stop_if_ours()
    answer = {"ok": not differences, "folder": str(backup.folder), "differences": differences}
    return answer | {"made_at": backup.manifest["created_at"]} | layout.figures(backup.manifest)


def _refuse_full(home: Home, server: Server) -> None:
    """A migrated home without account, record or file is empty: `congtam up` may have run there once."""
    with psycopg.connect(server.url("owner")) as connection:
        used = [name for name in ("access_account", "lifecycle_record") if count(connection, name)]
    if used or any(layout.stored_files(home)):
        raise CommandError(
            "home_not_empty",
            f"The home {home.path} holds data.",
            "Restore into a new home: CONGTAM_HOME=… congtam restore …",
            ExitCode.WRONG_CALL,
        )


def bring_back(home: Home, server: Server, backup: Backup) -> list[str]:
    """Put a backup that was read whole into an empty home, bring it to this version, and name what differs.

    A failure leaves the home empty.
    """
    try:
        _fill(home, server, backup)
    except BaseException:
        _empty_again(home, server)
        raise
    say("Comparing …")
    differences = _differences(home, server, backup.manifest)
    migrate(home, server, force=True)
    return differences


def _fill(home: Home, server: Server, backup: Backup) -> None:
    say("Restoring the database …")
    recreate(server)
    options = ("--single-transaction", "--exit-on-error")
    feed("pg_restore", server.url("owner"), *options, pieces=backup.dump())
    say("Copying the files …")
    for file in backup.manifest["files"]:
        copy_hashing(backup.file(file["path"]), home.files / file["path"])
    for name, key in backup.keys.items():
        write_private(home.secrets / name, key.decode())


def _empty_again(home: Home, server: Server) -> None:
    """A restore that failed leaves the home as it was: empty."""
    recreate(server)
    shutil.rmtree(home.files)
    home.files.mkdir(mode=0o700)


def _differences(home: Home, server: Server, manifest: Manifest) -> list[str]:
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


def _differing_files(home: Home, manifest: Manifest) -> list[str]:
    expected = {file["path"]: file["sha256"] for file in manifest["files"]}
    present = {
        os.fspath(path.relative_to(home.files)): layout.hash_of(path) for path in layout.stored_files(home)
    }
    return [
        f"file {name}" for name in sorted({*expected, *present}) if expected.get(name) != present.get(name)
    ]


def summary(found: Summary) -> str:
    """For people."""
    counted = (
        f"{found['rows']} rows in {found['tables']} tables, {found['records']} records,"
        f" {found['files']} files, {found['bytes'] / 1e6:.1f} MB, saved {found['made_at']}"
    )
    if found["ok"]:
        return f"{counted}\nRows and files are those that were saved."
    return "\n".join([counted, "DIFFERENT FROM WHAT WAS SAVED:", *found["differences"]])
