"""What a sender's file tells beside what it shows never gets into the store; the file is known again all the same."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pytest_django import Settings

from congtam.casework.letters.actions import Received, add_scan, receive_letter
from congtam.casework.letters.models import Channel, Scan
from congtam.casework.letters.tests.work_pages import DAY, Office, day
from congtam.foundation.files import RefusedFile, inspect_upload, render_page
from congtam.foundation.files.cleaning import traces
from congtam.foundation.files.models import Quarantined, StoredFile
from congtam.foundation.files.store import check, read_plain
from congtam.foundation.files.tests import dirty
from congtam.foundation.files.tests.clamd import EICAR
from congtam.foundation.files.tests.conftest import scanner_door  # noqa: F401  a fixture
from congtam.mechanisms.documents.dispatching import keep_scan


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    with day(DAY):
        yield


def received(office: Office, content: bytes) -> Received:
    return receive_letter(
        actor=office.cast.actor(office.cast.van), unit=office.cast.city, on=DAY, channel=Channel.POST,
        source=content, name=f"{dirty.SECRET}.jpg",
    )  # fmt: skip


@pytest.mark.parametrize("make", [dirty.jpeg, dirty.png, dirty.webp, dirty.tiff, dirty.pdf])
def test_what_is_stored_tells_nothing_beside_what_it_shows(office: Office, make: Callable[[], bytes]) -> None:
    content = make()
    done = received(office, content)
    stored = Scan.objects.get(letter=done.letter).file
    kept = read_plain(stored)
    assert check(stored)
    assert not dirty.tells(kept)
    assert traces(kept) == []
    assert render_page(kept, 0).size == render_page(content, 0).size


def test_the_hash_that_is_told_is_of_the_file_as_it_was_handed_in(office: Office) -> None:
    content = dirty.jpeg()
    first, again = received(office, content), received(office, content)
    assert first.sha256 == inspect_upload(content, name="x").sha256
    assert again.duplicate_of == first.letter


def test_a_further_scan_is_cleaned_too(office: Office) -> None:
    letter = received(office, dirty.png()).letter
    scan = add_scan(
        letter=letter,
        actor=office.cast.actor(office.cast.van),
        on=DAY,
        source=io.BytesIO(dirty.jpeg()),
        name="x",
    )
    assert not dirty.tells(read_plain(scan.file))


def test_a_harmful_file_makes_no_letter_and_is_quarantined(
    office: Office,
    settings: Settings,
    scanner_door: Path,  # noqa: F811
) -> None:
    settings.CLAMD = str(scanner_door)
    with pytest.raises(RefusedFile) as refused:
        received(office, b"%PDF-1.7 " + EICAR)
    assert refused.value.code == "infected"
    assert not StoredFile.objects.exists()
    assert not Quarantined.objects.exists()  # the folder has it until somebody looks


def test_a_paper_that_the_office_signed_digitally_stays_as_it_was_signed(office: Office) -> None:
    letter = received(office, dirty.png()).letter
    assert read_plain(keep_scan(letter.record, content=signed(), name="x")) == signed()
    assert not dirty.tells(read_plain(keep_scan(letter.record, content=dirty.pdf(), name="x")))


def test_a_signed_paper_with_something_behind_it_is_refused(office: Office) -> None:
    letter = received(office, dirty.png()).letter
    with pytest.raises(RefusedFile):
        keep_scan(letter.record, content=signed() + b"PK\x03\x04", name="x")


def signed() -> bytes:
    """A PDF with the marks of a digital signature."""
    document = pikepdf.new()
    document.add_blank_page()
    value = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=pikepdf.Array([0, 1, 2, 3]), Contents=b"x")
    )
    field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ky", V=value))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
    out = io.BytesIO()
    document.save(out, static_id=True)
    return out.getvalue()
