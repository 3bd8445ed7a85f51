"""The way of the paper: signed and scanned back, sent, delivered, received, each day with its proof.

Later terms hang on these days (a second complaint counts from the receipt of the decision), so a day without
proof is not taken, and one that was recorded is corrected only with a reason, which stays in the journal.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar.words import say_day
from congtam.foundation.files.arriving import arrive, keep
from congtam.foundation.files.inspection import Source
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing import seal
from congtam.mechanisms.documents.issuing import NotPlausible, reference
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Record

#: The days of a document in the order in which they must lie.
_ORDER = ("issued_on", "signed_on", "sent_on", "delivered_on", "received_on")
_DAYS = {
    "issued_on": gettext_lazy("ngày văn bản"),
    "signed_on": gettext_lazy("ngày ký"),
    "sent_on": gettext_lazy("ngày gửi"),
    "delivered_on": gettext_lazy("ngày phát"),
    "received_on": gettext_lazy("ngày nhận"),
}


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What shows that it was so: a stored scan (postal receipt, signed slip), a sentence, or both."""

    file: StoredFile | None = None
    note: str = ""


def keep_scan(record: Record, *, content: Source, name: str) -> StoredFile:
    """Look into an uploaded scan and store it under the record's key, for the acts below.

    A PDF that was signed digitally is kept as it was signed. Raises RefusedFile.
    """
    arrived = arrive(content, name=name, unit=record.unit, channel="documents", keep_signed=True)
    return keep(arrived, unit=record.unit, data_key=record.data_key)


def note_context(uid: UUID, day: str) -> str:
    """Binds a sealed proof note to its document and its day."""
    return f"documents.issued.{day}:{uid}"


def attach_signed(
    document: IssuedDocument,
    *,
    actor: Actor,
    on: date,
    signed_on: date,
    scan: StoredFile,
    correcting: str = "",
) -> None:
    """Keep the scan of the signed paper. Raises NotPermitted, NotPlausible."""
    _record(
        document, "document_signed", "signed_on", signed_on, actor=actor, on=on,
        proof=Proof(file=scan), fields={"signed": scan}, correcting=correcting,
    )  # fmt: skip


def record_sent(
    document: IssuedDocument, *, actor: Actor, on: date, sent_on: date, how: SentBy | str, proof: Proof,
    correcting: str = "",
) -> None:  # fmt: skip
    """The document left the office on ``sent_on``. Raises NotPermitted, NotPlausible, ValueError (how)."""
    _record(
        document, "document_sent", "sent_on", sent_on, actor=actor, on=on, proof=proof,
        fields={"sent_by_how": SentBy(how).value}, correcting=correcting,
    )  # fmt: skip


def record_delivered(
    document: IssuedDocument,
    *,
    actor: Actor,
    on: date,
    delivered_on: date,
    proof: Proof,
    correcting: str = "",
) -> None:
    """Post or messenger brought it to the address. Raises NotPermitted, NotPlausible."""
    _record(
        document, "document_delivered", "delivered_on", delivered_on, actor=actor, on=on, proof=proof,
        fields={}, correcting=correcting,
    )  # fmt: skip


def record_received(
    document: IssuedDocument, *, actor: Actor, on: date, received_on: date, proof: Proof, correcting: str = ""
) -> None:
    """The addressee has it: the day from which further terms count. Raises NotPermitted, NotPlausible."""
    _record(
        document, "document_received", "received_on", received_on, actor=actor, on=on, proof=proof,
        fields={}, correcting=correcting,
    )  # fmt: skip


@transaction.atomic
def _record(
    document: IssuedDocument, event: str, day: str, value: date, *, actor: Actor, on: date, proof: Proof,
    fields: dict[str, Any], correcting: str,
) -> None:  # fmt: skip
    record = locked(document.record)
    needs = kind_of(document.kind).needs_handle
    policy_for(Record).require(actor, needs, record)
    row = IssuedDocument.objects.get(pk=document.pk)
    _check_in_force(row)
    _check_day(row, day, value, on=on)
    _check_proof(record, proof)
    _check_again(row, day, value, correcting)
    changes = {day: value, **fields, **_proof_fields(record, row, day, proof)}
    IssuedDocument.objects.filter(pk=row.pk).update(**changes)
    note_event(
        document.record, event, actor=actor, on=on, needs=needs,
        payload=_payload(row, day, value, changes, proof),
        notes={"proof": proof.note.strip(), "correcting": correcting.strip()},
    )  # fmt: skip
    for name, changed in changes.items():
        setattr(document, name, changed)


def _check_in_force(row: IssuedDocument) -> None:
    if row.voided_on is not None:
        raise NotPlausible(_("Số %(symbol)s đã hủy: không ghi thêm được gì.") % {"symbol": row.symbol})


def _check_day(row: IssuedDocument, day: str, value: date, *, on: date) -> None:
    """Days lie in their order; the day itself is not after the day on which it is recorded."""
    label = str(_DAYS[day])
    if value > on:
        raise NotPlausible(_("Chưa ghi được %(day)s vì đó là một ngày chưa tới.") % {"day": label})
    place = _ORDER.index(day)
    for other in _ORDER[:place]:
        if (known := getattr(row, other)) is not None and value < known:
            raise _out_of_order(_("%(day)s không thể trước %(other)s (%(date)s)."), day, other, known)
    for other in _ORDER[place + 1 :]:
        if (known := getattr(row, other)) is not None and value > known:
            raise _out_of_order(_("%(day)s không thể sau %(other)s (%(date)s)."), day, other, known)


def _out_of_order(message: str, day: str, other: str, known: date) -> NotPlausible:
    said = message % {"day": _DAYS[day], "other": _DAYS[other], "date": say_day(known)}
    return NotPlausible(said[0].upper() + said[1:])


def _check_proof(record: Record, proof: Proof) -> None:
    if proof.file is None and not proof.note.strip():
        raise NotPlausible(_("Cần bằng chứng: bản quét (biên lai, giấy ký nhận) hoặc ghi rõ căn cứ."))
    if proof.file is not None and proof.file.data_key_id != record.data_key_id:
        raise NotPlausible(_("Bản quét này thuộc hồ sơ khác."))


def _check_again(row: IssuedDocument, day: str, value: date, correcting: str) -> None:
    if (known := getattr(row, day)) is not None and not correcting.strip():
        raise NotPlausible(
            _("Đã ghi %(day)s là %(date)s. Muốn sửa, hãy ghi lý do.")
            % {"day": _DAYS[day], "date": say_day(known)}
        )


def _proof_fields(record: Record, row: IssuedDocument, day: str, proof: Proof) -> dict[str, Any]:
    """The scan of the signed paper is its own proof and has a column of its own."""
    if day == "signed_on":
        return {}
    step = day.removesuffix("_on")
    note = proof.note.strip()
    sealed = seal(record.data_key, note.encode(), context=note_context(row.uid, day)) if note else None
    return {f"{step}_proof": proof.file, f"{step}_note": sealed}


def _payload(
    row: IssuedDocument, day: str, value: date, changes: dict[str, Any], proof: Proof
) -> dict[str, Any]:
    before = getattr(row, day)
    return {
        **reference(row),
        day: value.isoformat(),
        **({"before": before.isoformat()} if before else {}),
        **({"how": changes["sent_by_how"]} if "sent_by_how" in changes else {}),
        **({"file": proof.file.store_name} if proof.file else {}),
    }
