"""The term of settlement: extended by signed decisions, suspended, resumed, stopped (Luật Tố cáo, Điều 30, 34)."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from congtam.casework.letters.actions import Save, Signer
from congtam.casework.letters.denunciation import documents, grounds, paper
from congtam.casework.letters.denunciation.actions.common import (
    check_day,
    check_words,
    ground_labels,
    move,
    put_on_paper,
    set_and_save,
)
from congtam.casework.letters.denunciation.duties import COMPLEX, PARTICULARLY, SETTLE
from congtam.casework.letters.denunciation.models import Denunciation, Withdrawn
from congtam.casework.letters.denunciation.traces import check_no_trace
from congtam.casework.letters.paper import short
from congtam.foundation.access.actor import Actor
from congtam.foundation.calendar import say_day
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import editions

EXTENSION, PAUSE, RESUME = "extension", "pause", "resume"


class StopGround(models.TextChoices):
    """Why a settlement is stopped (Luật Tố cáo, Điều 34 khoản 3)."""

    WITHDRAWN = "withdrawn", gettext_lazy("Người tố cáo rút toàn bộ nội dung tố cáo")
    DEATH = "death", gettext_lazy("Người bị tố cáo chết, nội dung chỉ liên quan người đó")
    DECIDED = "decided", gettext_lazy("Đã có bản án, quyết định có hiệu lực về nội dung tố cáo")


@transaction.atomic
def extend_denunciation(
    *,
    denunciation: Denunciation,
    actor: Actor,
    on: date,
    criteria: Collection[str],
    signer: Signer,
    save: Save,
) -> list[IssuedDocument]:
    """Extend the term by one signed decision (Mẫu 01): once in a complex case, twice in a particularly complex one.

    How many criteria each extension needs stands in the rulebook (Nghị định 31/2019/NĐ-CP, Điều 3). Raises
    ValidationError by field (also for a term that is over), ClockRefused beyond what the rule allows, and what
    ``perform`` and ``issue`` raise.
    """
    check_day(denunciation, on, after=denunciation.accepted_on)
    move(
        denunciation, step="extend", actor=actor, on=on, save=save, payload={"criteria": sorted(criteria)}
    )  # fmt: skip
    row = _settling(denunciation)
    facts, labels = extension_of(row, on=on, criteria=criteria)
    if on > row.due_on:
        message = _("Hạn giải quyết đã hết %(day)s: không còn gia hạn được.") % {"day": say_day(row.due_on)}
        raise ValidationError({"on": [message]})
    clocks.change(row, facts)
    set_and_save(denunciation, {"criteria": sorted({*denunciation.criteria, *criteria})})
    issued = put_on_paper(
        denunciation, documents.EXTENSION, actor=actor, on=on, save=save,
        facts={**paper.decree(denunciation, signer), **paper.term(denunciation), "grounds": labels},
    )  # fmt: skip
    clocks.number_decision(record=denunciation.record, kind=EXTENSION, symbol=issued.symbol)
    return [issued]


def extension_of(row: Deadline, *, on: date, criteria: Collection[str]) -> tuple[Facts, list[str]]:
    """The facts of a term once it is extended on these criteria, and the criteria in Vietnamese.

    Raises ValidationError where the criteria are too few for this extension, or not the law's.
    """
    book = editions.binding().book
    number = Facts.from_json(row.facts).extensions + 1
    labels = ground_labels(
        grounds.criteria_rule(row.record, on=on, book=book), sorted(set(criteria)), field="criteria"
    )
    needed = grounds.criteria_needed(row.record, extension=number, on=on, book=book)
    if needed is None or len(labels) < needed:
        message = _("Gia hạn lần %(number)s cần ít nhất %(needed)s tiêu chí.")
        raise ValidationError({"criteria": [message % {"number": number, "needed": needed or "…"}]})
    last = grounds.criteria_needed(row.record, extension=2, on=on, book=book)
    case = PARTICULARLY if last is not None and len(labels) >= last else COMPLEX
    decision = Decision(kind=EXTENSION, on=on, reason=",".join(sorted(set(criteria))))
    return clocks.extended(row, decision=decision).in_cases([case]), labels


def _settling(denunciation: Denunciation) -> Deadline:
    rows = denunciation.record.deadlines.filter(duty=SETTLE, state=Deadline.State.OPEN)
    return rows.select_related("record").order_by("-pk")[:1].get()


@transaction.atomic
def suspend_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, ground: str, explanation: str, signer: Signer,
    save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """Suspend: ``on`` counts as used; the decision is sent within its own term (Điều 34; Nghị định 31/2019, Điều 15).

    Raises ValidationError by field, ClockRefused, and what ``perform`` and ``issue`` raise.
    """
    check_day(denunciation, on, after=denunciation.accepted_on)
    check_words(explanation=explanation)
    check_no_trace(denunciation, {"explanation": explanation}, must=False)
    rule = grounds.suspension_rule(denunciation.record, book=editions.binding().book)
    labels = ground_labels(rule, [ground] if ground else [], field="ground")
    move(
        denunciation, step="suspend", actor=actor, on=on, save=save, payload={"ground": ground},
        decision=Decision(kind=PAUSE, on=on, reason=ground), notes={"reason": explanation.strip()},
    )  # fmt: skip
    issued = put_on_paper(
        denunciation, documents.SUSPENSION, actor=actor, on=on, save=save,
        facts={
            **paper.decree(denunciation, signer), "suspended_on": short(on), "grounds": labels,
            "explanation": explanation.strip(),
        },
    )  # fmt: skip
    clocks.number_decision(record=denunciation.record, kind=PAUSE, symbol=issued.symbol)
    return [issued]


@transaction.atomic
def resume_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, explanation: str, signer: Signer, save: Save
) -> list[IssuedDocument]:
    """Go on: ``on`` is day 0 of what is left of the term."""
    check_day(denunciation, on, after=denunciation.accepted_on)
    check_words(explanation=explanation)
    check_no_trace(denunciation, {"explanation": explanation}, must=False)
    move(
        denunciation, step="resume", actor=actor, on=on, save=save, decision=Decision(kind=RESUME, on=on),
        notes={"reason": explanation.strip()},
    )  # fmt: skip
    issued = put_on_paper(
        denunciation, documents.RESUMPTION, actor=actor, on=on, save=save,
        facts={
            **paper.decree(denunciation, signer), "resumed_on": short(on),
            "settle_by": paper.term(denunciation)["settle_by"], "explanation": explanation.strip(),
        },
    )  # fmt: skip
    clocks.number_decision(record=denunciation.record, kind=RESUME, symbol=issued.symbol)
    return [issued]


@transaction.atomic
def stop_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, ground: StopGround, explanation: str,
    signer: Signer, save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """Stop the settlement for good. A withdrawal stops it only where it is whole, and where no breach, threat, bribery
    or slander is seen (Điều 33 khoản 3)."""
    check_day(denunciation, on, after=denunciation.accepted_on)
    check_words(explanation=explanation)
    check_no_trace(denunciation, {"explanation": explanation}, must=False)
    if ground == StopGround.WITHDRAWN and (denunciation.withdrawn != Withdrawn.WHOLE or denunciation.goes_on):
        raise ValidationError(
            {"ground": [_("Chưa rút toàn bộ, hoặc vẫn phải giải quyết: không đình chỉ vì rút.")]}
        )
    move(
        denunciation, step="stop", actor=actor, on=on, save=save, payload={"stop": ground},
        notes={"reason": explanation.strip()},
    )  # fmt: skip
    with override("vi"):
        label = str(StopGround(ground).label)
    return [
        put_on_paper(
            denunciation, documents.STOP, actor=actor, on=on, save=save,
            facts={
                **paper.decree(denunciation, signer), "grounds": [label], "explanation": explanation.strip()
            },
        )
    ]  # fmt: skip
