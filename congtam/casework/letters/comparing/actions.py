"""Deciding whether two letters are one matter."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.comparing.queries import may_compare
from congtam.casework.letters.models import Letter, RecordLink
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.foundation.sealing import seal
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Level, Record

REASON, NEEDS = "letters.link.reason", "letters.register"


@transaction.atomic
def link_letters(*, letter: Letter, other: Record, actor: Actor, on: date, reason: str) -> RecordLink:
    """Declare that an earlier letter is the same matter, with a reason; it stands in both journals, and names nobody.

    Raises NotPermitted, ValidationError.
    """
    record, author = _both(letter, other, actor)
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi vì sao hai đơn là cùng việc.")]})
    sealed = seal(record.data_key, reason.strip().encode(), context=REASON)
    link, made = RecordLink.objects.get_or_create(
        record=record, other=other,
        defaults={"unit_id": record.unit_id, "same": True, "reason": sealed, "made_by": author},
    )  # fmt: skip
    if made:
        notes = {"reason": reason.strip()}
        note_event(
            record, "linked", actor=actor, on=on, needs=NEEDS, payload={"other": other.code}, notes=notes
        )
        note_event(other, "linked", actor=actor, on=on, needs=NEEDS, payload={"other": record.code})
    return link


@transaction.atomic
def say_different(*, letter: Letter, other: Record, actor: Actor) -> RecordLink:
    """Remember that an earlier letter is another matter, so that nobody is asked again. Raises NotPermitted."""
    record, author = _both(letter, other, actor)
    link, _made = RecordLink.objects.get_or_create(
        record=record, other=other,
        defaults={"unit_id": record.unit_id, "same": False, "made_by": author},
    )  # fmt: skip
    return link


def _both(letter: Letter, other: Record, actor: Actor) -> tuple[Record, Account]:
    """The later record, locked, and who decides; both must be open to this actor, of one unit, and neither sealed."""
    record = locked(letter.record)
    known = policy_for(Record).visible(actor).filter(pk=other.pk, kind=record.kind, unit_id=record.unit_id)
    fits = other.pk < record.pk and known.exclude(level=Level.SEALED).exists()
    if actor.account is None or not may_compare(actor, letter) or not fits:
        raise NotPermitted(NEEDS)
    return record, actor.account
