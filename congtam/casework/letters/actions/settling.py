"""Accept, settle, answer: the acts after triage, each with its paper.

``on`` is the legal day of an act (the date its paper bears), never after today and never before the letter
came. The terms that follow count from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters import paper
from congtam.casework.letters.documents import ACCEPTANCE, ANSWER, ASSIGNMENT, DECISION, GUIDANCE, REFUSAL
from congtam.casework.letters.models import Kind, Letter, Matter
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.acts import perform


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs a paper, as printed under it; ``authority`` is the line above the title ("KT. CHỦ TỊCH")."""

    title: str
    name: str
    authority: str = ""


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of one form: the version of the record that was shown, and a key that a repeat shares."""

    version: int | None = None
    key: UUID | None = None


def check_day(letter: Letter, on: date, *, field: str = "on", after: date | None = None) -> None:
    """A legal day is not after today and not before the step that came before. Raises ValidationError."""
    if on > clock.today():
        raise ValidationError({field: [_("Ngày này chưa tới.")]})
    if on < (after or letter.received_on):
        raise ValidationError({field: [_("Ngày này không thể trước ngày của bước trước đó.")]})


def complaints_of(letter: Letter) -> dict[int, tuple[str, ...]]:
    """The places of the complaints among the matters, each with the cases that the rulebook knows."""
    found = letter.matters.filter(kind=Kind.COMPLAINT).order_by("position")
    return {matter.position: _cases(matter) for matter in found}


def _cases(matter: Matter) -> tuple[str, ...]:
    return tuple(name for name in ("complex", "remote") if getattr(matter, name))


@transaction.atomic
def accept_letter(*, letter: Letter, actor: Actor, on: date, signer: Signer, save: Save) -> IssuedDocument:
    """Accept (thụ lý) the complaints of a letter and issue the notice of acceptance.

    The terms of settlement start on ``on`` (Luật Khiếu nại, Điều 28). Raises ValidationError where nothing in
    the letter is a complaint, and what ``perform`` and ``issue`` raise.
    """
    check_day(letter, on)
    complaints = complaints_of(letter)
    if not complaints:
        raise ValidationError(_("Đơn không có nội dung khiếu nại để thụ lý."))
    perform(
        letter.record, "accept", actor=actor, on=on, items=complaints, expected_version=save.version,
        save_key=save.key, payload={"matters": list(complaints)},
    )  # fmt: skip
    return issue(
        letter.record, ACCEPTANCE, actor=actor, on=on, uid=save.key,
        facts=paper.acceptance(letter, on=on, signer=signer), letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


@transaction.atomic
def refuse_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    signer: Signer,
    grounds: Sequence[str],
    explanation: str,
    save: Save,
) -> IssuedDocument:
    """Refuse acceptance for grounds of Điều 11, with the reason in words, and issue the notice."""
    check_day(letter, on)
    if not grounds:
        raise ValidationError({"grounds": [_("Hãy chọn ít nhất một căn cứ không thụ lý.")]})
    if not explanation.strip():
        raise ValidationError({"explanation": [_("Hãy giải thích lý do bằng lời cho công dân hiểu.")]})
    letter.refusal_grounds = list(grounds)
    letter.save(update_fields=["refusal_grounds"])
    perform(
        letter.record, "refuse", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        payload={"grounds": list(grounds)}, notes={"reason": explanation.strip()},
    )  # fmt: skip
    return issue(
        letter.record, REFUSAL, actor=actor, on=on, uid=save.key,
        facts=paper.refusal(letter, signer=signer, explanation=explanation),
        letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


@transaction.atomic
def guide_letter(*, letter: Letter, actor: Actor, on: date, signer: Signer, save: Save) -> IssuedDocument:
    """Guide the sender to the body that is competent, which triage has named."""
    check_day(letter, on)
    perform(letter.record, "guide", actor=actor, on=on, expected_version=save.version, save_key=save.key)
    return issue(
        letter.record, GUIDANCE, actor=actor, on=on, uid=save.key,
        facts=paper.guidance(letter, signer=signer), letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


@transaction.atomic
def assign_letter(
    *, letter: Letter, actor: Actor, on: date, handler: Account, signer: Signer | None, task: str, save: Save
) -> IssuedDocument | None:
    """Give the letter to an officer; with ``signer`` the assignment is issued on paper."""
    check_day(letter, on)
    perform(
        letter.record, "assign", actor=actor, on=on, holder=handler, expected_version=save.version,
        save_key=save.key, payload={"handler": handler.pk}, notes={"task": task.strip()},
    )  # fmt: skip
    if signer is None:
        return None
    return issue(
        letter.record, ASSIGNMENT, actor=actor, on=on, uid=save.key,
        facts=paper.assignment(letter, handler=handler, task=task, signer=signer),
        letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


@transaction.atomic
def decide_letter(
    *,
    letter: Letter,
    actor: Actor,
    on: date,
    signer: Signer,
    outcomes: Mapping[int, str],
    findings: str,
    decision: str,
    save: Save,
) -> IssuedDocument:
    """Issue the decision that settles the complaints; ``outcomes`` gives each matter's result.

    The term of settlement is met; the term to send the decision starts (Luật Khiếu nại, Điều 31, 32).
    """
    check_day(letter, on, after=accepted_on(letter))
    complaints = complaints_of(letter)
    _check_decision(complaints, outcomes, findings=findings, decision=decision)
    perform(
        letter.record, "decide", actor=actor, on=on, items=complaints, expected_version=save.version,
        save_key=save.key, payload={"outcomes": {str(place): result for place, result in outcomes.items()}},
    )  # fmt: skip
    for place, result in outcomes.items():
        letter.matters.filter(position=place).update(outcome=result)
    letter.decided_on = on
    letter.save(update_fields=["decided_on"])
    return issue(
        letter.record, DECISION, actor=actor, on=on, uid=save.key,
        facts=paper.decision(letter, findings=findings, decision=decision, signer=signer),
        letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


def _check_decision(
    complaints: Mapping[int, object], outcomes: Mapping[int, str], *, findings: str, decision: str
) -> None:
    errors: dict[str, list[str]] = {}
    if set(outcomes) != set(complaints):
        errors["outcomes"] = [_("Hãy chọn kết quả cho từng nội dung khiếu nại.")]
    if not findings.strip():
        errors["findings"] = [_("Hãy ghi kết quả xác minh.")]
    if not decision.strip():
        errors["decision"] = [_("Hãy ghi nội dung quyết định.")]
    if errors:
        raise ValidationError(errors)


def accepted_on(letter: Letter) -> date | None:
    """The day of acceptance; None before it."""
    running = letter.record.deadlines.filter(duty="complaint.settle").order_by("pk").first()
    return running.event_on if running else None


@transaction.atomic
def answer_letter(
    *, letter: Letter, actor: Actor, on: date, signer: Signer, message: str, save: Save
) -> IssuedDocument:
    """Issue the answer that goes out with the signed decision; sending is noted on the papers themselves."""
    check_day(letter, on, after=letter.decided_on)
    perform(
        letter.record, "answer", actor=actor, on=on, items=complaints_of(letter), expected_version=save.version,
        save_key=save.key,
    )  # fmt: skip
    letter.answered_on = on
    letter.save(update_fields=["answered_on"])
    return issue(
        letter.record, ANSWER, actor=actor, on=on, uid=save.key,
        facts=paper.answer(letter, message=message, signer=signer), letterhead=paper.letterhead(letter, on),
    )  # fmt: skip


@transaction.atomic
def close_letter(*, letter: Letter, actor: Actor, on: date, note: str, save: Save) -> None:
    """Close the case. The citizen's own time goes on to run on the public page."""
    check_day(letter, on, after=letter.answered_on)
    perform(
        letter.record, "close", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        notes={"note": note.strip()},
    )  # fmt: skip
