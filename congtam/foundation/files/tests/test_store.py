"""Stored files: encrypted on the disk, found again in their own unit only, checked without a key."""

import io
import os
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from pytest_django import Settings

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_unit
from congtam.foundation.files import inspect_upload, sweeping, vault
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import FileChanged, check, find_same, open_plain, read_plain, store
from congtam.foundation.files.tests import samples
from congtam.foundation.sealing import SealBroken
from congtam.foundation.sealing.keyfiles import write_missing
from congtam.foundation.sealing.models import DataKey, new_data_key


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    write_missing(tmp_path)
    settings.CONGTAM_HOME = tmp_path
    return tmp_path


@pytest.fixture
def units(db: None) -> tuple[Unit, Unit]:
    """Two units, both in scope."""
    made = (add_unit(code="thu_nghiem", name="Đơn vị thử"), add_unit(code="khac", name="Đơn vị khác"))
    set_scope(unit.pk for unit in made)
    return made


@pytest.fixture
def unit(units: tuple[Unit, Unit]) -> Unit:
    return units[0]


def stored(unit: Unit, content: bytes) -> StoredFile:
    inspection = inspect_upload(content, name="don")
    return store(unit=unit, data_key=new_data_key(unit=unit), content=content, inspection=inspection)


def files_in(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_what_was_stored_is_read_again(home: Path, unit: Unit) -> None:
    content = samples.encoded("PNG")
    saved = StoredFile.objects.get(pk=stored(unit, content).pk)
    assert read_plain(saved) == content
    assert (saved.size, saved.media_type, saved.pages) == (len(content), "image/png", 1)
    with open_plain(saved) as stream:
        assert stream.read(8) == content[:8]


def test_a_path_and_a_stream_are_stored_like_bytes(home: Path, unit: Unit, tmp_path: Path) -> None:
    content = samples.pdf(2)
    (tmp_path / "x").write_bytes(content)
    inspection = inspect_upload(content, name="x")
    key = new_data_key(unit=unit)
    for source in (tmp_path / "x", io.BytesIO(content)):
        assert read_plain(store(unit=unit, data_key=key, content=source, inspection=inspection)) == content


def test_nothing_readable_is_on_the_disk(home: Path, unit: Unit) -> None:
    content = samples.pdf(3)
    saved = stored(unit, content)
    (path,) = files_in(home)
    assert path == home / "files" / saved.store_name[:2] / saved.store_name[2:4] / saved.store_name
    assert b"PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_twice_are_two_ciphertexts_and_are_recognised(home: Path, unit: Unit) -> None:
    content = samples.pdf(1)
    first, second = stored(unit, content), stored(unit, content)
    assert first.store_name != second.store_name
    assert find_same(unit=unit, sha256=inspect_upload(content, name="x").sha256) == first


def test_the_same_bytes_in_another_unit_are_not_found(home: Path, units: tuple[Unit, Unit]) -> None:
    content = samples.pdf(1)
    unit, other = units
    stored(unit, content)
    assert find_same(unit=other, sha256=inspect_upload(content, name="x").sha256) is None


def test_checking_needs_no_key_and_finds_one_altered_byte(home: Path, unit: Unit) -> None:
    saved = stored(unit, samples.pdf(1))
    (home / "secrets" / "sealing.key").unlink()
    assert check(saved)
    path = vault.path_of(saved.store_name)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert not check(saved)
    path.unlink()
    assert not check(saved)


def test_an_altered_file_is_not_given_out(home: Path, unit: Unit) -> None:
    saved = stored(unit, samples.pdf(1))
    path = vault.path_of(saved.store_name)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(SealBroken):
        read_plain(saved)


def test_other_bytes_than_those_inspected_are_not_stored(home: Path, unit: Unit) -> None:
    inspection = inspect_upload(samples.pdf(1), name="x")
    with pytest.raises(FileChanged):
        store(unit=unit, data_key=new_data_key(unit=unit), content=samples.pdf(2), inspection=inspection)
    assert not StoredFile.objects.exists()


def test_an_upload_interrupted_while_writing_leaves_nothing(
    home: Path, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_fails(descriptor: int) -> None:
        raise OSError("disk")

    monkeypatch.setattr(os, "fsync", power_fails)
    with pytest.raises(OSError, match="disk"):
        stored(unit, samples.pdf(1))
    assert files_in(home) == []
    assert not StoredFile.objects.exists()


def test_out_of_scope_neither_file_nor_key_is_seen(home: Path, unit: Unit) -> None:
    saved = stored(unit, samples.pdf(1))
    set_scope(())
    assert not StoredFile.objects.filter(pk=saved.pk).exists()
    assert not DataKey.objects.filter(pk=saved.data_key_id).exists()


def test_a_file_cannot_be_stored_for_a_unit_out_of_scope(home: Path, units: tuple[Unit, Unit]) -> None:
    unit, other = units
    set_scope([unit.pk])
    with pytest.raises(ProgrammingError, match="row-level security"):
        stored(other, samples.pdf(1))


@pytest.mark.parametrize("table", ["files_storedfile", "sealing_datakey"])
@pytest.mark.parametrize("act", ["UPDATE {} SET created_at = created_at", "DELETE FROM {}"])
def test_the_application_may_neither_change_nor_delete_files_and_keys(db: None, table: str, act: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def test_sweeping_removes_old_files_without_a_row_and_nothing_else(
    home: Path, fresh_database: object, worker_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the worker, which has no unit in scope: what belongs to any unit stays."""
    with transaction.atomic():
        unit = add_unit(code="thu_nghiem", name="Đơn vị thử")
        set_scope([unit.pk])
        kept = stored(unit, samples.pdf(1))
    orphan, young = vault.write([b"orphan"]), vault.write([b"young"])
    draft = home / "files" / "drafts" / "half"
    draft.write_bytes(b"half")
    long_ago = (clock.now() - timedelta(days=3)).timestamp()
    for path in (vault.path_of(kept.store_name), vault.path_of(orphan), draft):
        os.utime(path, (long_ago, long_ago))
    now = clock.now().timestamp()  # the disk does not know of a clock that was moved
    os.utime(vault.path_of(young), (now, now))
    with psycopg.connect(worker_url) as worker:
        monkeypatch.setattr(sweeping, "connection", worker)
        assert sweeping.sweep_orphans() == 2
    assert {path.name for path in files_in(home)} == {kept.store_name, young}
