"""Whoever finds a backup learns nothing from it; its keys lie apart and open only what is theirs."""

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backups.layout import (
    DUMP,
    MANIFEST,
    default_keys,
)
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.reading import open_backup
from congtam.project.backups.restoring import restore
from congtam.project.backups.saving import back_up
from congtam.project.database import ensure_server
from congtam.project.home import Home
from tests.faults.product import run

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture(scope="module", autouse=True)
def _own_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


def test_no_key_is_inside_the_backup(city: Home, saved: Path) -> None:
    keys = [key.read_bytes().strip() for key in city.secrets.iterdir()]

    for path in saved.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [key for key in keys if key in content], path
    beside = saved.with_name(f"{saved.name}.keys")
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert stat.S_IMODE(saved.stat().st_mode) == 0o700


def test_whoever_finds_the_backup_learns_nothing_from_it(city: Home, saved: Path) -> None:
    told = _told_by(city)
    assert len(told) > 60

    for path in saved.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [word for word in told if word in content or word in os.fsencode(path.name)], path


def _told_by(home: Home) -> set[bytes]:
    """Names of people and tables, codes of records, and the tracking code that the demo prints."""
    said = (home.path / "demo.txt").read_text()
    tracking = set(re.findall(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4})+\b", said))
    assert tracking
    server = ensure_server(home)
    try:
        with psycopg.connect(server.admin_url()) as connection:
            found = connection.execute(
                "SELECT relname::text FROM pg_stat_user_tables UNION SELECT display_name FROM access_account"
                " UNION SELECT code FROM lifecycle_record UNION SELECT name FROM access_unit"
            ).fetchall()
    finally:
        server.stop_if_ours()
    return {word.encode() for word in tracking} | {str(word).encode() for (word,) in found}


def test_names_of_files_are_hashes_and_nothing_else(saved: Path) -> None:
    for path in saved.rglob("*"):
        assert path.name in {DUMP, MANIFEST, "files"} or re.fullmatch("[0-9a-f]{2}|[0-9a-f]{64}", path.name)


def test_each_backup_has_a_key_of_its_own_and_an_earlier_copy_of_the_key_file_opens_later_ones(
    city: Home, saved: Path
) -> None:
    folders = [saved.with_name(f"{saved.name}-{name}") for name in ("first", "second")]
    for folder in folders:
        back_up(city, folder)

    opened = [open_backup(folder, keys=default_keys(saved)) for folder in folders]

    assert opened[0].key != opened[1].key


def test_a_file_that_holds_the_keys_of_another_home_is_not_written_over(
    city: Home, saved: Path, home_path: Path
) -> None:
    keys = home_path.with_name(f"{home_path.name}.keys")
    keys.write_text("something else")

    with pytest.raises(CommandError) as refused:
        back_up(city, home_path)

    assert (refused.value.code, keys.read_text()) == ("keys_exist", "something else")
    assert not home_path.exists()


def test_under_a_passphrase_the_key_file_alone_opens_nothing(
    city: Home, home_path: Path, empty: Home
) -> None:
    target, phrase = (
        home_path.with_name(f"{home_path.name}-locked"),
        home_path.with_name(f"{home_path.name}.txt"),
    )
    phrase.write_text("năm chữ dài không đoán được\n")
    assert back_up(city, target, passphrase=Passphrase(file=phrase))["protected"] is True

    refused = run(empty.path, "restore", str(target), "--json")
    restored = run(empty.path, "restore", str(target), "--passphrase-file", str(phrase), "--json")

    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (2, "passphrase_needed")
    assert (restored.returncode, json.loads(restored.stdout)["differences"]) == (0, [])


def test_keys_that_would_lie_inside_are_refused(city: Home, home_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        back_up(city, home_path, keys=home_path / "keys")

    assert (refused.value.exit_code, refused.value.code) == (2, "keys_inside_backup")
    assert not home_path.exists()


def test_the_keys_of_another_home_are_refused(copy: Path, empty: Home) -> None:
    keys = copy.with_name(f"{copy.name}.keys")
    held = json.loads(keys.read_text())
    held["keys"]["sealing.key"] = held["keys"]["lookup.key"]
    keys.write_text(json.dumps(held))

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "other_keys")


def test_the_backup_key_of_another_home_is_refused(copy: Path, empty: Home) -> None:
    keys = copy.with_name(f"{copy.name}.keys")
    held = json.loads(keys.read_text())
    held["keys"]["backup.key"] = held["keys"]["lookup.key"]
    keys.write_text(json.dumps(held))

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "other_keys")
    assert not empty.database.exists()


def test_without_keys_nothing_is_restored(copy: Path, empty: Home) -> None:
    copy.with_name(f"{copy.name}.keys").unlink()

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "no_keys")
