"""What earlier versions wrote is still read."""

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backups.layout import (
    default_keys,
    fingerprint,
    key_files,
    stored_files,
    write_hashing,
)
from congtam.project.backups.restoring import restore
from congtam.project.database import ensure_server
from congtam.project.database.contents import contents
from congtam.project.database.tools import output_of
from congtam.project.home import Home
from tests.faults.homes import files_of

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture(scope="module", autouse=True)
def _own_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


def test_a_backup_of_the_first_format_still_comes_back(city: Home, home_path: Path, empty: Home) -> None:
    folder = home_path.with_name(f"{home_path.name}-open")
    _back_up_in_the_open(city, folder)

    found = restore(empty, folder)

    assert (found["ok"], found["differences"]) == (True, [])
    assert files_of(empty) == files_of(city) != {}


def test_a_path_that_leads_out_of_a_backup_in_the_open_is_refused(
    city: Home, home_path: Path, empty: Home
) -> None:
    folder = home_path.with_name(f"{home_path.name}-open")
    _back_up_in_the_open(city, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][0]["path"] = "../secrets/sealing.key"
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(CommandError) as refused:
        restore(empty, folder)

    assert refused.value.code == "backup_damaged"


def _back_up_in_the_open(home: Home, folder: Path) -> None:
    """As version 0.1.0 wrote it: dump and manifest readable by anybody, the keys in a file beside."""
    folder.mkdir()
    server = ensure_server(home)
    try:
        with output_of("pg_dump", server.url("owner"), "--format=custom", "--exclude-extension=*") as dumped:
            digest = write_hashing(iter(lambda: dumped.read(1 << 16), b""), folder / "database.dump")
        with psycopg.connect(server.url("owner")) as connection:
            found = contents(connection)
    finally:
        server.stop_if_ours()
    shutil.copytree(home.files, folder / "files", ignore=shutil.ignore_patterns("drafts"))
    manifest = {
        "product": "congtam",
        "format": 1,
        "version": "0.1.0",
        "created_at": "2026-10-01T08:00:00+07:00",
        **found,
        "database": {"sha256": digest, "size": (folder / "database.dump").stat().st_size},
        "files": [
            {"path": str(path.relative_to(home.files)), "sha256": path.name, "size": path.stat().st_size}
            for path in stored_files(home)
        ],
        "keys": {key.name: fingerprint(key.read_bytes()) for key in key_files(home)},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    held = {key.name: b64encode(key.read_bytes()).decode() for key in key_files(home)}
    default_keys(folder).write_text(json.dumps({"product": "congtam keys", "keys": held}))
