"""A letter that somebody wrote on the public page."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import BinaryIO

from django.db import connection, transaction

from congtam.casework.letters.actions import add_arrived, finish_reading, keep_page, receive_letter
from congtam.casework.letters.actions.details import SenderDetails
from congtam.casework.letters.models import Channel, Letter, Scan
from congtam.casework.letters.public.actions.codes import keep_code_key
from congtam.casework.letters.public.typed_letter import Sheets, Typed, draw
from congtam.casework.letters.reading import propose
from congtam.casework.letters.sender import seal_sender
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.custody import keyring
from congtam.foundation.files import RefusedFile
from congtam.foundation.files.arriving import Arrived, arrive
from congtam.interface.portal.bounds import bound
from congtam.mechanisms.lifecycle.acts import find_receipt
from congtam.mechanisms.lifecycle.models import Record

#: what the sheet of the letter and its enclosures are called where a name is asked for: nobody's own name of a file
SHEET, ENCLOSURE = "don.pdf", "kem-theo"
CERTAIN = 100


class OfficeFull(Exception):
    """More letters wait in this office than it takes on the public page."""


class RefusedEnclosure(Exception):
    """One of several files is not taken; ``position`` counts from 1."""

    def __init__(self, position: int, refused: RefusedFile) -> None:
        super().__init__(refused.code)
        self.position = position
        self.refused = refused


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The letter as its sender is told of it: nothing of what it says. ``again``: it had come before."""

    unit: Unit
    on: date
    files: int
    code: str
    again: bool = False

    @property
    def halves(self) -> tuple[str, str]:
        """The code as it is shown: a narrow phone breaks it in the middle only."""
        return self.code[:10], self.code[10:]


def send_letter(
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    code: str,
    text: str,
    sender: SenderDetails,
    files: Sequence[BinaryIO] = (),
) -> Sent:
    """Take in a letter with its enclosures; the tracking ``code`` was drawn for this letter and is shown to its sender
    once.

    The same code once more is the same letter, whatever comes with it. The typed text is drawn on sheets and sealed
    as a scan would be; so are the enclosures, without what they tell beside what they show. Raises RefusedEnclosure,
    OfficeFull, NotPermitted; nothing is kept then.
    """
    sheets = draw(Typed(office=unit.name, text=text, **sender.identifying()))
    with ExitStack() as stack, keyring.using({}), transaction.atomic():
        _one_at_a_time(code)
        if (known := _sent_before(code)) is not None:
            files_before = known.letter.scans.count() - 1
            return Sent(unit=unit, on=known.opened_on, files=files_before, code=code, again=True)
        _refuse_a_flood(unit)
        enclosures = list(clean(files, unit=unit))
        letter = _take_in(actor, unit, on, code, sheets, sender)
        for each in enclosures:
            stack.callback(each.close)
            add_arrived(letter=letter, actor=actor, on=on, arrived=each)
    return Sent(unit=unit, on=on, files=len(files), code=code)


def clean(files: Sequence[BinaryIO], *, unit: Unit) -> Iterator[Arrived]:
    """The files, found harmless, without what they tell beside what they show; whoever takes one keeps or closes it.
    Raises RefusedEnclosure."""
    for position, each in enumerate(files, start=1):
        try:
            arrived = arrive(each, name=ENCLOSURE, unit=unit, channel=Channel.WEB)
        except RefusedFile as refused:
            raise RefusedEnclosure(position, refused) from refused
        yield arrived


def _take_in(actor: Actor, unit: Unit, on: date, code: str, sheets: Sheets, sender: SenderDetails) -> Letter:
    received = receive_letter(
        actor=actor, unit=unit, on=on, channel=Channel.WEB, source=sheets.pdf, name=SHEET, receipt=code
    )
    letter = received.letter
    if received.scan is not None:
        _keep_text(received.scan, actor, on, sheets)
    letter.sender_kind = sender.kind
    letter.sealed = seal_sender(letter, sender.identifying())
    letter.save(update_fields=["sender_kind", "sealed"])
    keep_code_key(record=letter.record, actor=actor, code=code)
    return letter


def _keep_text(scan: Scan, actor: Actor, on: date, sheets: Sheets) -> None:
    """What stands on the sheets is known; the job that reads scans finds them read."""
    for number, page in enumerate(sheets.pages, start=1):
        words = {**page.to_json(), "text": page.text}
        keep_page(scan=scan, actor=actor, number=number, page=words, confidence=CERTAIN)
    finish_reading(
        scan=scan, actor=actor, on=on, confidence=CERTAIN, proposals=propose(sheets.pages).to_json()
    )


def _one_at_a_time(code: str) -> None:
    lock = int.from_bytes(sha256(b"letters.public:" + find_receipt(code)).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def _sent_before(code: str) -> Record | None:
    return Record.objects.filter(receipt_mac=find_receipt(code)).select_related("letter").first()


def _refuse_a_flood(unit: Unit) -> None:
    waiting = Record.objects.filter(unit=unit, state="received", letter__channel=Channel.WEB)
    if waiting[: bound("WAITING")].count() >= bound("WAITING"):
        raise OfficeFull(unit.code)
