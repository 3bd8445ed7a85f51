"""Protecting who denounces: a request is a task at once (Luật Tố cáo, Điều 47 to 58). The law counts no days."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.letters import paper as letters_paper
from congtam.casework.letters.actions import Save, Signer
from congtam.casework.letters.denunciation import documents, paper
from congtam.casework.letters.denunciation.actions.common import check_day, check_words
from congtam.casework.letters.denunciation.content import Content, sealed_content
from congtam.casework.letters.denunciation.documents import BASES
from congtam.casework.letters.denunciation.lifecycle import DO, PROTECTION
from congtam.casework.letters.denunciation.models import Denunciation, Measure, Protection
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.kinds import DocumentKind, Facts, Value
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.acts import locked, open_record, perform
from congtam.mechanisms.lifecycle.models import Level, Record


@transaction.atomic
def ask_protection(
    *, denunciation: Denunciation, actor: Actor, on: date, urgent: bool, measures: Collection[Measure], said: str,
    save: Save,
) -> Protection:  # fmt: skip
    """Write down a request for protection, made on paper or by word; whoever protects finds it at once.

    Raises NotPermitted, ValidationError by field. A second try of the same save gives the request of the first.
    """
    check_day(denunciation, on)
    check_words(said=said)
    policy_for(Record).require(actor, DO, locked(denunciation.record))
    known = Protection.objects.filter(record__idempotency_key=save.key).first() if save.key else None
    if known is not None:
        return known
    record = open_record(
        PROTECTION, actor=actor, unit=denunciation.unit, on=on, idempotency_key=save.key,
        payload={"urgent": urgent, "measures": sorted(measures)},
    )  # fmt: skip
    record.level = Level.SEALED
    record.save(update_fields=["level"])
    exclusions.carry_over(record=denunciation.record, to=record)
    return _written(denunciation, record, urgent=urgent, measures=measures, said=said)


def _written(
    denunciation: Denunciation, record: Record, *, urgent: bool, measures: Collection[Measure], said: str
) -> Protection:
    return Protection.objects.create(
        record=record, unit=denunciation.unit, denunciation=denunciation, urgent=urgent,
        measures=sorted(measures), sealed=sealed_content(record, Content(subject=said.strip())),
    )  # fmt: skip


@transaction.atomic
def grant_protection(
    *, protection: Protection, actor: Actor, on: date, measures: Collection[Measure], body: str, explanation: str,
    signer: Signer, save: Save,
) -> IssuedDocument:  # fmt: skip
    """Decide measures; ``body`` carries them out. They hold from the day in the decision (Điều 53)."""
    _check(protection, on)
    if not measures:
        raise ValidationError({"measures": [_("Hãy chọn ít nhất một biện pháp.")]})
    check_words(body=body, explanation=explanation)
    perform(
        protection.record, "grant", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"measures": sorted(measures)}, notes={"reason": explanation.strip(), "body": body.strip()},
    )  # fmt: skip
    protection.measures, protection.granted_on = sorted(measures), on
    protection.save(update_fields=["measures", "granted_on"])
    with override("vi"):
        labels = [str(Measure(each).label) for each in protection.measures]
    facts = {
        **_facts(protection, signer, addressee=body.strip(), explanation=explanation),
        "bases": BASES, "decider": "", "measures": labels,
    }  # fmt: skip
    return _paper(protection, documents.PROTECTED, actor=actor, on=on, facts=facts, save=save)


@transaction.atomic
def decline_protection(
    *, protection: Protection, actor: Actor, on: date, explanation: str, signer: Signer, save: Save
) -> IssuedDocument:
    """Apply no measure: said in writing, with its reason (Điều 52)."""
    _check(protection, on)
    check_words(explanation=explanation)
    perform(
        protection.record, "decline", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"reason": explanation.strip()},
    )  # fmt: skip
    who = paper.denouncer(protection.denunciation)
    facts = _facts(protection, signer, addressee=who, explanation=explanation)
    return _paper(protection, documents.NOT_PROTECTED, actor=actor, on=on, facts=facts, save=save)


@transaction.atomic
def end_protection(*, protection: Protection, actor: Actor, on: date, reason: str, save: Save) -> None:
    """End the measures, with the reason."""
    _check(protection, on)
    check_words(reason=reason)
    perform(
        protection.record, "end", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"reason": reason.strip()},
    )  # fmt: skip
    protection.ended_on = on
    protection.save(update_fields=["ended_on"])


def _check(protection: Protection, on: date) -> None:
    check_day(protection.denunciation, on, after=protection.granted_on or protection.record.opened_on)


def _facts(protection: Protection, signer: Signer, *, addressee: str, explanation: str) -> dict[str, Value]:
    denunciation = protection.denunciation
    return {
        **paper.common(denunciation, signer, addressee=addressee, content=documents.PROTECTING),
        "code": denunciation.code, "explanation": explanation.strip(),
    }  # fmt: skip


def _paper(
    protection: Protection, kind: DocumentKind, *, actor: Actor, on: date, facts: Facts, save: Save
) -> IssuedDocument:
    return issue(
        protection.record, kind, actor=actor, on=on, facts=facts, uid=save.key,
        letterhead=letters_paper.letterhead(protection.denunciation.letter, on),
    )  # fmt: skip
