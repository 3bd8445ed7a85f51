"""A backup is whole or absent; a restore brings everything back, or leaves the home empty."""

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from congtam.foundation.commands import CommandError
from congtam.project.backups.layout import (
    DUMP,
    MANIFEST,
    copy_hashing,
)
from congtam.project.backups.reading import open_backup
from congtam.project.backups.restoring import restore
from congtam.project.backups.saving import back_up
from congtam.project.backups.stream import Part, sealed
from congtam.project.home import Home
from tests.faults.homes import files_of, rows_of
from tests.faults.product import run

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture(scope="module", autouse=True)
def _own_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        yield


def test_everything_comes_back_and_the_journal_is_proved(city: Home, saved: Path, empty: Home) -> None:
    done = run(empty.path, "restore", str(saved), "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["differences"] == []
    assert rows_of(empty) == rows_of(city)
    assert rows_of(empty)["lifecycle_record"] > 10
    assert files_of(empty) == files_of(city) != {}
    assert {key.name: key.read_bytes() for key in empty.secrets.iterdir()} == {
        key.name: key.read_bytes() for key in city.secrets.iterdir()
    }
    verified = run(empty.path, "verify", "--json")
    assert json.loads(verified.stdout)["ok"] is True
    assert json.loads(verified.stdout)["records"] > 10


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
    before = rows_of(city)

    refused = run(city.path, "restore", str(saved), "--json")

    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["code"] == "home_not_empty"
    assert rows_of(city) == before


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
    assert rows_of(empty) == {}


def test_a_restore_that_breaks_off_leaves_the_home_empty(
    copy: Path, empty: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("congtam.project.backups.restoring"), "copy_hashing", _fails_after(3))

    with pytest.raises(OSError, match="No space"):
        restore(empty, copy)

    assert rows_of(empty) == {}
    assert files_of(empty) == {}
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
