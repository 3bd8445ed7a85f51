"""Originals that came with a record: written down when they come in, handed back when the record is over.

Thông tư 07/2014/TT-TTCP, Điều 10 (rule letter-original-documents-return): with the refusal, or right after the
decision. It gives no number of days, so nothing here is ever overdue.
"""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.archives.actions.saving import named, refuse_repeated
from congtam.casework.archives.models import Original
from congtam.casework.archives.reading import RETURNED, WHAT
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.files.arriving import arrive, keep
from congtam.foundation.files.inspection import Source
from congtam.foundation.sealing import seal_json
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Erasure, Level, Record

KEEP = "archives.keep"


def check_day(on: date, *, since: date | None = None) -> None:
    """A day that has not come, or that lies before what it follows, is refused on the field ``on``."""
    if on > clock.today():
        raise ValidationError({"on": [_("Ngày này chưa tới.")]})
    if since and on < since:
        raise ValidationError({"on": [_("Ngày này không thể trước ngày của bước trước đó.")]})


def not_erased(record: Record) -> None:
    """Raises ValidationError for a record whose content was erased by law."""
    if Erasure.objects.filter(record=record).exists():
        raise ValidationError(_("Nội dung hồ sơ này đã được xóa theo quyết định."))


@transaction.atomic
def receive_original(
    *,
    record: Record,
    actor: Actor,
    on: date,
    description: str,
    received_from: str,
    sheets: int,
    copies: int = 1,
    save_key: UUID | None = None,
) -> Original:
    """Write down one original that came in. Raises ValidationError by field, NotPermitted."""
    check_day(on, since=record.opened_on)
    row = locked(record)
    policy_for(Record).require(actor, KEEP, row)
    refuse_repeated(row, save_key)
    not_erased(row)
    _check(description, received_from, sheets, copies)
    if row.level == Level.SEALED:
        raise ValidationError(
            _("Hồ sơ đang niêm phong: bản gốc do người giữ niêm phong ghi, chưa ghi ở đây.")
        )
    place = Original.objects.filter(record=row).count() + 1
    original = Original.objects.create(
        record=row, unit_id=row.unit_id, position=place, sheets=sheets, copies=copies, received_on=on,
        sealed=seal_json(
            row.data_key, {"description": description.strip(), "from": received_from.strip()}, context=WHAT
        ),
    )  # fmt: skip
    note_event(
        record, "original_received", actor=actor, on=on, needs=KEEP,
        payload={"original": place, "sheets": sheets, "copies": copies, **named(save_key)},
    )  # fmt: skip
    return original


def _check(description: str, received_from: str, sheets: int, copies: int) -> None:
    errors: dict[str, list[str]] = {}
    if not description.strip():
        errors["description"] = [_("Hãy ghi bản gốc là giấy tờ gì.")]
    if not received_from.strip():
        errors["received_from"] = [_("Hãy ghi nhận từ ai.")]
    if sheets < 1:
        errors["sheets"] = [_("Hãy ghi số tờ.")]
    if copies < 1:
        errors["copies"] = [_("Hãy ghi số bản.")]
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def return_original(
    *,
    original: Original,
    actor: Actor,
    on: date,
    to: str,
    sentence: str = "",
    scan: Source | None = None,
    name: str = "",
    save_key: UUID | None = None,
) -> None:
    """Hand one original back, with a scan of the signed slip or a sentence as proof.

    Raises ValidationError by field, RefusedFile, NotPermitted.
    """
    slip = (
        arrive(scan, name=name, unit=original.record.unit, channel="archives") if scan is not None else None
    )
    row = locked(original.record)
    policy_for(Record).require(actor, KEEP, row)
    refuse_repeated(row, save_key)
    fresh = Original.objects.select_for_update(of=("self",)).get(pk=original.pk)
    check_day(on, since=fresh.received_on)
    _check_return(fresh, to, sentence, has_scan=slip is not None)
    if slip is not None:
        fresh.proof = keep(slip, unit=row.unit, data_key=row.data_key)
    fresh.returned_on = on
    fresh.back_sealed = seal_json(
        row.data_key, {"to": to.strip(), "sentence": sentence.strip()}, context=RETURNED
    )
    fresh.save(update_fields=["returned_on", "back_sealed", "proof"])
    file = {"file": fresh.proof.store_name} if fresh.proof else {}
    note_event(
        original.record, "original_returned", actor=actor, on=on, needs=KEEP,
        payload={"original": fresh.position, **file, **named(save_key)},
    )  # fmt: skip


def _check_return(original: Original, to: str, sentence: str, *, has_scan: bool) -> None:
    if original.returned_on is not None:
        raise ValidationError(_("Bản gốc này đã được trả lại."))
    errors: dict[str, list[str]] = {}
    if not to.strip():
        errors["to"] = [_("Hãy ghi trả lại cho ai.")]
    if not sentence.strip() and not has_scan:
        errors["sentence"] = [_("Hãy tải lên bản quét giấy nhận, hoặc ghi một câu làm chứng.")]
    if errors:
        raise ValidationError(errors)
