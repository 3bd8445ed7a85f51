"""Writing the letters of a paper book in few statements, however many they are. Called by `actions.opening` alone."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, Matter, OpeningBatch, PaperEntry
from congtam.casework.letters.opening import checking, paper_book
from congtam.casework.letters.opening.book import BOOK
from congtam.casework.letters.opening.plan import Planned
from congtam.casework.letters.opening.preview import opens
from congtam.casework.letters.sender import seal_sender
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.rls import show_sealed
from congtam.foundation.sealing import lookup_mac, seal, wrap_new_key
from congtam.foundation.sealing.models import DataKey
from congtam.foundation.text import sort_key
from congtam.mechanisms.lifecycle import journal, reactions
from congtam.mechanisms.lifecycle.acts import RECEIPT
from congtam.mechanisms.lifecycle.codes import new_code, new_receipt
from congtam.mechanisms.lifecycle.models import Deadline, Level, Record

#: rows a statement
BATCH = 1000


def write(batch: OpeningBatch, letters: Sequence[Planned], *, actor: Actor, on: date) -> None:
    """Write records, journal, clocks, letters and matters. The caller holds the counters of the books."""
    keys = [
        DataKey(unit_id=batch.unit_id, wrapped=wrapped, key_id=key_id) for wrapped, key_id in _keys(letters)
    ]
    DataKey.objects.bulk_create(keys, batch_size=BATCH)
    codes = _codes(len(letters))
    show_sealed(batch.unit_id)  # whoever enters a paper book need not know afterwards of what is sealed in it
    records = [
        _record(batch, letter, key, code) for letter, key, code in zip(letters, keys, codes, strict=True)
    ]
    entries = journal.begin_all(
        [(record, _told(batch, letter)) for record, letter in zip(records, letters, strict=True)],
        event="opened", actor=actor.by_right(LETTER.opens_with, batch.unit_id), on=on,
    )  # fmt: skip
    _write_rest(batch, records, letters)
    for entry in entries:
        reactions.announce(entry)


def _keys(letters: Sequence[Planned]) -> list[tuple[bytes, str]]:
    return [wrap_new_key() for _letter in letters]


def _codes(count: int) -> list[str]:
    """Codes of their own, none of which is in use."""
    codes: set[str] = set()
    while len(codes) < count:
        fresh = {new_code() for _ in range(count - len(codes))}
        codes |= fresh - set(Record.objects.filter(code__in=fresh).values_list("code", flat=True))
    return list(codes)


def _record(batch: OpeningBatch, letter: Planned, key: DataKey, code: str) -> Record:
    row, receipt = letter.row, new_receipt()
    year, number = row.key
    final = LETTER.state(row.state).final
    return Record(
        kind=LETTER.kind,
        unit_id=batch.unit_id,
        code=code,
        state=row.state,
        level=Level.SEALED if row.state == "held" else Level.ORDINARY,
        subject=row.text("summary"),
        holder=letter.handler,
        opened_on=row.received_on,
        opened_at=clock.now(),
        closed_on=(row.day("ended_on") or row.day("answered_on")) if final else None,
        book=BOOK,
        book_year=year,
        number=number,
        data_key=key,
        receipt_mac=lookup_mac(receipt, purpose=RECEIPT),
        receipt_sealed=seal(key, receipt.encode(), context=RECEIPT),
    )


def _told(batch: OpeningBatch, letter: Planned) -> dict[str, Any]:
    """What the first entry of the journal tells: where the letter comes from, and its days. Nothing personal."""
    row = letter.row
    year, number = row.key
    days = {name: day.isoformat() for name in checking.WAY if (day := row.day(name))}
    return {
        "opening": batch.record.code, "number": number, "book_year": year, "as": row.state, "days": days,
        "matters": [
            {"kind": matter.kind, "complex": matter.complex, "remote": matter.remote} for matter in row.matters
        ],
    }  # fmt: skip


def _write_rest(batch: OpeningBatch, records: Sequence[Record], letters: Sequence[Planned]) -> None:
    pairs = list(zip(records, letters, strict=True))
    made = [_letter(record, planned) for record, planned in pairs]
    Letter.objects.bulk_create(made, batch_size=BATCH)
    Matter.objects.bulk_create(_matters(made, letters), batch_size=BATCH)
    Deadline.objects.bulk_create(_deadlines(pairs), batch_size=BATCH)
    PaperEntry.objects.bulk_create(
        [_paper_entry(batch, letter, planned) for letter, planned in zip(made, letters, strict=True)],
        batch_size=BATCH,
    )


def _letter(record: Record, planned: Planned) -> Letter:
    row = planned.row
    letter = Letter(
        record=record,
        unit_id=record.unit_id,
        channel=row.text("channel"),
        received_on=row.received_on,
        written_on=row.day("written_on"),
        sender_kind=row.text("sender_kind") or "unclear",
        concerned=row.text("concerned"),
        competence=_competence(planned),
        competent_body=row.text("competent_body"),
        decided_on=row.day("decided_on"),
        answered_on=row.day("answered_on"),
    )
    _put_sender(letter, planned)
    return letter


def _competence(planned: Planned) -> str:
    """What the row says; a letter that was accepted was the office's own, one that was guided was not."""
    row = planned.row
    if given := row.text("competence"):
        return given
    if row.state == "guided":
        return "other"
    return "ours" if row.day("accepted_on") or row.state in checking.OF_COMPLAINTS else ""


def _put_sender(letter: Letter, planned: Planned) -> None:
    """Sealed, or in the open columns where somebody decided on paper that the letter is no denunciation."""
    row = planned.row
    name, address, phone = (row.text(f"sender_{part}") for part in ("name", "address", "phone"))
    if not opens(planned):
        letter.sealed = seal_sender(letter, {"name": name, "address": address, "phone": phone})
        return
    letter.opened_at = clock.now()
    letter.sender_name, letter.sender_address, letter.sender_phone = name, address, phone
    letter.sender_sort = sort_key(name)[:250]


def _matters(made: Sequence[Letter], letters: Sequence[Planned]) -> list[Matter]:
    return [
        Matter(
            letter=letter, unit_id=letter.unit_id, position=place, kind=matter.kind, summary=matter.summary,
            complex=matter.complex, remote=matter.remote,
        )
        for letter, planned in zip(made, letters, strict=True)
        for place, matter in enumerate(planned.row.matters, start=1)
    ]  # fmt: skip


def _deadlines(pairs: Sequence[tuple[Record, Planned]]) -> list[Deadline]:
    found = []
    for record, planned in pairs:
        for deadline in planned.deadlines:
            deadline.record, deadline.unit_id = record, record.unit_id
            found.append(deadline)
    return found


def _paper_entry(batch: OpeningBatch, letter: Letter, planned: Planned) -> PaperEntry:
    row = planned.row
    details = paper_book.PaperBook(
        notice_number=row.text("notice_number"), decision_number=row.text("decision_number"),
        place=row.text("place"), note=row.text("note"),
    )  # fmt: skip
    return PaperEntry(
        letter=letter, unit_id=batch.unit_id, batch=batch, row=row.row, settle_by=row.day("settle_by"),
        computed=planned.computed, sealed=paper_book.sealed(details, data_key=letter.record.data_key),
    )  # fmt: skip
