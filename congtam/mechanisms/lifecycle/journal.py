"""Writing the journal: entries in a hash chain, one chain a record.

The hash is SHA-256 over a canonical JSON of the entry (sorted keys, no spaces, UTF-8) that contains the hash
before it. There is no global lock: the record's row, which the act holds, orders its own entries.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from secrets import token_bytes
from typing import Any

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.sealing import seal
from congtam.mechanisms.lifecycle.bulk import BATCH, update_many
from congtam.mechanisms.lifecycle.models import JournalEntry, JournalNote, Record

FORMAT = "congtam-journal-1"
#: what was typed, by name: the salt and the text
Salted = Mapping[str, tuple[bytes, str]]


def entry_hash(
    *,
    record: str,
    seq: int,
    event: str,
    at: datetime,
    on: date,
    actor: int | None,
    system: str,
    post_title: str,
    payload: Mapping[str, Any],
    previous: bytes,
) -> bytes:
    """The hash of one entry (32 bytes)."""
    content = {
        "format": FORMAT,
        "record": record,
        "seq": seq,
        "event": event,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "on": on.isoformat(),
        "actor": actor,
        "system": system,
        "post": post_title,
        "payload": payload,
        "previous": previous.hex(),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).digest()


def note_digest(salt: bytes, value: str) -> str:
    """What the hashed payload holds of a typed value."""
    return sha256(salt + value.encode()).hexdigest()


def append(
    *,
    record: Record,
    event: str,
    actor: Actor,
    on: date,
    payload: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
    changed: tuple[str, ...] = (),
) -> JournalEntry:
    """Append an entry to the chain of ``record``, whose row the caller has locked, and move its head.

    ``payload`` must hold nothing personal and be plain JSON; what was typed goes into ``notes``. ``changed``
    names fields of the record that the act changed, saved in the same statement as the head.
    """
    salted = _salted(notes)
    entry = _next(record=record, event=event, actor=actor, on=on, payload=_facts(payload, salted))
    entry.save(force_insert=True)
    record.save(update_fields=["head", "length", *changed])
    JournalNote.objects.bulk_create(_notes(entry, record, salted))
    return entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told on one record, and by whom. ``payload`` and ``notes`` as `append` takes them."""

    record: Record
    actor: Actor
    payload: Mapping[str, Any] | None = None
    notes: Mapping[str, str] | None = None


def append_each(
    told: Sequence[Told], *, event: str, on: date, changed: tuple[str, ...] = ()
) -> list[JournalEntry]:
    """`append` for many records of any kinds, each told once, in three statements a thousand. ``event`` is the short
    name. The caller has locked the rows, and fetched their data keys where there are notes."""
    prepared = [(each, _salted(each.notes)) for each in told]
    entries = [
        _next(
            record=each.record, event=f"{each.record.kind}:{event}", actor=each.actor, on=on,
            payload=_facts(each.payload, salted),
        )
        for each, salted in prepared
    ]  # fmt: skip
    JournalEntry.objects.bulk_create(entries, batch_size=BATCH)
    update_many([each.record for each in told], ("head", "length", *changed))
    pairs = zip(entries, prepared, strict=True)
    notes = [note for entry, (each, salted) in pairs for note in _notes(entry, each.record, salted)]
    JournalNote.objects.bulk_create(notes, batch_size=BATCH)
    return entries


def append_to_all(
    records: Sequence[Record],
    *,
    event: str,
    actor: Actor,
    on: date,
    payload: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
    changed: tuple[str, ...] = (),
) -> list[JournalEntry]:
    """`append_each` where all records are told the same by one actor; each gets salts of its own."""
    told = [Told(record=record, actor=actor, payload=payload, notes=notes) for record in records]
    return append_each(told, event=event, on=on, changed=changed)


def begin_all(
    beginnings: Sequence[tuple[Record, Mapping[str, Any]]], *, event: str, actor: Actor, on: date
) -> list[JournalEntry]:
    """Store records that are not stored yet, each with its first entry and a payload of its own, in two
    statements a thousand. ``event`` is the short name; the records have their codes and data keys."""
    entries = [
        _next(record=record, event=f"{record.kind}:{event}", actor=actor, on=on, payload=dict(payload))
        for record, payload in beginnings
    ]
    Record.objects.bulk_create([record for record, _payload in beginnings], batch_size=BATCH)
    return JournalEntry.objects.bulk_create(entries, batch_size=BATCH)


def _salted(notes: Mapping[str, str] | None) -> Salted:
    return {name: (token_bytes(16), value) for name, value in (notes or {}).items() if value}


def _facts(payload: Mapping[str, Any] | None, salted: Salted) -> dict[str, Any]:
    facts = dict(payload or {})
    if salted:
        facts["notes"] = {name: note_digest(salt, value) for name, (salt, value) in salted.items()}
    return facts


def _notes(entry: JournalEntry, record: Record, salted: Salted) -> list[JournalNote]:
    return [
        JournalNote(
            entry=entry,
            unit_id=record.unit_id,
            name=name,
            salt=salt,
            sealed=seal(record.data_key, value.encode(), context=f"note:{name}"),
        )
        for name, (salt, value) in salted.items()
    ]


def _next(*, record: Record, event: str, actor: Actor, on: date, payload: dict[str, Any]) -> JournalEntry:
    at = clock.now()
    seq = record.length + 1
    previous = bytes(record.head)
    digest = entry_hash(
        record=record.code,
        seq=seq,
        event=event,
        at=at,
        on=on,
        actor=actor.account_id,
        system=actor.system_name,
        post_title=actor.post_title,
        payload=payload,
        previous=previous,
    )
    record.head, record.length = digest, seq
    return JournalEntry(
        record=record,
        unit_id=record.unit_id,
        seq=seq,
        event=event,
        at=at,
        on=on,
        actor=actor.account,
        system=actor.system_name,
        post_title=actor.post_title,
        payload=payload,
        previous=previous,
        hash=digest,
    )
