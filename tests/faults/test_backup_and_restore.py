"""A backup is whole or absent; a restore brings everything back, or leaves the home empty."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backup import DUMP, MANIFEST, back_up, stored_files
from congtam.project.database import ensure_server
from congtam.project.home import Home
from congtam.project.restore import restore
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
    from congtam.project import backup

    def full_disk(*arguments: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "copy_hashing", full_disk)

    with pytest.raises(OSError, match="No space"):
        back_up(city, home_path)

    assert list(home_path.parent.glob(f"*{home_path.name}*")) == []


def test_a_home_with_data_is_refused_and_kept(city: Home, saved: Path) -> None:
    before = _rows(city)

    refused = run(city.path, "restore", str(saved), "--json")

    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["code"] == "home_not_empty"
    assert _rows(city) == before


@pytest.mark.parametrize("spoilt", [DUMP, "files"])
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


def test_without_keys_nothing_is_restored(copy: Path, empty: Home) -> None:
    copy.with_name(f"{copy.name}.keys").unlink()

    with pytest.raises(CommandError) as refused:
        restore(empty, copy)

    assert (refused.value.exit_code, refused.value.code) == (2, "no_keys")


def test_a_restore_that_breaks_off_leaves_the_home_empty(
    copy: Path, empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("congtam.project.restore"), "copy_hashing", _fails_after(3))

    with pytest.raises(OSError, match="No space"):
        restore(empty, copy)

    assert _rows(empty) == {}
    assert _files(empty) == {}
    monkeypatch.undo()
    assert restore(empty, copy)["ok"] is True


def _fails_after(calls: int) -> Any:
    from congtam.project.backup import copy_hashing

    left = iter(range(calls))

    def copy(source: Path, target: Path) -> str:
        if next(left, None) is None:
            raise OSError(28, "No space left on device")
        return copy_hashing(source, target)

    return copy


def test_a_row_that_is_missing_afterwards_is_named(copy: Path, empty: Home) -> None:
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["tables"]["access_account"] += 1
    (copy / MANIFEST).write_text(json.dumps(manifest))

    found = restore(empty, copy)

    assert found["ok"] is False
    assert [line for line in found["differences"] if line.startswith("access_account:")]
