"""Triage: whose, admissible, which kind, who handles it. Opening the seal is part of the decision."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.actions.details import MatterDetails
from congtam.casework.letters.actions.registering import write_matters
from congtam.casework.letters.models import Competence, Kind, Letter
from congtam.casework.letters.readings import text_of
from congtam.casework.letters.sealing import keep_with_custodians, open_to_all
from congtam.casework.letters.sender import seal_sender, sender_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.rls import show_sealed
from congtam.foundation.text import sort_key
from congtam.mechanisms.lifecycle.acts import note_event, perform
from congtam.mechanisms.lifecycle.models import Level

#: kinds that keep a letter sealed
SEALED_KINDS = frozenset({Kind.DENUNCIATION, Kind.UNCLEAR})
#: what may be read and searched once a letter is open
PLAIN = ("sender_name", "sender_address", "sender_phone", "sender_sort", "text")


@transaction.atomic
def triage_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    competence: Competence,
    matters: Sequence[MatterDetails],
    handler: Account | None = None,
    competent_body: str = "",
    refusal_grounds: Sequence[str] = (),
    note: str = "",
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> Letter:
    """Decide whose the letter is, its kinds and its handler, and open its seal.

    A letter with a matter that is, or may be, a denunciation is not opened: ``hold_letter`` is its way.
    "Not ours" must name whose it is. Raises ValidationError by field.
    """
    _check(competence, matters, competent_body)
    perform(
        letter.record, "triage", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        holder=handler,
        payload={
            "competence": competence, "matters": [matter.facts() for matter in matters],
            "refusal_grounds": list(refusal_grounds), "handler": handler.pk if handler else None,
        },
        notes={"note": note.strip(), "competent_body": competent_body.strip()},
    )  # fmt: skip
    letter.competence = competence
    letter.competent_body = competent_body.strip()
    letter.refusal_grounds = list(refusal_grounds)
    _open(letter)
    letter.save()
    _mark(letter, Level.ORDINARY)
    write_matters(letter, matters)
    return letter


def _check(competence: Competence, matters: Sequence[MatterDetails], competent_body: str) -> None:
    errors: dict[str, list[str]] = {}
    if SEALED_KINDS & {matter.kind for matter in matters}:
        errors["matters"] = [
            _("Đơn có nội dung tố cáo hoặc chưa rõ loại thì giữ niêm phong, không mở thông tin người gửi.")
        ]
    if not matters:
        errors["matters"] = [_("Đơn cần ít nhất một nội dung.")]
    if competence == Competence.OTHER and not competent_body.strip():
        errors["competent_body"] = [_("Hãy ghi cơ quan có thẩm quyền để hướng dẫn công dân.")]
    if errors:
        raise ValidationError(errors)


def _open(letter: Letter) -> None:
    """Move what was sealed into the plain, searchable columns."""
    if letter.opened_at is not None:
        return
    sender = sender_of(letter)
    letter.sender_name, letter.sender_address = sender["name"], sender["address"]
    letter.sender_phone, letter.sender_sort = sender["phone"], sort_key(sender["name"])[:250]
    letter.text = text_of(letter)
    letter.opened_at = clock.now()
    letter.sealed = None
    open_to_all(letter)


def _mark(letter: Letter, level: Level) -> None:
    record = letter.record
    if record.level != level:
        if level == Level.SEALED:
            show_sealed(record.unit_id)
        record.level = level
        record.save(update_fields=["level"])


def close_again(letter: Letter) -> None:
    """Move the sender back under the seal and empty what can be read and searched: a letter that was taken for
    a complaint, and is none, was open until now. What is read now is read under the record's lock."""
    letter.refresh_from_db(fields=["opened_at", "sealed", *PLAIN])
    if letter.opened_at is None:
        return
    letter.sealed = seal_sender(letter, sender_of(letter))
    letter.opened_at = None
    for name in PLAIN:
        setattr(letter, name, "")
    letter.save(update_fields=["opened_at", "sealed", *PLAIN])


@transaction.atomic
def hold_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    note: str = "",
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> None:
    """Keep a letter sealed that is, or may be, a denunciation; one that was opened is sealed again."""
    perform(
        letter.record, "hold", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        notes={"note": note.strip()},
    )  # fmt: skip
    close_again(letter)
    seal_to_custodians(letter, actor=actor, on=on)
    _mark(letter, Level.SEALED)


def seal_to_custodians(letter: Letter, *, actor: Actor, on: date, classified: bool = True) -> None:
    """Leave the letter to those who keep identities of the unit; files that were written anew are journaled, since the
    journal names files by their ciphertext."""
    if moved := keep_with_custodians(letter, classified=classified):
        note_event(
            letter.record, "resealed", actor=actor, on=on, needs="letters.triage" if actor.account else None,
            payload={"files_moved": moved},
        )  # fmt: skip


@transaction.atomic
def triage_again(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    reason: str,
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> None:
    """Take a letter back to triage; a step back needs a reason."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do phân loại lại.")]})
    perform(
        letter.record, "triage_again", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        notes={"reason": reason.strip()},
    )  # fmt: skip
