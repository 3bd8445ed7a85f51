"""Acts on outgoing documents that were made outside the product, and voiding of numbers of either origin."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.correspondence.actions.details import OutgoingDetails, Paper, Save, check_outgoing
from congtam.casework.correspondence.actions.keeping import (
    kept,
    looked_into,
    made_before,
    needed_reason,
    scan_facts,
)
from congtam.casework.correspondence.catalogue import UnknownDocumentKind
from congtam.casework.correspondence.lifecycle import OUTGOING, VOID
from congtam.casework.correspondence.models import Outgoing
from congtam.casework.correspondence.numbering import Place, place_of
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.numbering.models import take
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.voiding import void_document
from congtam.mechanisms.lifecycle.acts import open_record, perform

#: what may be corrected; the database refuses to change anything else of an entry
TYPED = ("issued_on", "excerpt", "signer", "recipients", "copies", "place", "note", "folded", "file")


@transaction.atomic
def enter_outgoing(
    *, actor: Actor, unit: Unit, on: date, details: OutgoingDetails, save: Save, paper: Paper | None = None
) -> Outgoing:
    """Give the next number of its series to a document that was made outside the product.

    Tried again with the same key it is the same entry. Raises NotPermitted, ValidationError by field, NotDescribed
    (nobody said how the office numbers), RefusedFile; nothing is written then, and the number is given back.
    """
    actor.require(OUTGOING.opens_with, unit)
    if (done := made_before(Outgoing, unit, save.key)) is not None:
        return done
    check_outgoing(details, scanned=paper is not None)
    place = _place(unit, details)
    scan = looked_into(paper, unit=unit)
    record = open_record(
        OUTGOING, actor=actor, unit=unit, on=on, idempotency_key=save.key,
        payload={"series": place.series, "scope": place.scope, "issued_on": details.issued_on.isoformat()},
    )  # fmt: skip
    entry = Outgoing(record=record, unit=unit, kind=details.kind, protected=details.protected)
    entry.series, entry.series_scope = place.series, place.scope
    entry.file = kept(record, unit, scan)
    entry.number = take(unit_id=unit.pk, series=place.counter, scope=place.scope)
    entry.symbol = place.symbol(entry.number, drafter=details.drafter.strip())
    _fill(entry, details)
    entry.save(force_insert=True)
    return entry


def _place(unit: Unit, details: OutgoingDetails) -> Place:
    try:
        return place_of(unit, details.kind, on=details.issued_on, protected=details.protected)
    except UnknownDocumentKind:
        raise ValidationError({"kind": [_("Loại văn bản này chưa có chữ viết tắt để cấp số.")]}) from None


def _fill(entry: Outgoing, details: OutgoingDetails) -> None:
    entry.issued_on, entry.excerpt = details.issued_on, details.excerpt.strip()
    entry.signer, entry.recipients = details.signer.strip(), details.recipients.strip()
    entry.copies, entry.place, entry.note = details.copies, details.place.strip(), details.note.strip()
    entry.folded = details.folded(entry.symbol)


@transaction.atomic
def correct_outgoing(
    *, entry: Outgoing, actor: Actor, on: date, details: OutgoingDetails, reason: str, save: Save,
    paper: Paper | None = None,
) -> None:  # fmt: skip
    """What was typed is corrected; number, symbol and series stay, so the kind and the scope of the day do too.

    Raises ValidationError by field, NotDescribed, RefusedFile, NotPermitted, StepNotPossible, ChangedMeanwhile.
    """
    check_outgoing(details, scanned=paper is not None)
    place = _place(entry.unit, details)
    if (place.series, place.scope) != (entry.series, entry.series_scope):
        said = _("Loại hoặc ngày mới thuộc dãy số khác: hãy hủy số này rồi vào sổ lại.")
        raise ValidationError({"issued_on": [said]})
    added = kept(entry.record, entry.unit, looked_into(paper, unit=entry.unit))
    perform(
        entry.record, "correct", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload=scan_facts(added), notes={"reason": reason.strip()},
    )  # fmt: skip
    _fill(entry, details)
    entry.file = added or entry.file
    entry.save(update_fields=TYPED)


@transaction.atomic
def void_outgoing(*, entry: Outgoing, actor: Actor, on: date, reason: str, save: Save) -> None:
    """Void the number of a document made outside the product; it stays in the book with the reason."""
    perform(
        entry.record, "void", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"reason": needed_reason(reason)},
    )  # fmt: skip


@transaction.atomic
def void_issued(*, document: IssuedDocument, actor: Actor, on: date, reason: str) -> None:
    """Void the number of a document that the product issued and that has not left the office.

    Needs the right to void numbers and the right to handle that kind of document. Raises NotPermitted,
    ValidationError, NotPlausible (it was sent).
    """
    actor.require(VOID, document.unit_id)
    void_document(document, actor=actor, on=on, reason=needed_reason(reason))
