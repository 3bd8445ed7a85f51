"""Why numbers of a book were voided: the reasons that were typed, opened for a page of records in one query."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from congtam.foundation.sealing import KeyMissing, SealBroken, unseal
from congtam.mechanisms.lifecycle.models import JournalNote, Record


def reasons_of(records: Iterable[Record]) -> dict[int, str]:
    """The reason by the record's id, for those that are voided (one query, none where nothing is).

    Each record needs its ``data_key``.
    """
    voided = {record.pk: record for record in records if record.state == "voided"}
    if not voided:
        return {}
    events = {f"{record.kind}:void" for record in voided.values()}
    notes = JournalNote.objects.filter(
        entry__record__in=list(voided), entry__event__in=events, name="reason"
    ).select_related("entry")
    return {note.entry.record_id: _opened(voided[note.entry.record_id], note) for note in notes}


def _opened(record: Record, note: JournalNote) -> str:
    try:
        return unseal(record.data_key, bytes(note.sealed), context=f"note:{note.name}").decode()
    except (KeyMissing, SealBroken):
        return _("Không mở được lý do: khóa niêm phong không khớp.")
