"""Handing a letter over: the body ends, or the law moves the competence, and another one goes on.

The officer's act stands in their own unit alone. What the other unit gets is written by a job
(`actions.taking_over`), which alone may see both.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions.settling import Save, check_day
from congtam.casework.letters.models import Letter
from congtam.casework.letters.sealing import keys_of
from congtam.foundation import jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.custody.shares import let_the_reader_in
from congtam.mechanisms.lifecycle import handover
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.models import Continuation

TAKE_OVER = "letters.take_over"


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """Who goes on with a letter: a unit of this installation, or ``body``, the name of one that is not in it."""

    unit: Unit | None = None
    body: str = ""

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else self.body.strip()


@transaction.atomic
def hand_over_letter(
    *, letter: Letter, actor: Actor, on: date, receiver: Receiver, symbol: str, reason: str, save: Save
) -> Continuation:
    """Hand the letter over on ``on`` by the minutes or decision numbered ``symbol``.

    To a unit of this installation a job opens the letter there; until it has, the terms run on here, so that at no
    moment nobody has to keep them. To any other body the terms end here. Raises ValidationError by field, what
    ``perform`` raises, and SealLocked where the letter is sealed to people and nobody at work now can open it.
    """
    check_day(letter, on)
    _check(letter, receiver, symbol=symbol, reason=reason)
    named = {"receiver": receiver.unit.name} if receiver.unit else {}
    notes = {"symbol": symbol.strip(), "reason": reason.strip()}
    perform(
        letter.record, "hand_over", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload=named, notes=notes if receiver.unit else {"body": receiver.name, **notes},
    )  # fmt: skip
    link = Continuation.objects.create(
        record=letter.record, unit_id=letter.unit_id, on=on, symbol=symbol.strip(), to_unit=receiver.unit,
        body="" if receiver.unit else receiver.name,
    )  # fmt: skip
    if receiver.unit is None:
        handover.end_here(record=letter.record, on=on, symbol=link.symbol)
    else:
        for key in keys_of(letter):
            let_the_reader_in(data_key=key)
        jobs.defer(TAKE_OVER, unit_id=receiver.unit.pk, from_unit_id=letter.unit_id, record_id=letter.pk)
    return link


def _check(letter: Letter, receiver: Receiver, *, symbol: str, reason: str) -> None:
    errors: dict[str, list[str]] = {}
    if not receiver.name:
        errors["body"] = [_("Hãy ghi tên cơ quan nhận bàn giao.")]
    if receiver.unit and receiver.unit.pk == letter.unit_id:
        errors["receiver"] = [_("Đơn đang ở đơn vị này: hãy chọn cơ quan khác.")]
    if not symbol.strip():
        errors["symbol"] = [_("Hãy ghi số biên bản hoặc quyết định bàn giao.")]
    if not reason.strip():
        errors["reason"] = [_("Hãy ghi lý do bàn giao.")]
    if errors:
        raise ValidationError(errors)
