"""Receiving a letter: the scan is looked at, stored and sent to be read; nothing is typed yet."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import connection, transaction

from congtam.casework.letters.actions.details import check_dates
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Letter, Scan
from congtam.casework.letters.sealing import key_for_more
from congtam.foundation import clock, jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody.shares import let_the_reader_in, own_identity_key
from congtam.foundation.files.arriving import Arrived, arrive, keep
from congtam.foundation.files.inspection import Source
from congtam.foundation.files.store import content_mac
from congtam.mechanisms.lifecycle.acts import locked, note_event, open_record
from congtam.mechanisms.lifecycle.models import Record

READ_SCAN = "letters.read_scan"


@dataclass(frozen=True, kw_only=True)
class Received:
    """The letter, the hash (hex SHA-256) of its scan, and the letter that brought the same bytes before."""

    letter: Letter
    sha256: str | None = None
    duplicate_of: Letter | None = None
    scan: Scan | None = None


def receive_letter(
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    channel: Channel,
    source: Source | None = None,
    name: str = "",
    idempotency_key: UUID | None = None,
    receipt: str | None = None,
) -> Received:
    """Take in one letter that came on the day ``on``, with its scan where there is one.

    The same bytes in the same unit are the same letter: it is returned as ``duplicate_of`` and nothing is
    stored. The same ``idempotency_key`` with the same bytes returns the letter that they made before. ``receipt``: as
    `open_record` takes it. Raises
    RefusedFile (nothing is stored), ValidationError (a day to come), NotPermitted.
    """
    actor.require(LETTER.opens_with, unit)
    check_dates(received_on=on, written_on=None, today=clock.today())
    arrived = arrive(source, name=name, unit=unit, channel=channel) if source is not None else None
    key = _key(idempotency_key, arrived)
    with transaction.atomic():
        _one_at_a_time(unit, arrived.sha256 if arrived else key)
        if (known := _made_before(unit, key)) is not None:
            return Received(letter=known, sha256=arrived.sha256 if arrived else None)
        if arrived and (same := _letter_with_same_bytes(unit, arrived)):
            return Received(letter=same, sha256=arrived.sha256, duplicate_of=same)
        return _take_in(actor, unit, on, channel, arrived, key, receipt)


def _key(given: UUID | None, arrived: Arrived | None) -> UUID | None:
    """The key of one letter: two scans that are handed in under one key are two letters, whatever their names."""
    return uuid5(given, arrived.sha256) if given and arrived else given


def _one_at_a_time(unit: Unit, what: object) -> None:
    """Whoever hands in the same once more at this moment waits for this transaction, and then finds its letter."""
    if what is None:
        return
    lock = int.from_bytes(sha256(f"letters.receive:{unit.pk}:{what}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])


def _take_in(
    actor: Actor,
    unit: Unit,
    on: date,
    channel: Channel,
    arrived: Arrived | None,
    idempotency_key: UUID | None,
    receipt: str | None,
) -> Received:
    record = open_record(
        LETTER,
        actor=actor,
        unit=unit,
        on=on,
        payload={"channel": channel},
        idempotency_key=idempotency_key,
        receipt=receipt,
    )
    letter = Letter.objects.create(
        record=record, unit=unit, channel=channel, received_on=on, identity_key=own_identity_key(unit=unit)
    )
    if arrived is None:
        return Received(letter=letter)
    scan = _keep_scan(letter, arrived=arrived, position=1)
    return Received(letter=letter, sha256=arrived.sha256, scan=scan)


def add_scan(*, letter: Letter, actor: Actor, on: date, source: Source, name: str) -> Scan:
    """Add a further scan (an enclosure, a page that was missing). Raises RefusedFile, NotPermitted."""
    arrived = arrive(source, name=name, unit=letter.unit, channel=letter.channel)
    return add_arrived(letter=letter, actor=actor, on=on, arrived=arrived)


@transaction.atomic
def add_arrived(*, letter: Letter, actor: Actor, on: date, arrived: Arrived) -> Scan:
    """As `add_scan`, of a file that was looked at and cleaned already; kept, it is closed. Raises NotPermitted."""
    record = locked(letter.record)
    policy_for(Record).require(actor, "letters.register", record)
    scan = _keep_scan(letter, arrived=arrived, position=letter.scans.count() + 1)
    note_event(
        letter.record, "scan_added", actor=actor, on=on, needs="letters.register",
        payload={"pages": scan.file.pages, "type": scan.file.media_type, "file": scan.file.store_name},
    )  # fmt: skip
    return scan


def _keep_scan(letter: Letter, *, arrived: Arrived, position: int) -> Scan:
    key = key_for_more(letter)
    stored = keep(arrived, unit=letter.unit, data_key=key)
    let_the_reader_in(data_key=key)
    scan = Scan.objects.create(letter=letter, unit_id=letter.unit_id, file=stored, position=position)
    jobs.defer(READ_SCAN, unit_id=letter.unit_id, scan_id=scan.pk, record_id=letter.pk)
    return scan


def _made_before(unit: Unit, key: UUID | None) -> Letter | None:
    if key is None:
        return None
    record = (
        Record.objects.filter(unit=unit, idempotency_key=key).select_related("letter", "data_key").first()
    )
    return record.letter if record else None


def _letter_with_same_bytes(unit: Unit, arrived: Arrived) -> Letter | None:
    """The first letter, not voided, with a scan of these bytes. Other papers may have the same bytes too."""
    scan = (
        Scan.objects.filter(file__unit=unit, file__content_mac=content_mac(arrived.sha256))
        .exclude(letter__record__state="voided")
        .select_related("letter__record__data_key", "letter__unit")
        .order_by("pk")
        .first()
    )
    return scan.letter if scan else None
