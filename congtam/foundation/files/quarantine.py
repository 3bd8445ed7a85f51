"""Files that the scanner found harmful: refused to whoever sent them, kept apart and encrypted, shown, destroyed.

The act that brought such a file is undone with its transaction, so nothing of it can be in the database yet: file and
facts are put into a folder at once, and the facts become rows when somebody looks. Neither the file's name nor its
sender is among them. Nothing here gives the bytes out again.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.files.inspection import digest
from congtam.foundation.files.models import Quarantined
from congtam.foundation.files.stream import encrypted
from congtam.foundation.sealing import wrap_new_key
from congtam.foundation.sealing.envelope import subkey

PERMISSION = "files.quarantine"
_USE = b"congtam.quarant"
_FACTS = ".facts"
_PREFIX = 12


@dataclass(frozen=True)
class _Key:
    wrapped: bytes
    key_id: str


def folder() -> Path:
    """Where the files lie; no part of a backup."""
    return Path(settings.CONGTAM_HOME) / "quarantine"


def hold(stream: BinaryIO, *, unit_id: int, channel: str, signature: str, size: int) -> None:
    """Keep the bytes apart, whatever becomes of the transaction. Raises KeyMissing, OSError."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    place, key = secrets.token_hex(16), _Key(*wrap_new_key())
    facts = {
        "unit": unit_id, "channel": channel, "signature": signature, "size": size,
        "hash_prefix": digest(stream)[:_PREFIX], "found_at": clock.now().isoformat(),
        "wrapped": key.wrapped.hex(), "key_id": key.key_id,
    }  # fmt: skip
    _write(folder() / place, encrypted(stream, key=subkey(key, use=_USE)))
    _write(folder() / f"{place}{_FACTS}", [json.dumps(facts).encode()])
    stream.seek(0)


def take_up(actor: Actor) -> None:
    """Write the facts of what was put aside for the actor's units into the database; where they were, they go."""
    found = dict(_put_aside(actor.unit_ids))
    Quarantined.objects.bulk_create(
        (_row(place, facts) for place, facts in found.items()), ignore_conflicts=True
    )
    transaction.on_commit(lambda: _remove(f"{place}{_FACTS}" for place in found))


def waiting(actor: Actor) -> int:
    """How many files the actor's units have in quarantine."""
    kept = policy_for(Quarantined).visible(actor).filter(destroyed_at=None)
    known = set(kept.values_list("place", flat=True))
    return len(known | {place for place, _facts in _put_aside(_allowed(actor))})


@transaction.atomic
def destroy(*, row: Quarantined, actor: Actor, reason: str) -> Quarantined:
    """Destroy the bytes and their key for ever; that they were there stays written down, with who and why.

    A file that is destroyed already stays as it is. Raises NotPermitted, ValueError for a reason that is none.
    """
    fresh = Quarantined.objects.select_for_update(of=("self",)).get(pk=row.pk)
    policy_for(Quarantined).require(actor, PERMISSION, fresh)
    if fresh.destroyed_at is not None:
        return fresh
    fresh.reason = Quarantined.Reason(reason).value
    fresh.destroyed_at, fresh.destroyed_by, fresh.wrapped = clock.now(), actor.account, None
    fresh.save(update_fields=["reason", "destroyed_at", "destroyed_by", "wrapped"])
    transaction.on_commit(lambda: _remove([fresh.place]))
    return fresh


def _allowed(actor: Actor) -> list[int]:
    return [unit for unit in actor.unit_ids if actor.may(PERMISSION, unit)]


def _put_aside(unit_ids: Iterable[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    units = set(unit_ids)
    for path in sorted(folder().glob(f"*{_FACTS}")):
        try:
            facts = json.loads(path.read_bytes())
        except (FileNotFoundError, ValueError):
            continue
        if facts["unit"] in units:
            yield path.name.removesuffix(_FACTS), facts


def _row(place: str, facts: dict[str, Any]) -> Quarantined:
    return Quarantined(
        unit_id=facts["unit"], place=place, wrapped=bytes.fromhex(facts["wrapped"]), key_id=facts["key_id"],
        found_at=datetime.fromisoformat(facts["found_at"]), signature=facts["signature"], size=facts["size"],
        channel=facts["channel"], hash_prefix=facts["hash_prefix"],
    )  # fmt: skip


def _remove(names: Iterable[str]) -> None:
    for name in names:
        (folder() / name).unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Whole or not at all, on the disk before this returns."""
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
