"""A real scanner: what it finds is refused and put into quarantine; when it is down, the office has chosen."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_unit
from congtam.foundation.files import RefusedFile, quarantine, scanning
from congtam.foundation.files.arriving import arrive, check_harmless, keep
from congtam.foundation.files.models import Quarantined, StoredFile
from congtam.foundation.files.store import read_plain
from congtam.foundation.files.tests import dirty, samples
from congtam.foundation.files.tests.clamd import EICAR, SIGNATURE
from congtam.foundation.sealing.keyfiles import write_missing
from congtam.foundation.sealing.models import new_data_key


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    write_missing(tmp_path)
    settings.CONGTAM_HOME = tmp_path
    return tmp_path


@pytest.fixture
def unit(db: None, home: Path) -> Unit:
    made = add_unit(code="thu_nghiem", name="Đơn vị thử")
    set_scope([made.pk])
    return made


@pytest.fixture
def scanner(scanner_door: Path, settings: Settings) -> Path:
    settings.CLAMD, settings.CLAMD_REQUIRED = str(scanner_door), False
    return scanner_door


@pytest.fixture
def keeper(unit: Unit) -> Actor:
    return system_actor("keeper", unit_id=unit.pk, permissions=frozenset({"files.quarantine"}))


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[str]:
    """A daemon that takes the file and never says a word."""
    with socket.socket(socket.AF_INET) as door:
        door.bind(("127.0.0.1", 0))
        door.listen(1)
        yield f"127.0.0.1:{door.getsockname()[1]}"


def harmful() -> bytes:
    return samples.pdf(1) + EICAR


def refusal(content: bytes, unit: Unit) -> RefusedFile:
    with pytest.raises(RefusedFile) as caught:
        arrive(content, name="Nguyen Van A.pdf", unit=unit, channel="post")
    assert caught.value.hint
    return caught.value


def test_a_harmless_file_is_taken_and_marked_as_scanned(unit: Unit, scanner: Path) -> None:
    arrived = arrive(samples.pdf(1), name="x", unit=unit, channel="post")
    assert keep(arrived, unit=unit, data_key=new_data_key(unit=unit)).scanned == StoredFile.Scanned.CLEAN


def test_a_harmful_file_is_refused_with_what_to_do(unit: Unit, scanner: Path) -> None:
    refused = refusal(harmful(), unit)
    assert refused.code == "infected"
    assert "độc hại" in refused.message


@pytest.mark.parametrize("content", [EICAR, b"MZ" + EICAR])
def test_what_would_be_refused_for_its_type_is_scanned_before(
    content: bytes, unit: Unit, scanner: Path
) -> None:
    assert refusal(content, unit).code == "infected"


def test_a_large_file_is_scanned_to_its_end(unit: Unit, scanner: Path) -> None:
    with pytest.raises(RefusedFile) as caught:
        check_harmless(io.BytesIO(bytes(30 << 20) + EICAR), unit=unit, channel="post")
    assert caught.value.code == "infected"


def test_quarantine_keeps_the_bytes_encrypted_and_no_name(
    unit: Unit, scanner: Path, home: Path, keeper: Actor
) -> None:
    refusal(harmful(), unit)
    quarantine.take_up(keeper)
    row = Quarantined.objects.get()
    assert (row.signature, row.channel, row.size) == (SIGNATURE, "post", len(harmful()))
    found = [path for path in (home / "quarantine").rglob("*") if path.is_file()]
    assert found
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in found)
    everything = b"".join(path.read_bytes() for path in found)
    assert not any(each in everything for each in (EICAR, b"%PDF", b"Nguyen"))


def test_what_was_found_stays_although_the_act_is_undone(unit: Unit, scanner: Path, keeper: Actor) -> None:
    with pytest.raises(RefusedFile), transaction.atomic():
        arrive(harmful(), name="x", unit=unit, channel="web")
    assert quarantine.waiting(keeper) == 1
    quarantine.take_up(keeper)
    quarantine.take_up(keeper)
    assert Quarantined.objects.get().channel == "web"
    assert quarantine.waiting(keeper) == 1


def test_another_unit_s_quarantine_is_neither_taken_up_nor_seen(
    unit: Unit, scanner: Path, keeper: Actor
) -> None:
    refusal(harmful(), unit)
    other = add_unit(code="khac", name="Đơn vị khác")
    stranger = system_actor("stranger", unit_id=other.pk, permissions=frozenset({"files.quarantine"}))
    set_scope([other.pk])
    quarantine.take_up(stranger)
    assert quarantine.waiting(stranger) == 0
    set_scope([unit.pk])
    quarantine.take_up(keeper)
    set_scope([other.pk])
    assert not Quarantined.objects.exists()


def test_destroying_takes_bytes_and_key_and_leaves_who_and_why(
    unit: Unit, scanner: Path, home: Path, keeper: Actor, django_capture_on_commit_callbacks: object
) -> None:
    refusal(harmful(), unit)
    quarantine.take_up(keeper)
    row = Quarantined.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        gone = quarantine.destroy(row=row, actor=keeper, reason="told")
    assert not (home / "quarantine" / row.place).exists()
    fresh = Quarantined.objects.get()
    assert (fresh.wrapped, fresh.reason, fresh.destroyed_at) == (None, "told", gone.destroyed_at)
    assert quarantine.waiting(keeper) == 0 or (home / "quarantine" / f"{row.place}.facts").exists()


def test_nobody_destroys_without_the_right(unit: Unit, scanner: Path, keeper: Actor) -> None:
    refusal(harmful(), unit)
    quarantine.take_up(keeper)
    with pytest.raises(NotPermitted):
        quarantine.destroy(
            row=Quarantined.objects.get(), actor=system_actor("x", unit_id=unit.pk), reason="told"
        )


def test_without_a_scanner_files_are_taken_and_marked(unit: Unit, settings: Settings) -> None:
    settings.CLAMD = "off"
    arrived = arrive(harmful(), name="x", unit=unit, channel="post")
    assert arrived.scanned == StoredFile.Scanned.NONE
    assert scanning.state().installed is False


def test_when_the_scanner_is_down_files_are_taken_and_marked(unit: Unit, settings: Settings) -> None:
    settings.CLAMD, settings.CLAMD_REQUIRED = "/nonexistent/clamd.sock", False
    assert arrive(samples.pdf(1), name="x", unit=unit, channel="post").scanned == StoredFile.Scanned.MISSED
    assert scanning.state().answers is False


@pytest.mark.parametrize("where", ["/nonexistent/clamd.sock", "127.0.0.1:1", "off", "nonsense"])
def test_where_scanning_is_required_a_scanner_that_is_down_takes_nothing(
    where: str, unit: Unit, settings: Settings
) -> None:
    settings.CLAMD, settings.CLAMD_REQUIRED = where, True
    assert refusal(samples.pdf(1), unit).code == "not_scanned"


def test_a_scanner_that_never_answers_is_down(
    unit: Unit, deaf: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD, settings.CLAMD_REQUIRED = deaf, True
    monkeypatch.setattr(scanning, "_SCAN_SECONDS", 0.3)
    assert refusal(samples.pdf(1), unit).code == "not_scanned"


def test_the_state_tells_the_version(scanner: Path) -> None:
    assert scanning.state().version.startswith("ClamAV")


def test_what_is_kept_is_the_cleaned_file_known_by_what_was_handed_in(unit: Unit, settings: Settings) -> None:
    settings.CLAMD = "off"
    content = dirty.jpeg(orientation=6)
    arrived = arrive(content, name="x", unit=unit, channel="post")
    stored = keep(arrived, unit=unit, data_key=new_data_key(unit=unit))
    assert not dirty.tells(read_plain(stored))
    from congtam.foundation.files.store import find_same

    assert find_same(unit=unit, sha256=arrived.sha256) == stored
