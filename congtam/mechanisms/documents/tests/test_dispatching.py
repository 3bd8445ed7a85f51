"""Signed, sent, delivered, received: each day sane, each with its proof, each in the journal."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.foundation.access.rls import set_scope
from congtam.foundation.files import RefusedFile
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.documents.dispatching import (
    Proof,
    attach_signed,
    keep_scan,
    record_delivered,
    record_received,
    record_sent,
)
from congtam.mechanisms.documents.issuing import NotPlausible
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import proof_note, signed_bytes
from congtam.mechanisms.documents.tests.papers import issued, record_of
from congtam.mechanisms.lifecycle.models import JournalEntry, JournalNote, Record
from congtam.project.home import Home
from tests.cast import Cast, make_cast

TODAY = date(2026, 3, 2)
BILL = Proof(note="Số vận đơn RB 000 000 000 VN")


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def document(cast: Cast) -> IssuedDocument:
    """Issued on 5 February 2026."""
    return issued(cast, record_of(cast))


def picture() -> bytes:
    target = BytesIO()
    Image.new("L", (600, 800), 200).save(target, "PNG")
    return target.getvalue()


def scan(record: Record) -> StoredFile:
    return keep_scan(record, content=picture(), name="ban-ky.png")


def sent(cast: Cast, document: IssuedDocument, day: date, **changes: object) -> None:
    given = {"actor": cast.actor(cast.van), "on": TODAY, "how": "post", "proof": BILL} | changes
    record_sent(document, sent_on=day, **given)  # type: ignore[arg-type]


def delivered(cast: Cast, document: IssuedDocument, day: date, **changes: object) -> None:
    given = {"actor": cast.actor(cast.van), "on": TODAY, "proof": BILL} | changes
    record_delivered(document, delivered_on=day, **given)  # type: ignore[arg-type]


def received(cast: Cast, document: IssuedDocument, day: date, **changes: object) -> None:
    given = {"actor": cast.actor(cast.van), "on": TODAY, "proof": BILL} | changes
    record_received(document, received_on=day, **given)  # type: ignore[arg-type]


def last_entry(document: IssuedDocument) -> JournalEntry:
    return JournalEntry.objects.filter(record=document.record).latest("seq")


def test_the_scan_of_the_signed_paper_is_kept_and_read_back(cast: Cast, document: IssuedDocument) -> None:
    kept = scan(document.record)
    attach_signed(document, actor=cast.actor(cast.van), on=TODAY, signed_on=date(2026, 2, 6), scan=kept)
    document.refresh_from_db()
    assert (document.signed_on, signed_bytes(document)) == (date(2026, 2, 6), picture())
    entry = last_entry(document)
    assert entry.event == "letters.letter:document_signed"
    assert entry.payload["file"] == kept.store_name


def test_a_scan_that_is_no_scan_is_refused(document: IssuedDocument) -> None:
    with pytest.raises(RefusedFile):
        keep_scan(document.record, content=b"<html></html>", name="ban-ky.pdf")


def test_the_way_of_a_document_is_in_the_row_and_in_the_journal(cast: Cast, document: IssuedDocument) -> None:
    sent(cast, document, date(2026, 2, 6))
    delivered(cast, document, date(2026, 2, 9))
    received(cast, document, date(2026, 2, 9))
    document.refresh_from_db()
    days = (document.sent_on, document.delivered_on, document.received_on)
    assert days == (date(2026, 2, 6), date(2026, 2, 9), date(2026, 2, 9))
    assert document.sent_by_how == "post"
    events = (
        JournalEntry.objects.filter(record=document.record).order_by("-seq").values_list("event", flat=True)
    )
    assert [event.partition(":")[2] for event in events[:3]] == [
        "document_received",
        "document_delivered",
        "document_sent",
    ]


def test_the_journal_tells_the_document_and_the_day(cast: Cast, document: IssuedDocument) -> None:
    received(cast, document, date(2026, 2, 9))
    entry = last_entry(document)
    assert entry.on == TODAY
    assert entry.payload["document"] == str(document.uid)
    assert (entry.payload["kind"], entry.payload["symbol"]) == (ACCEPTANCE.name, "01/TB-UBND")
    assert (entry.payload["issued_on"], entry.payload["received_on"]) == ("2026-02-05", "2026-02-09")


def test_a_typed_proof_is_sealed_and_read_back(cast: Cast, document: IssuedDocument) -> None:
    sent(cast, document, date(2026, 2, 6))
    document.refresh_from_db()
    assert BILL.note.encode() not in bytes(document.sent_note or b"")
    assert proof_note(document, "sent_on") == BILL.note
    assert proof_note(document, "received_on") == ""
    assert BILL.note not in str(last_entry(document).payload)


def test_a_scanned_proof_is_enough(cast: Cast, document: IssuedDocument) -> None:
    kept = scan(document.record)
    received(cast, document, date(2026, 2, 9), proof=Proof(file=kept))
    document.refresh_from_db()
    assert document.received_proof == kept


@pytest.mark.parametrize("act", [sent, delivered, received])
def test_a_day_without_proof_is_not_taken(cast: Cast, document: IssuedDocument, act: object) -> None:
    with pytest.raises(NotPlausible, match="bằng chứng"):
        act(cast, document, date(2026, 2, 6), proof=Proof(note="  "))  # type: ignore[operator]


def test_a_scan_of_another_record_proves_nothing(cast: Cast, document: IssuedDocument) -> None:
    foreign = scan(record_of(cast))
    with pytest.raises(NotPlausible, match="hồ sơ khác"):
        received(cast, document, date(2026, 2, 9), proof=Proof(file=foreign))
    with pytest.raises(NotPlausible, match="hồ sơ khác"):
        attach_signed(
            document, actor=cast.actor(cast.van), on=TODAY, signed_on=date(2026, 2, 6), scan=foreign
        )


@pytest.mark.parametrize("act", [sent, delivered, received])
def test_nothing_happens_before_the_document_is_issued(
    cast: Cast, document: IssuedDocument, act: object
) -> None:
    with pytest.raises(NotPlausible, match=r"không thể trước ngày văn bản \(thứ Năm 05/02/2026\)"):
        act(cast, document, date(2026, 2, 4))  # type: ignore[operator]


@pytest.mark.parametrize("act", [sent, delivered, received])
def test_nothing_happens_tomorrow(cast: Cast, document: IssuedDocument, act: object) -> None:
    with pytest.raises(NotPlausible, match="chưa tới"):
        act(cast, document, date(2026, 3, 3))  # type: ignore[operator]


def test_nobody_receives_before_it_was_sent(cast: Cast, document: IssuedDocument) -> None:
    sent(cast, document, date(2026, 2, 10))
    with pytest.raises(NotPlausible, match="Ngày nhận không thể trước ngày gửi"):
        received(cast, document, date(2026, 2, 9))


def test_nothing_is_sent_after_it_was_received(cast: Cast, document: IssuedDocument) -> None:
    received(cast, document, date(2026, 2, 9))
    with pytest.raises(NotPlausible, match="Ngày gửi không thể sau ngày nhận"):
        sent(cast, document, date(2026, 2, 10))


def test_a_recorded_day_is_not_recorded_again_without_a_reason(cast: Cast, document: IssuedDocument) -> None:
    received(cast, document, date(2026, 2, 9))
    with pytest.raises(NotPlausible, match="ghi lý do"):
        received(cast, document, date(2026, 2, 10))
    document.refresh_from_db()
    assert document.received_on == date(2026, 2, 9)


def test_a_correction_keeps_its_reason_and_the_day_before(cast: Cast, document: IssuedDocument) -> None:
    received(cast, document, date(2026, 2, 9))
    received(cast, document, date(2026, 2, 10), correcting="Nhầm dấu bưu điện")
    entry = last_entry(document)
    assert (entry.payload["before"], entry.payload["received_on"]) == ("2026-02-09", "2026-02-10")
    assert set(JournalNote.objects.filter(entry=entry).values_list("name", flat=True)) == {
        "proof",
        "correcting",
    }


def test_an_unknown_way_of_sending_is_refused(cast: Cast, document: IssuedDocument) -> None:
    with pytest.raises(ValueError, match="pigeon"):
        sent(cast, document, date(2026, 2, 6), how="pigeon")


def test_only_who_dispatches_may_record(cast: Cast, document: IssuedDocument) -> None:
    length = document.record.length
    for account in (cast.lan, cast.stranger):
        with pytest.raises(NotPermitted):
            sent(cast, document, date(2026, 2, 6), actor=cast.actor(account))
    document.refresh_from_db()
    document.record.refresh_from_db()
    assert (document.sent_on, document.record.length) == (None, length)


def test_the_day_is_an_argument_and_no_clock_is_read(cast: Cast, document: IssuedDocument) -> None:
    with clock.frozen(date(2020, 1, 1)):
        received(cast, document, TODAY)
    document.refresh_from_db()
    assert document.received_on == TODAY
