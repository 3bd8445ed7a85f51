"""Opening a denunciation out of the letter that it came in.

The letter goes on no further: it is sealed, and with it the sender, the scans, and a journal that tells what was in it.
What else the letter held goes on as a letter of its own, that knows nothing of this: no link, no scan, no entry.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions import Save, SenderDetails, receive_letter, register_letter
from congtam.casework.letters.actions.details import MatterDetails
from congtam.casework.letters.actions.triage import close_again, seal_to_custodians
from congtam.casework.letters.denunciation.actions.common import keep_away_as_before
from congtam.casework.letters.denunciation.content import (
    Content,
    new_working_code,
    sealed_content,
    sealed_matter,
)
from congtam.casework.letters.denunciation.duties import FORWARDER
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION
from congtam.casework.letters.denunciation.models import Denunciation, DenunciationMatter, Source
from congtam.casework.letters.models import Channel, Kind, Letter, Matter, SenderKind
from congtam.casework.letters.sender import sender_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.rls import show_sealed
from congtam.foundation.numbering.models import take
from congtam.foundation.sealing import SealLocked
from congtam.mechanisms.lifecycle import clocks, exclusions
from congtam.mechanisms.lifecycle.acts import open_record, perform
from congtam.mechanisms.lifecycle.models import Continuation, Level, Record

BOOK = "denunciations"
#: the part of the system that takes in what else the letter held; its page says no more than that it came in
INTAKE = "letters.intake"
#: the part of the system that narrows the seal, whatever rights whoever opens the denunciation has
SEALER = "letters.sealer"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The denunciation, and the letter in which the other contents go on (None: there were none)."""

    denunciation: Denunciation
    goes_on: Letter | None = None


@transaction.atomic
def open_denunciation(
    *, letter: Letter, actor: Actor, on: date, source: Source, places: Collection[int], save: Save,
    forwarder: str = "", rest_summary: str = "", again: Denunciation | None = None,
) -> Opened:  # fmt: skip
    """Open the contents of the letter at ``places`` as a denunciation; the terms count from the day of receipt.

    ``forwarder`` is the body that passed the letter on, which is told the result. ``rest_summary`` says in one line
    what the other contents are about, where there are any; ``again`` is the denunciation that this one repeats. Raises
    ValidationError by field, NotPermitted, StepNotPossible, ChangedMeanwhile.
    """
    matters = list(letter.matters.order_by("position"))
    chosen = [matter for matter in matters if matter.position in set(places)]
    rest = [matter for matter in matters if matter not in chosen]
    _check(on, chosen, rest, rest_summary, letter)
    step = "open_denunciation" if letter.record.state == "held" else "separate"
    perform(letter.record, step, actor=actor, on=on, expected_version=save.version, save_key=save.key)
    sender = _sender_of(letter) if rest else None
    _seal(letter, on=on)
    denunciation = _opened(letter, chosen, actor=actor, source=source, forwarder=forwarder, again=again)
    goes_on = _go_on(letter, rest, rest_summary, sender=sender, on=on) if sender else None
    _empty(letter)
    _lead_on(letter, denunciation, on=on)
    exclusions.carry_over(record=letter.record, to=denunciation.record)
    keep_away_as_before(denunciation)
    _take_number(denunciation.record, on=on)
    return Opened(denunciation=denunciation, goes_on=goes_on)


def _check(
    on: date, chosen: Sequence[Matter], rest: Sequence[Matter], rest_summary: str, letter: Letter
) -> None:
    errors: dict[str, list[str]] = {}
    if on > clock.today() or on < letter.received_on:
        errors["on"] = [_("Ngày này phải từ ngày nhận đơn đến hôm nay.")]
    if not chosen:
        errors["places"] = [_("Hãy chọn nội dung tố cáo.")]
    if any(matter.kind == Kind.DENUNCIATION for matter in rest):
        errors["places"] = [_("Mọi nội dung tố cáo của đơn vào cùng một hồ sơ tố cáo.")]
    if rest and not rest_summary.strip():
        errors["rest_summary"] = [_("Hãy tóm tắt phần còn lại của đơn, không nhắc đến tố cáo.")]
    if errors:
        raise ValidationError(errors)


def _sender_of(letter: Letter) -> SenderDetails:
    """Who wrote, for the part that goes on as a letter. Asked before the seal is narrowed to those who keep it."""
    try:
        return SenderDetails(kind=SenderKind(letter.sender_kind), **sender_of(letter))
    except SealLocked:
        raise ValidationError(
            _("Người gửi còn niêm phong: người giữ khóa mở khóa của mình rồi mới tách được đơn.")
        ) from None


def _seal(letter: Letter, *, on: date) -> None:
    close_again(letter)
    seal_to_custodians(letter, actor=system_actor(SEALER, unit_id=letter.unit_id), on=on)
    show_sealed(letter.unit_id)
    letter.record.level = Level.SEALED
    letter.record.save(update_fields=["level"])
    clocks.cancel(record=letter.record)


def _opened(
    letter: Letter, chosen: Sequence[Matter], *, actor: Actor, source: Source, forwarder: str,
    again: Denunciation | None,
) -> Denunciation:  # fmt: skip
    record = open_record(
        DENUNCIATION, actor=actor, unit=letter.unit, on=letter.received_on,
        payload={"source": source, "contents": len(chosen), "forwarded": bool(forwarder.strip())},
    )  # fmt: skip
    record.level = Level.SEALED
    record.save(update_fields=["level"])
    content = Content(subject=letter.record.subject, denounced=letter.concerned, forwarder=forwarder.strip())
    denunciation = Denunciation.objects.create(
        record=record, unit=letter.unit, letter=letter, code=_free_code(letter), source=source,
        received_on=letter.received_on, forwarded=bool(content.forwarder),
        sealed=sealed_content(record, content), again=again,
    )  # fmt: skip
    DenunciationMatter.objects.bulk_create(
        DenunciationMatter(
            denunciation=denunciation, unit_id=letter.unit_id, position=place,
            sealed=sealed_matter(record, matter.summary),
        )
        for place, matter in enumerate(chosen, start=1)
    )  # fmt: skip
    if denunciation.forwarded:
        clocks.start(record=record, duty=FORWARDER, event_on=letter.received_on)
    return denunciation


def _free_code(letter: Letter) -> str:
    code = new_working_code()
    while Denunciation.objects.filter(unit_id=letter.unit_id, code=code).exists():
        code = new_working_code()
    return code


def _go_on(
    letter: Letter, rest: Sequence[Matter], summary: str, *, sender: SenderDetails, on: date
) -> Letter:
    """What else was in the letter, as if it had come alone on the same day. The scan stays with the denunciation."""
    clerk = system_actor(
        INTAKE, unit_id=letter.unit_id,
        permissions=frozenset({"letters.view", "letters.receive", "letters.register"}),
    )  # fmt: skip
    taken = receive_letter(
        actor=clerk, unit=letter.unit, on=letter.received_on, channel=Channel(letter.channel)
    )
    matters = [
        MatterDetails(kind=Kind(each.kind), summary=each.summary, complex=each.complex, remote=each.remote)
        for each in rest
    ]
    return register_letter(
        letter=taken.letter, actor=clerk, on=on, sender=sender, summary=summary, matters=matters,
        written_on=letter.written_on,
    )  # fmt: skip


def _empty(letter: Letter) -> None:
    """What was typed stands with the denunciation now, sealed."""
    letter.record.subject = ""
    letter.record.save(update_fields=["subject"])
    letter.concerned = ""
    letter.save(update_fields=["concerned"])
    letter.matters.update(summary="")


def _lead_on(letter: Letter, denunciation: Denunciation, *, on: date) -> None:
    """The tracking code that the sender has leads to the denunciation from now on."""
    Continuation.objects.create(
        record=letter.record, unit_id=letter.unit_id, on=on, to_unit=letter.unit,
        continued_by=denunciation.record,
    )  # fmt: skip


def _take_number(record: Record, *, on: date) -> None:
    """The next number of the book of denunciations. Taken last."""
    record.book, record.book_year = BOOK, on.year
    record.number = take(unit_id=record.unit_id, series=BOOK, scope=str(on.year))
    record.save(update_fields=["book", "book_year", "number"])
