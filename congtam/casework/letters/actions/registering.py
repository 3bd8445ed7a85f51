"""Registering a letter: who, about whom, what; the number of the book."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions.details import MatterDetails, SenderDetails, check_dates
from congtam.casework.letters.comparing import marks
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Channel, Kind, Letter, Matter
from congtam.casework.letters.sender import seal_sender
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.numbering.models import take
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.models import Deadline

BOOK = "letters"
ACCEPT = "complaint.accept"


@transaction.atomic
def register_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    sender: SenderDetails,
    summary: str,
    matters: Sequence[MatterDetails],
    concerned: str = "",
    written_on: date | None = None,
    received_on: date | None = None,
    channel: Channel | None = None,
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> Letter:
    """Enter the letter in the book of its unit and year, with at least one matter.

    Each complaint's clock of acceptance starts on the day the letter was received (Luật Khiếu nại, Điều 27).
    The sender stays sealed. The number is taken last. Raises ValidationError by field, NotPermitted,
    StepNotPossible, ChangedMeanwhile.
    """
    letter.received_on = received_on or letter.received_on
    check_dates(received_on=letter.received_on, written_on=written_on, today=clock.today())
    _check_matters(summary, matters)
    record = letter.record
    perform(
        record, "register", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        subject=summary.strip(),
        payload={"matters": [matter.facts() for matter in matters], "received_on": letter.received_on.isoformat()},
    )  # fmt: skip
    letter.channel = channel or letter.channel
    letter.written_on = written_on
    letter.concerned = concerned.strip()
    letter.sender_kind = sender.kind
    letter.sealed = seal_sender(letter, sender.identifying())
    letter.save(update_fields=["received_on", "channel", "written_on", "concerned", "sender_kind", "sealed"])
    _count_from_receipt(letter)
    write_matters(letter, matters)
    marks.keep(letter, sender.identifying(), {matter.kind for matter in matters})
    take_number(letter, on=on)
    return letter


def _count_from_receipt(letter: Letter) -> None:
    """Where the day of receipt was corrected, what began with the letter counts from the right day, and its
    sender is told that day."""
    record = letter.record
    if record.opened_on == letter.received_on:
        return
    record.opened_on = letter.received_on
    record.save(update_fields=["opened_on"])
    clocks.cancel(record=record, duties=LETTER.starts)
    for duty in LETTER.starts:
        clocks.start(record=record, duty=duty, event_on=letter.received_on)


def write_matters(letter: Letter, matters: Sequence[MatterDetails]) -> None:
    """Write the matters of a letter that is not accepted yet, and let the clocks of its complaints run."""
    for position, matter in enumerate(matters, start=1):
        Matter.objects.update_or_create(
            letter=letter,
            position=position,
            defaults={
                "unit_id": letter.unit_id, "kind": matter.kind, "summary": matter.summary.strip(),
                "complex": matter.complex, "remote": matter.remote,
            },
        )  # fmt: skip
    Matter.objects.filter(letter=letter, position__gt=len(matters)).delete()
    complaints = {place for place, matter in enumerate(matters, start=1) if matter.kind == Kind.COMPLAINT}
    _run_acceptance_clocks(letter, complaints)


def _run_acceptance_clocks(letter: Letter, complaints: set[int]) -> None:
    """One clock of acceptance for each complaint, from the day of receipt; one that runs already goes on."""
    record = letter.record
    running = Deadline.objects.filter(record=record, duty=ACCEPT, state=Deadline.State.OPEN)
    right = {row.item for row in running if row.event_on == letter.received_on} & complaints
    clocks.cancel(record=record, duties=(ACCEPT,), items={row.item for row in running} - right)
    for position in sorted(complaints - right):
        clocks.start(record=record, duty=ACCEPT, event_on=letter.received_on, item=position)


def take_number(letter: Letter, *, on: date) -> None:
    """The next number of the book of the unit and year, unless the letter has one. Taken last."""
    record = letter.record
    if record.number is not None:
        return
    record.book, record.book_year = BOOK, on.year
    record.number = take(unit_id=letter.unit_id, series=BOOK, scope=str(on.year))
    record.save(update_fields=["book", "book_year", "number"])


def _check_matters(summary: str, matters: Sequence[MatterDetails]) -> None:
    if not summary.strip():
        raise ValidationError({"summary": [_("Hãy ghi tóm tắt nội dung đơn trong một, hai dòng.")]})
    if not matters or any(not matter.summary.strip() for matter in matters):
        raise ValidationError({"matters": [_("Mỗi nội dung cần một dòng tóm tắt.")]})


@transaction.atomic
def void_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    reason: str,
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> None:
    """Void a letter entered by mistake; its number and the reason stay in the book."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do hủy.")]})
    perform(
        letter.record, "void", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        notes={"reason": reason.strip()},
    )  # fmt: skip
