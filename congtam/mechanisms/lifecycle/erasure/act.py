"""Erasing one record.

The order matters: the certificate first, then what it names. The database refuses to let go of a note, a
file or a scan of a record without one (migrations), and takes the files from the disk only after the commit.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.files import vault
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle import journal, reactions
from congtam.mechanisms.lifecycle.acts import locked
from congtam.mechanisms.lifecycle.erasure import ledger
from congtam.mechanisms.lifecycle.erasure.registry import erasers_of, is_erasable
from congtam.mechanisms.lifecycle.models import Erasure, JournalEntry, Level, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

ERASED = "erased"


class CannotErase(Exception):
    """This record must not be erased; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """The decision behind an erasure: its number, its day, and the code of the proposal that it decided."""

    decision: str
    decided_on: date
    proposal: str


def why_not(record: Record) -> str:
    """Why the record is not to be erased, nor to be proposed for it; empty where nothing stands against it."""
    if not is_erasable(record.kind):
        return _("Loại hồ sơ này chưa có cách xóa nội dung.")
    if record.level == Level.SEALED:
        return _("Hồ sơ đang niêm phong: chưa có người giữ khóa nên không đề xuất tiêu hủy.")
    if not lifecycle_of(record.kind).state(record.state).final:
        return _("Hồ sơ chưa kết thúc.")
    return next((str(why) for eraser in erasers_of(record.kind) if (why := eraser.refuses(record))), "")


@transaction.atomic
def erase(record: Record, *, actor: Actor, on: date, order: Order, again: bool = False) -> Erasure:
    """Erase the content of ``record`` and journal it. The caller has found the actor's right and the decision.

    ``again``: the record was erased before, and came back with an older backup. Raises CannotErase.
    """
    row = locked(record)
    if not again and (reason := why_not(row)):
        raise CannotErase(reason)
    if Erasure.objects.filter(record=row).exists():
        raise CannotErase(_("Nội dung hồ sơ này đã được xóa."))
    files = _files(row)
    entry = _certificate(row, actor=actor, on=on, order=order, files=files)
    erasure = Erasure.objects.create(
        record=row, unit_id=row.unit_id, entry=entry, decision=order.decision, decided_on=order.decided_on,
        proposal=order.proposal, erased_on=on,
    )  # fmt: skip
    for eraser in erasers_of(row.kind):
        eraser.erase(row)
    with connection.cursor() as cursor:
        cursor.execute("SELECT lifecycle_erase(%s)", [row.pk])
    transaction.on_commit(lambda: _after(erasure, row.code, files))
    reactions.announce(entry)
    return erasure


def _files(row: Record) -> list[str]:
    """What lies under the record's keys, by name."""
    keys = {row.data_key_id, *(key for eraser in erasers_of(row.kind) for key in eraser.keys(row))}
    return list(StoredFile.objects.filter(data_key_id__in=keys).values_list("store_name", flat=True))


def _certificate(row: Record, *, actor: Actor, on: date, order: Order, files: list[str]) -> JournalEntry:
    """The entry that names what goes: digests of notes, names of files (hashes of ciphertext), counts of the rest."""
    held: dict[str, int] = {}
    for eraser in erasers_of(row.kind):
        held.update(eraser.holds(row))
    row.subject, row.receipt_mac, row.receipt_sealed = "", None, None
    row.version += 1
    return journal.append(
        record=row, event=f"{row.kind}:{ERASED}", actor=actor, on=on,
        payload={
            "decision": order.decision, "decided_on": order.decided_on.isoformat(), "proposal": order.proposal,
            "notes_gone": sorted(_digests(row)), "files_gone": sorted(files), "held": held,
        },
        changed=("subject", "receipt_mac", "receipt_sealed", "version"),
    )  # fmt: skip


def _digests(row: Record) -> list[str]:
    payloads = JournalEntry.objects.filter(record=row, payload__has_key="notes").values_list(
        "payload", flat=True
    )
    return [str(digest) for payload in payloads for digest in _of_notes(payload)]


def _of_notes(payload: dict[str, Any]) -> list[Any]:
    return list(payload["notes"].values())


def _after(erasure: Erasure, code: str, files: list[str]) -> None:
    """After the commit. What a crash leaves here is swept at night (files) or written by a restore (list)."""
    for name in files:
        vault.path_of(name).unlink(missing_ok=True)
    ledger.keep(erasure, code=code)
