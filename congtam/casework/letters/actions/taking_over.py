"""Opening a letter that another unit handed over: the same case goes on under a record, a key and a book number of
the unit that has it now. Written by a job alone, the only place that sees the rows of two units."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from congtam.casework.letters.actions.intake import READ_SCAN
from congtam.casework.letters.actions.registering import take_number
from congtam.casework.letters.actions.triage import PLAIN
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, Matter, Scan, ScanPage
from congtam.casework.letters.readings import PAGE, PROPOSALS
from congtam.casework.letters.sealing import keys_of
from congtam.casework.letters.sender import seal_sender, sender_of
from congtam.foundation import jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.custody.shares import let_the_reader_in, own_identity_key, the_reader_is_done
from congtam.foundation.files.copying import copy_to
from congtam.foundation.sealing import seal_json, unseal_json
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.acts import locked, note_event, open_record
from congtam.mechanisms.lifecycle.handover import carry_over
from congtam.mechanisms.lifecycle.models import Continuation, JournalEntry, Record

#: what is the same on both sides of a letter
_LETTER = (
    "channel", "received_on", "written_on", "sender_kind", "concerned", "competence", "competent_body",
    "refusal_grounds", "decided_on", "answered_on",
)  # fmt: skip
_MATTER = ("position", "kind", "summary", "complex", "remote", "outcome")
UNREAD = (Scan.State.QUEUED, Scan.State.READING)


@transaction.atomic
def take_over_letter(*, record_id: int, actor: Actor, on: date) -> Record:
    """Open the letter that ``record_id`` handed over, in the unit that it went to, as it stood: state, sender (sealed
    or open), matters, scans with what was read, running terms. Nobody holds it yet.

    ``actor`` is the job's, with both units in scope. Asked for again it gives the record that is there.
    """
    actor.require_system()
    old = Letter.objects.select_related("record__data_key", "unit", "identity_key").get(pk=record_id)
    old.record = locked(old.record)
    link = Continuation.objects.select_related("to_unit", "continued_by").get(record=old.record)
    if link.continued_by is not None:
        return link.continued_by
    entry = JournalEntry.objects.get(record=old.record, event=f"{LETTER.kind}:hand_over")
    new = _opened(old, link, actor=actor, state=entry.payload["from"])
    exclusions.carry_over(record=old.record, to=new.record)
    scans = _scans(old, new)
    carry_over(record=old.record, to=new.record, on=link.on, symbol=link.symbol)
    if new.record.state != LETTER.initial:
        take_number(new, on=on)
    link.continued_by = new.record
    link.save(update_fields=["continued_by"])
    _tell_both(old, new, link, actor=actor, on=on)
    for key in keys_of(old):
        the_reader_is_done(data_key=key)
    for scan in scans:
        let_the_reader_in(data_key=scan.file.data_key)
        jobs.defer(READ_SCAN, unit_id=scan.unit_id, scan_id=scan.pk, record_id=new.pk)
    return new.record


def _opened(old: Letter, link: Continuation, *, actor: Actor, state: str) -> Letter:
    unit = link.to_unit
    assert unit
    record = open_record(
        LETTER, actor=actor, unit=unit, on=old.record.opened_on, subject=old.record.subject,
        payload={"channel": old.channel}, idempotency_key=_key(old), clocks_begin=False,
    )  # fmt: skip
    record.state, record.level = state, old.record.level
    record.save(update_fields=["state", "level"])
    new = Letter(record=record, unit=unit, **{name: getattr(old, name) for name in _LETTER})
    if old.opened_at is None:
        new.identity_key = own_identity_key(unit=unit, classified=state == "held")
    _put_sender(old, new)
    new.save(force_insert=True)
    Matter.objects.bulk_create(
        Matter(letter=new, unit=unit, **{name: getattr(matter, name) for name in _MATTER})
        for matter in old.matters.order_by("position")
    )
    return new


def _key(old: Letter) -> UUID:
    return uuid5(NAMESPACE_URL, f"letters.take_over:{old.record.code}")


def _put_sender(old: Letter, new: Letter) -> None:
    """Sealed stays sealed, under the new record's key; open stays open."""
    new.opened_at = old.opened_at
    if old.opened_at is None:
        new.sealed = seal_sender(new, sender_of(old)) if old.sealed else None
        return
    for name in PLAIN:
        setattr(new, name, getattr(old, name))


# -- scans --------------------------------------------------------------------------------------------------


def _scans(old: Letter, new: Letter) -> list[Scan]:
    """Copy the scans with what was read on them, and the signed papers as further ones; those that still have to be
    read are returned."""
    found = list(old.scans.select_related("file__data_key").order_by("position"))
    made = [_scan(each, new) for each in found]
    signed = IssuedDocument.objects.filter(record=old.record, signed__isnull=False, voided_on__isnull=True)
    last = max((each.position for each in found), default=0)
    for position, paper in enumerate(
        signed.select_related("signed__data_key").order_by("pk"), start=last + 1
    ):
        assert paper.signed
        Scan.objects.create(
            letter=new, unit_id=new.unit_id, position=position, state=Scan.State.DONE,
            file=copy_to(paper.signed, unit=new.unit, data_key=new.seal_key),
        )  # fmt: skip
    return [scan for scan in made if scan.state in UNREAD]


def _scan(scan: Scan, new: Letter) -> Scan:
    copy = Scan.objects.create(
        letter=new, unit_id=new.unit_id, position=scan.position, state=scan.state, pages_read=scan.pages_read,
        confidence=scan.confidence, problem=scan.problem,
        file=copy_to(scan.file, unit=new.unit, data_key=new.seal_key),
        proposals=_sealed_again(scan.proposals, scan, new, context=PROPOSALS) if scan.proposals else None,
    )  # fmt: skip
    ScanPage.objects.bulk_create(
        ScanPage(
            scan=copy, unit_id=new.unit_id, number=page.number, confidence=page.confidence,
            sealed=_sealed_again(page.sealed, scan, new, context=PAGE),
        )
        for page in scan.read_pages.order_by("number")
    )  # fmt: skip
    return copy


def _sealed_again(sealed: bytes | memoryview, scan: Scan, new: Letter, *, context: str) -> bytes:
    plain = unseal_json(scan.file.data_key, bytes(sealed), context=context)
    return seal_json(new.seal_key, plain, context=context)


# -- both journals ------------------------------------------------------------------------------------------


def _tell_both(old: Letter, new: Letter, link: Continuation, *, actor: Actor, on: date) -> None:
    note_event(old.record, "handed_over", actor=actor, on=on, payload={"continued_by": new.record.code})
    told: dict[str, Any] = {"to": new.record.state, "came_from": old.record.code, "giver": old.unit.name}
    if new.record.number is not None:
        told |= {"book_number": new.record.number, "book_year": new.record.book_year}
    note_event(
        new.record, "taken_over", actor=actor, on=link.on,
        payload={**told, "papers": [*_earlier(old), *_papers(old)]}, notes={"symbol": link.symbol},
    )  # fmt: skip


def _papers(old: Letter) -> list[dict[str, str]]:
    """What the body before issued and did not void: it stands in that body's register."""
    found = IssuedDocument.objects.filter(record=old.record, voided_on__isnull=True).order_by("pk")
    return [
        {"kind": each.kind, "symbol": each.symbol, "on": each.issued_on.isoformat()}
        for each in found.only("kind", "symbol", "issued_on")
    ]


def _earlier(old: Letter) -> list[dict[str, str]]:
    """What came with the letter when it was handed over before."""
    entry = JournalEntry.objects.filter(record=old.record, event=f"{LETTER.kind}:taken_over").first()
    return list(entry.payload.get("papers", [])) if entry else []
