"""Nothing that tells who wrote lies about: not in the database, its dead rows and its log, not in files, queues, logs,
caches and backups."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from congtam.casework.letters import reading
from congtam.project.backups.saving import back_up
from congtam.project.database import ensure_server
from congtam.project.home import Home
from tests.walls.searching import Finder
from tests.walls.sowing import CONTROL, SECRETS, Sown

pytestmark = [
    pytest.mark.xdist_group("walls"),
    pytest.mark.skipif(
        not reading.available().ok, reason="Tesseract is not installed: nothing is read on a scan"
    ),
]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder({**SECRETS, "control": CONTROL})


@pytest.fixture(scope="module")
def admin_url(sown: Sown) -> Iterator[str]:
    """The database as its superuser; what was in memory is on the disk."""
    server = ensure_server(Home(sown.home.resolve()))
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    yield server.admin_url()
    server.stop_if_ours()


def without_control(found: dict[str, set[str]]) -> dict[str, set[str]]:
    return {place: rest for place, channels in found.items() if (rest := channels - {"control"})}


def test_what_was_sown_was_really_read_and_kept(sown: Sown) -> None:
    """Nothing is proved by not finding what never came in."""
    assert SECRETS["scan"] in sown.seen[0]
    assert SECRETS["draft"] in sown.seen[1]


def test_no_live_row_of_the_database_holds_it(sown: Sown, finder: Finder, admin_url: str) -> None:
    found = finder.in_database(admin_url)
    assert found.get("public.letters_letter") == {"control"}
    assert without_control(found) == {}


def test_neither_dead_rows_nor_the_log_of_the_database_hold_it(
    sown: Sown, finder: Finder, admin_url: str
) -> None:
    """Every byte that PostgreSQL keeps: tables, indexes, dead rows, statistics, sessions, jobs, WAL."""
    with psycopg.connect(admin_url) as connection:
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
    found = finder.in_folder(folder)
    assert any(name.startswith("pg_wal/") for name, channels in found.items() if "control" in channels)
    assert any(name.startswith("base/") for name, channels in found.items() if "control" in channels)
    assert without_control(found) == {}


def test_no_other_file_of_the_home_holds_it(sown: Sown, finder: Finder, admin_url: str) -> None:
    """Scans, papers, logs, locks, keys."""
    with psycopg.connect(admin_url) as connection:
        database = Path(connection.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
    assert finder.in_folder(sown.home.resolve(), without=[database]) == {}


def test_the_product_says_nothing_of_it(sown: Sown, finder: Finder) -> None:
    assert finder.in_bytes(sown.product.said.encode()) == set()


def test_nothing_is_left_in_the_folder_for_passing_files(sown: Sown, finder: Finder) -> None:
    """Uploads and what reading needs pass through files without a name."""
    folder = Path(tempfile.gettempdir())
    own = [
        path
        for path in folder.iterdir()
        if path.is_file() and path.stat().st_mtime >= sown.home.stat().st_ctime
    ]
    found = {
        path.name: channels for path in own if os.access(path, os.R_OK) and (channels := finder.in_file(path))
    }
    assert found == {}


def test_no_process_shows_it_in_its_name_or_environment(sown: Sown, finder: Finder) -> None:
    listed = subprocess.run(["ps", "axeww"], capture_output=True, check=True).stdout
    assert finder.in_bytes(listed) == set()


def test_a_backup_without_its_keys_tells_nothing(
    sown: Sown, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    target = sown.home.with_name(f"{sown.home.name}-backup") / "one"
    target.parent.mkdir(exist_ok=True)
    back_up(Home(sown.home.resolve()), target)
    assert finder.in_folder(target) == {}


def test_a_restored_backup_with_all_its_keys_opens_no_identity(
    sown: Sown, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the backup and the key file has the database, and still no private key of a custodian."""
    from congtam.project.backups.restoring import restore

    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = sown.home.with_name(f"{sown.home.name}-backup")
    back_up(Home(sown.home.resolve()), folder / "two")
    other = Home.at(folder / "restored").prepare()
    restore(other, folder / "two")
    server = ensure_server(other)
    try:
        assert without_control(finder.in_database(server.admin_url())) == {}
    finally:
        server.stop_if_ours()
    assert not list((other.path / "reading-keys").glob("*"))
