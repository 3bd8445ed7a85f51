"""A backup is whole or absent; a restore brings everything back, or leaves the home empty."""

import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backups.keyfile import read_key_file
from congtam.project.backups.layout import DUMP, MANIFEST, copy_hashing, default_keys, stored_files
from congtam.project.backups.passphrase import Passphrase
from congtam.project.backups.reading import open_backup
from congtam.project.backups.restoring import restore
from congtam.project.backups.saving import back_up
from congtam.project.backups.stream import Part, sealed
from congtam.project.database import ensure_server
from congtam.project.home import Home
from tests.faults.product import run

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture(scope="module", autouse=True)
def _own_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="module")
def city(_own_server: None) -> Iterator[Home]:
    """A home with the demo city in it."""
    from conftest import root

    home = Home.at(root() / f"city-{os.getpid()}")
    loaded = run(home.path, "demo", "load")
    assert loaded.returncode == 0, loaded.stderr
    yield home
    shutil.rmtree(home.path)


@pytest.fixture(scope="module")
def saved(city: Home) -> Path:
    """A backup of the city, its keys beside it."""
    target = city.path.with_name(f"saved-{os.getpid()}")
    back_up(city, target)
    return target


@pytest.fixture
def copy(saved: Path, home_path: Path) -> Path:
    """The same backup, to be spoilt."""
    target = home_path.with_name(f"{home_path.name}-copy")
    shutil.copytree(saved, target)
    shutil.copy(saved.with_name(f"{saved.name}.keys"), target.with_name(f"{target.name}.keys"))
    return target


@pytest.fixture
def empty(home_path: Path) -> Home:
    return Home.at(home_path).prepare()


def _rows(home: Home) -> dict[str, int]:
    server = ensure_server(home)
    try:
        with psycopg.connect(server.admin_url()) as connection:
            names = connection.execute("SELECT relname FROM pg_stat_user_tables ORDER BY 1").fetchall()
            return {
                str(name): int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # type: ignore[index]
                for (name,) in names
            }
    finally:
        server.stop_if_ours()


def _files(home: Home) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in stored_files(home)}


def test_everything_comes_back_and_the_journal_is_proved(city: Home, saved: Path, empty: Home) -> None:
    done = run(empty.path, "restore", str(saved), "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["differences"] == []
    assert _rows(empty) == _rows(city)
    assert _rows(empty)["lifecycle_record"] > 10
    assert _files(empty) == _files(city) != {}
    assert {key.name: key.read_bytes() for key in empty.secrets.iterdir()} == {
        key.name: key.read_bytes() for key in city.secrets.iterdir()
    }
    verified = run(empty.path, "verify", "--json")
    assert json.loads(verified.stdout)["ok"] is True
    assert json.loads(verified.stdout)["records"] > 10


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


def test_each_backup_has_a_key_of_its_own_and_one_file_may_hold_them_all(city: Home, saved: Path) -> None:
    keys = saved.with_name(f"{saved.name}.two")
    folders = [saved.with_name(f"{saved.name}-{name}") for name in ("first", "second")]
    for folder in folders:
        back_up(city, folder, keys=keys)

    opened = [open_backup(folder, keys=keys) for folder in folders]

    assert len(read_key_file(keys, passphrase=Passphrase()).backups) == 2
    assert opened[0].key != opened[1].key
    with pytest.raises(CommandError) as refused:
        open_backup(folders[0], keys=default_keys(saved))
    assert refused.value.code == "other_keys"


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
    done = run(city.path, "backup", str(target), "--passphrase-file", str(phrase), "--json")
    assert json.loads(done.stdout)["protected"] is True

    refused = run(empty.path, "restore", str(target), "--json")
    restored = run(empty.path, "restore", str(target), "--passphrase-file", str(phrase), "--json")

    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (2, "passphrase_needed")
    assert (restored.returncode, json.loads(restored.stdout)["differences"]) == (0, [])


def test_keys_that_would_lie_inside_are_refused(city: Home, home_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        back_up(city, home_path, keys=home_path / "keys")

    assert (refused.value.exit_code, refused.value.code) == (2, "keys_inside_backup")
    assert not home_path.exists()


def test_a_backup_over_another_is_refused(city: Home, saved: Path) -> None:
    before = (saved / MANIFEST).read_bytes()

    with pytest.raises(CommandError) as refused:
        back_up(city, saved)

    assert refused.value.exit_code == 2
    assert (saved / MANIFEST).read_bytes() == before


def test_a_backup_that_fails_leaves_nothing_behind(
    city: Home, home_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*arguments: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(import_module("congtam.project.backups.saving"), "copy_hashing", full_disk)

    with pytest.raises(OSError, match="No space"):
        back_up(city, home_path)

    assert list(home_path.parent.glob(f"*{home_path.name}*")) == []


def test_a_home_with_data_is_refused_and_kept(city: Home, saved: Path) -> None:
    before = _rows(city)

    refused = run(city.path, "restore", str(saved), "--json")

    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["code"] == "home_not_empty"
    assert _rows(city) == before


@pytest.mark.parametrize("spoilt", [DUMP, MANIFEST, "files"])
def test_one_changed_byte_is_refused_before_anything_is_touched(copy: Path, empty: Home, spoilt: str) -> None:
    target = copy / spoilt
    if target.is_dir():
        target = next(path for path in target.rglob("*") if path.is_file())
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "backup_damaged")
    assert str(target) in refused.value.message
    assert not empty.database.exists()


def test_a_backup_without_its_manifest_is_not_finished(copy: Path, empty: Home) -> None:
    (copy / MANIFEST).unlink()

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "no_backup")


def test_the_keys_of_another_home_are_refused(copy: Path, empty: Home) -> None:
    keys = copy.with_name(f"{copy.name}.keys")
    held = json.loads(keys.read_text())
    held["keys"]["sealing.key"] = held["keys"]["lookup.key"]
    keys.write_text(json.dumps(held))

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "other_keys")


def test_the_key_of_another_backup_is_refused(copy: Path, empty: Home) -> None:
    keys = copy.with_name(f"{copy.name}.keys")
    held = json.loads(keys.read_text())
    held["backups"] = {"0" * 16: next(iter(held["backups"].values()))}
    keys.write_text(json.dumps(held))

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "other_keys")
    assert not empty.database.exists()


def test_a_dump_that_was_cut_is_refused_before_anything_is_touched(copy: Path, empty: Home) -> None:
    with (copy / DUMP).open("r+b") as dump:
        dump.truncate((copy / DUMP).stat().st_size - 100)

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "backup_damaged")
    assert not empty.database.exists()


def test_a_dump_that_breaks_while_it_is_read_leaves_the_home_empty(copy: Path, empty: Home) -> None:
    """The disk of the backup may fail between the first reading and the second."""
    with (copy / DUMP).open("r+b") as dump:
        dump.truncate((copy / DUMP).stat().st_size - 100)
    cut = sha256((copy / DUMP).read_bytes()).hexdigest()
    _change_manifest(copy, lambda manifest: manifest["database"].update(sha256=cut))

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert refused.value.code == "backup_damaged"
    assert _rows(empty) == {}


def test_without_keys_nothing_is_restored(copy: Path, empty: Home) -> None:
    copy.with_name(f"{copy.name}.keys").unlink()

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "no_keys")


def test_a_restore_that_breaks_off_leaves_the_home_empty(
    copy: Path, empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("congtam.project.backups.restoring"), "copy_hashing", _fails_after(3))

    with pytest.raises(OSError, match="No space"):
        restore(empty, copy)

    assert _rows(empty) == {}
    assert _files(empty) == {}
    monkeypatch.undo()
    assert restore(empty, copy)["ok"] is True


def _fails_after(calls: int) -> Any:
    left = iter(range(calls))

    def copy(source: Path, target: Path) -> str:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return copy_hashing(source, target)

    return copy


def _change_manifest(folder: Path, change: Callable[[Any], object]) -> None:
    """As only somebody with the key of the backup can."""
    backup = open_backup(folder)
    assert backup.key is not None
    change(backup.manifest)
    text = BytesIO(json.dumps(backup.manifest).encode())
    (folder / MANIFEST).write_bytes(b"".join(sealed(text, key=backup.key, part=Part.MANIFEST)))


def test_a_row_that_is_missing_afterwards_is_named(copy: Path, empty: Home) -> None:
    _change_manifest(copy, lambda manifest: manifest["tables"].update(access_account=99))

    found = restore(empty, copy)

    assert found["ok"] is False
    assert [line for line in found["differences"] if line.startswith("access_account:")]
