"""Walking every chain and every file: what ``congtam verify`` reports.

Runs as the owner of the tables, whom row-level security does not limit. It needs no key: files are checked
by the hash of their ciphertext, notes by opening them only where the key is at hand. What was erased by law is
missing rightly where a certificate in the same chain names it (`erasure`).

What it cannot see: a whole record dropped together with its entries (docs/security.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from time import perf_counter
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform

from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import check
from congtam.foundation.sealing import KeyMissing, SealBroken, unseal
from congtam.mechanisms.lifecycle.journal import entry_hash, note_digest
from congtam.mechanisms.lifecycle.models import JournalEntry, JournalNote, Record

BATCH = 2000
#: without the key a note cannot be compared; the chain itself was
UNREAD = "unread"


@dataclass(frozen=True, kw_only=True)
class Bad:
    """The first thing that does not fit."""

    record: str | None
    entry: int | None
    kind: str
    expected: str | None
    found: str | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was walked and the first thing that does not fit, if any. ``seconds`` is wall time."""

    ok: bool
    entries: int
    records: int
    files: int
    first_bad: Bad | None
    seconds: float


def verify() -> Report:
    """Walk all chains, then all notes, then all files and those that the journal names."""
    begun = perf_counter()
    walk = _Walk()
    bad = walk.chains() or walk.notes() or walk.stored_files() or walk.journaled_files()
    return Report(
        ok=bad is None,
        entries=walk.entries,
        records=walk.records,
        files=walk.files,
        first_bad=bad,
        seconds=round(perf_counter() - begun, 3),
    )


class _Walk:
    def __init__(self) -> None:
        self.entries = self.records = self.files = 0
        self.certified = _certified()

    def chains(self) -> Bad | None:
        entries = _by_record(JournalEntry.objects.order_by("record_id", "seq").iterator(chunk_size=BATCH))
        pending = next(entries, None)
        for record in Record.objects.order_by("pk").iterator(chunk_size=BATCH):
            self.records += 1
            own: list[JournalEntry] = []
            if pending is not None and pending[0] < record.pk:
                return _without_record(pending[1])
            if pending is not None and pending[0] == record.pk:
                own, pending = pending[1], next(entries, None)
            self.entries += len(own)
            if (bad := _chain(record, own)) is not None:
                return bad
        return _without_record(pending[1]) if pending is not None else None

    def notes(self) -> Bad | None:
        entries = (
            JournalEntry.objects.filter(payload__has_key="notes")
            .select_related("record__data_key")
            .prefetch_related("notes")
            .order_by("pk")
        )
        for entry in entries.iterator(chunk_size=BATCH):
            if (bad := _notes(entry, self.certified.get(entry.record_id, _NOTHING))) is not None:
                return bad
        return None

    def stored_files(self) -> Bad | None:
        for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=BATCH):
            self.files += 1
            if not check(stored):
                return Bad(
                    record=Record.objects.filter(data_key=stored.data_key_id).values_list("code", flat=True).first(),
                    entry=None, kind="file", expected=stored.store_name, found=None,
                )  # fmt: skip
        return None

    def journaled_files(self) -> Bad | None:
        """Whether each file that the journal names is still known: a row that is gone takes its file along."""
        entries = (
            JournalEntry.objects.filter(payload__has_key="file")
            .annotate(name=KeyTextTransform("file", "payload"))
            .filter(~Exists(StoredFile.objects.filter(store_name=OuterRef("name"))))
        )
        for entry in entries.select_related("record").order_by("pk").iterator(chunk_size=BATCH):
            if entry.payload["file"] not in self.certified.get(entry.record_id, _NOTHING):
                return _bad(entry.record, entry.seq, "file", entry.payload["file"], None)
        return None


#: for a record of which nothing was erased
_NOTHING: frozenset[str] = frozenset()


def _certified() -> dict[int, frozenset[str]]:
    """By record: digests of notes and names of files that a certificate says are gone. The chains are walked before,
    so a certificate that somebody wrote without the journal's hash is found there."""
    certificates = JournalEntry.objects.filter(
        payload__has_keys=["notes_gone", "files_gone"], event__endswith=":erased"
    )
    found: dict[int, set[str]] = {}
    for entry in certificates:
        found.setdefault(entry.record_id, set()).update(
            (*entry.payload["notes_gone"], *entry.payload["files_gone"])
        )
    _add_written_anew(found)
    return {record_id: frozenset(names) for record_id, names in found.items()}


def _add_written_anew(found: dict[int, set[str]]) -> None:
    """Add names of files that were sealed again under another name, as far as the file of the newest name is known or
    went by a certificate."""
    entries = JournalEntry.objects.filter(payload__has_key="files_moved", event__endswith=":resealed")
    moves: list[tuple[int, dict[str, str]]] = [
        (entry.record_id, entry.payload["files_moved"]) for entry in entries.order_by("-pk")
    ]
    names = [new for _record, moved in moves for new in moved.values()]
    known = set(StoredFile.objects.filter(store_name__in=names).values_list("store_name", flat=True))
    for record_id, moved in moves:
        later = found.setdefault(record_id, set())
        later.update(old for old, new in moved.items() if new in known or new in later)


def _by_record(entries: Iterable[JournalEntry]) -> Iterator[tuple[int, list[JournalEntry]]]:
    for record_id, group in groupby(entries, key=lambda entry: entry.record_id):
        yield record_id, list(group)


def _without_record(entries: list[JournalEntry]) -> Bad:
    """Entries whose record is gone: the journal outlives what a hand removed beside it."""
    return Bad(
        record=None, entry=entries[0].seq, kind="record", expected=str(entries[0].record_id), found=None
    )


def _chain(record: Record, entries: list[JournalEntry]) -> Bad | None:
    previous = b""
    for place, entry in enumerate(entries, start=1):
        if entry.seq != place:
            return _bad(record, place, "missing", place, entry.seq)
        if bytes(entry.previous) != previous:
            return _bad(record, place, "chain", previous.hex(), bytes(entry.previous).hex())
        digest = _digest(record, entry)
        if digest != bytes(entry.hash):
            return _bad(record, place, "entry", bytes(entry.hash).hex(), digest.hex())
        previous = digest
    if record.length != len(entries):
        return _bad(record, len(entries) + 1, "length", record.length, len(entries))
    if bytes(record.head) != previous:
        return _bad(record, len(entries), "head", bytes(record.head).hex(), previous.hex())
    return None


def _digest(record: Record, entry: JournalEntry) -> bytes:
    return entry_hash(
        record=record.code,
        seq=entry.seq,
        event=entry.event,
        at=entry.at,
        on=entry.on,
        actor=entry.actor_id,
        system=entry.system,
        post_title=entry.post_title,
        payload=entry.payload,
        previous=bytes(entry.previous),
    )


def _notes(entry: JournalEntry, certified: frozenset[str]) -> Bad | None:
    found = {note.name: _digest_of(note, entry.record) for note in entry.notes.all()}
    for name, expected in entry.payload["notes"].items():
        if name not in found and expected in certified:
            continue
        digest = found.pop(name, None)
        if digest is not UNREAD and digest != expected:
            return _bad(entry.record, entry.seq, "note", expected, digest)
    if found:
        return _bad(entry.record, entry.seq, "note", None, next(iter(found)))
    return None


def _digest_of(note: JournalNote, record: Record) -> str | None:
    """The digest of what a note holds; None where it was altered, UNREAD where the key is not at hand."""
    try:
        value = unseal(record.data_key, bytes(note.sealed), context=f"note:{note.name}").decode()
    except KeyMissing:
        return UNREAD
    except SealBroken:
        return None
    return note_digest(bytes(note.salt), value)


def _bad(record: Record, entry: int, kind: str, expected: Any, found: Any) -> Bad:
    text = [None if value is None else str(value) for value in (expected, found)]
    return Bad(record=record.code, entry=entry, kind=kind, expected=text[0], found=text[1])
