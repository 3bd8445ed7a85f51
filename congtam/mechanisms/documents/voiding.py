"""Voiding the number of a document: the number, the text and the file stay, and the reason stands beside them."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.sealing import KeyMissing, SealBroken, seal, unseal
from congtam.mechanisms.documents.issuing import NotPlausible, reference
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Record


def reason_context(uid: UUID) -> str:
    """Binds the sealed reason to its document."""
    return f"documents.issued.void_reason:{uid}"


@transaction.atomic
def void_document(
    document: IssuedDocument, *, actor: Actor, on: date, reason: str, expected_version: int | None = None
) -> None:
    """Void the number of a document that has not left the office, on the day ``on``.

    Asked for twice it is done once. Raises ValidationError (no reason), NotPermitted, NotPlausible (it was sent:
    what a citizen or another office holds is withdrawn by a further document, not in a book), ChangedMeanwhile.
    """
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do hủy.")]})
    record = locked(document.record, expected_version=expected_version)
    needs = kind_of(document.kind).needs_handle
    policy_for(Record).require(actor, needs, record)
    row = IssuedDocument.objects.get(pk=document.pk)
    if row.voided_on is not None:
        return
    _check_kept(row, on)
    sealed = seal(record.data_key, reason.strip().encode(), context=reason_context(row.uid))
    IssuedDocument.objects.filter(pk=row.pk).update(voided_on=on, void_reason=sealed)
    note_event(
        document.record, "document_voided", actor=actor, on=on, needs=needs,
        payload={**reference(row), "voided_on": on.isoformat()}, notes={"reason": reason.strip()},
    )  # fmt: skip
    document.voided_on, document.void_reason = on, sealed


def _check_kept(row: IssuedDocument, on: date) -> None:
    if on < row.issued_on:
        raise NotPlausible(_("Ngày hủy không thể trước ngày văn bản."))
    if row.sent_on or row.delivered_on or row.received_on:
        raise NotPlausible(
            _("Văn bản số %(symbol)s đã gửi đi nên không hủy số được; hãy ban hành văn bản thay thế.")
            % {"symbol": row.symbol}
        )


def void_reason(document: IssuedDocument) -> str:
    """Why the number was voided; empty where it was not. Needs the record's key; says so where it is missing."""
    if document.void_reason is None:
        return ""
    key = document.record.data_key
    try:
        return unseal(key, bytes(document.void_reason), context=reason_context(document.uid)).decode()
    except (KeyMissing, SealBroken):
        return _("Không mở được lý do: khóa niêm phong không khớp.")
