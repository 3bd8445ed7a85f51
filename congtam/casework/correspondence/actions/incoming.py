"""Acts on incoming documents: enter, hand over, correct, finish, void."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.correspondence.actions.details import IncomingDetails, Paper, Save, check_incoming
from congtam.casework.correspondence.actions.keeping import (
    kept,
    looked_into,
    made_before,
    needed_reason,
    scan_facts,
)
from congtam.casework.correspondence.lifecycle import INCOMING
from congtam.casework.correspondence.models import Book, Incoming
from congtam.casework.correspondence.series import incoming_counter
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.numbering.models import take
from congtam.mechanisms.lifecycle.acts import open_record, perform

#: what may be corrected; the database refuses to change anything else of an entry
TYPED = (
    "arrived_on", "dated", "kind", "issuer", "symbol", "excerpt", "copies", "place", "note", "folded",
    "file",
)  # fmt: skip


@transaction.atomic
def enter_incoming(
    *, actor: Actor, unit: Unit, on: date, book: Book, details: IncomingDetails, save: Save,
    paper: Paper | None = None,
) -> Incoming:  # fmt: skip
    """Enter one document in the book of the year in which it arrived; the number is taken last.

    Tried again with the same key it is the same entry. Raises NotPermitted, ValidationError by field, RefusedFile;
    nothing is written then, and the number is given back.
    """
    actor.require(INCOMING.opens_with, unit)
    if (done := made_before(Incoming, unit, save.key)) is not None:
        return done
    check_incoming(details, book=book, scanned=paper is not None)
    scan = looked_into(paper, unit=unit)
    record = open_record(
        INCOMING, actor=actor, unit=unit, on=on, idempotency_key=save.key,
        payload={"book": book.value, "arrived_on": details.arrived_on.isoformat(), "kind": details.kind},
    )  # fmt: skip
    entry = Incoming(
        record=record, unit=unit, book=book, year=details.arrived_on.year, protected=details.protected
    )
    _fill(entry, details)
    entry.handed_to = details.handed_to.strip()
    entry.file = kept(record, unit, scan)
    entry.number = take(unit_id=unit.pk, series=incoming_counter(book), scope=str(entry.year))
    entry.save(force_insert=True)
    return entry


def _fill(entry: Incoming, details: IncomingDetails) -> None:
    entry.arrived_on, entry.dated, entry.kind = details.arrived_on, details.dated, details.kind
    entry.issuer, entry.symbol = details.issuer.strip(), details.symbol.strip()
    entry.excerpt = details.excerpt.strip()
    entry.copies, entry.place, entry.note = details.copies, details.place.strip(), details.note.strip()
    entry.folded = details.folded()


@transaction.atomic
def correct_incoming(
    *, entry: Incoming, actor: Actor, on: date, details: IncomingDetails, reason: str, save: Save,
    paper: Paper | None = None,
) -> None:  # fmt: skip
    """What was typed is corrected; number, book, year and who has the paper stay. ``paper``, if given, becomes
    the scan.

    Raises ValidationError by field (also for an arrival in another year: that document is voided and entered
    again), RefusedFile, NotPermitted, StepNotPossible, ChangedMeanwhile.
    """
    check_incoming(details, book=Book(entry.book), scanned=paper is not None)
    if details.arrived_on.year != entry.year:
        said = _("Ngày đến thuộc sổ năm khác: hãy hủy số này rồi vào sổ lại.")
        raise ValidationError({"arrived_on": [said]})
    added = kept(entry.record, entry.unit, looked_into(paper, unit=entry.unit))
    perform(
        entry.record, "correct", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload=scan_facts(added), notes={"reason": reason.strip()},
    )  # fmt: skip
    _fill(entry, details)
    entry.file = added or entry.file
    entry.save(update_fields=TYPED)


@transaction.atomic
def hand_incoming(*, entry: Incoming, actor: Actor, on: date, handed_to: str, save: Save) -> None:
    """The paper goes to whoever deals with it, on the day ``on``; it may go on to another later.

    Raises ValidationError, NotPermitted, StepNotPossible, ChangedMeanwhile.
    """
    if not handed_to.strip():
        raise ValidationError({"handed_to": [_("Hãy ghi người hoặc bộ phận nhận văn bản.")]})
    if on < entry.arrived_on:
        raise ValidationError({"on": [_("Ngày chuyển không thể trước ngày đến.")]})
    step = "hand_on" if entry.record.state == "handed" else "hand"
    perform(
        entry.record, step, actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"handed_to": handed_to.strip()},
    )  # fmt: skip
    entry.handed_to, entry.handed_on = handed_to.strip(), on
    entry.save(update_fields=["handed_to", "handed_on"])


@transaction.atomic
def finish_incoming(*, entry: Incoming, actor: Actor, on: date, note: str, save: Save) -> None:
    """The document has been dealt with. Raises NotPermitted, StepNotPossible, ChangedMeanwhile."""
    perform(
        entry.record, "finish", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"note": note.strip()},
    )  # fmt: skip


@transaction.atomic
def void_incoming(*, entry: Incoming, actor: Actor, on: date, reason: str, save: Save) -> None:
    """Void the number; it stays in the book with the reason. Raises ValidationError, NotPermitted, StepNotPossible,
    ChangedMeanwhile."""
    perform(
        entry.record, "void", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"reason": needed_reason(reason)},
    )  # fmt: skip
