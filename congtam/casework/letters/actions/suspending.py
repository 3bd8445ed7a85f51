"""The term of settlement stands still and goes on again, each by a decision on paper.

Since 1 July 2026 (Luật Khiếu nại, Điều 11a; Nghị định 155/2026/NĐ-CP, Điều 12). A complaint that was accepted
before may be suspended as well: the new decree holds for it at once (Điều 22 khoản 1).
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.letters import paper
from congtam.casework.letters.actions.settling import Save, Signer, accepted_on, check_day
from congtam.casework.letters.documents import RESUMPTION, SUSPENSION
from congtam.casework.letters.grounds import suspension_rule
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import SEND_RESUMPTION, SEND_SUSPENSION, SETTLE, free_place
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.issuing import issue
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.acts import perform
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.rulebook import editions

PAUSE, RESUME = "pause", "resume"


@transaction.atomic
def suspend_letter(
    *, letter: Letter, actor: Actor, on: date, ground: str, explanation: str, signer: Signer, save: Save
) -> IssuedDocument:
    """Suspend the settlement on ``on``, which counts as used, on a ground that the law names.

    Raises ValidationError by field, ClockRefused where no rule allows it on that day, and what ``perform`` and
    ``issue`` raise.
    """
    check_day(letter, on, after=accepted_on(letter))
    _check_words(explanation)
    perform(
        letter.record, "suspend", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        items={free_place(letter.record, SEND_SUSPENSION): ()},
        decision=Decision(kind=PAUSE, on=on, reason=ground), payload={"ground": ground},
        notes={"reason": explanation.strip()},
    )  # fmt: skip
    issued = issue(
        letter.record, SUSPENSION, actor=actor, on=on, uid=save.key, letterhead=paper.letterhead(letter, on),
        facts=paper.suspension(
            letter, on=on, reasons=[_ground(letter, ground)], explanation=explanation, signer=signer
        ),
    )  # fmt: skip
    clocks.number_decision(record=letter.record, kind=PAUSE, symbol=issued.symbol)
    return issued


def _check_words(explanation: str) -> None:
    if not explanation.strip():
        raise ValidationError({"explanation": [_("Hãy ghi lý do cụ thể; câu này in vào quyết định.")]})


def _ground(letter: Letter, key: str) -> str:
    """The ground in Vietnamese. Raises ValidationError for one that the law does not name."""
    rule = suspension_rule(letter.record, book=editions.binding().book)
    ground = rule.ground(key) if rule else None
    if ground is None:
        raise ValidationError({"ground": [_("Hãy chọn một căn cứ mà luật cho phép.")]})
    with override("vi"):
        return ground.label


@transaction.atomic
def resume_letter(
    *, letter: Letter, actor: Actor, on: date, explanation: str, signer: Signer, save: Save
) -> IssuedDocument:
    """Go on with the settlement: ``on`` is day 0 of what is left of the term.

    Raises ValidationError by field, ClockRefused for a day before the suspension, and what ``perform`` and
    ``issue`` raise.
    """
    check_day(letter, on, after=accepted_on(letter))
    _check_words(explanation)
    perform(
        letter.record, "resume", actor=actor, on=on, expected_version=save.version, save_key=save.key,
        items={free_place(letter.record, SEND_RESUMPTION): ()},
        decision=Decision(kind=RESUME, on=on), notes={"reason": explanation.strip()},
    )  # fmt: skip
    issued = issue(
        letter.record, RESUMPTION, actor=actor, on=on, uid=save.key, letterhead=paper.letterhead(letter, on),
        facts=paper.resumption(
            letter, on=on, suspended_on=_suspended_on(letter), explanation=explanation, signer=signer
        ),
    )  # fmt: skip
    clocks.number_decision(record=letter.record, kind=RESUME, symbol=issued.symbol)
    return issued


def _suspended_on(letter: Letter) -> date:
    """The day of the newest decision to suspend, also where the term was over by then and did not stand still."""
    rows = letter.record.deadlines.filter(duty=SETTLE).order_by("pk")
    taken = [each for row in rows for each in Facts.from_json(row.facts).decisions if each.kind == PAUSE]
    return max(each.on for each in taken)
