"""What denunciations do when a paper of theirs has left the office: the term to send that very paper is met."""

from datetime import date

from congtam.casework.letters.denunciation import documents
from congtam.casework.letters.denunciation.duties import NOTICE, SEND_CONCLUSION, SEND_SUSPENSION
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION
from congtam.casework.letters.denunciation.models import Protection
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks, exclusions
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.mechanisms.lifecycle.reactions import on_event

#: the papers that all have to leave before the duty is done
SENDING = (
    (NOTICE, (documents.ACCEPTED_DENOUNCER.name, documents.ACCEPTED_DENOUNCED.name)),
    (SEND_CONCLUSION, (documents.CONCLUSION.name, documents.CONCLUSION_NOTICE.name)),
    (SEND_SUSPENSION, (documents.SUSPENSION.name,)),
    (SEND_SUSPENSION, (documents.STOP.name,)),
)


@on_event(f"{DENUNCIATION.kind}:document_sent")
def paper_sent(entry: JournalEntry) -> None:
    """Both sides are told before the term is met; the day is that of the paper that left last."""
    kind = entry.payload.get("kind", "")
    for duty, together in SENDING:
        if kind in together and (last := _all_sent(entry, together)) is not None:
            clocks.proved(record=entry.record, duty=duty, on=last, event_on=_first_day(entry, together))


def _all_sent(entry: JournalEntry, together: tuple[str, ...]) -> date | None:
    newest: dict[str, date | None] = {}
    rows = IssuedDocument.objects.filter(record=entry.record, kind__in=together, voided_on__isnull=True)
    for kind, sent_on in rows.order_by("pk").values_list("kind", "sent_on"):
        newest[kind] = sent_on
    days = [newest.get(name) for name in together]
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(together) else None


def _first_day(entry: JournalEntry, together: tuple[str, ...]) -> date | None:
    """Each decision to suspend has its own term; of the others there is one."""
    if len(together) > 1:
        return None
    return date.fromisoformat(entry.payload["issued_on"])


@exclusions.on_change
def kept_away_from_protection(record: Record, accounts: frozenset[int]) -> None:
    """Whoever is kept away from a denunciation learns of no request for protection either."""
    if record.kind != DENUNCIATION.kind:
        return
    away = exclusions.excluded_accounts(record)
    for each in Protection.objects.filter(denunciation_id=record.pk).select_related("record"):
        if away - exclusions.excluded_accounts(each.record):
            exclusions.carry_over(record=record, to=each.record)
