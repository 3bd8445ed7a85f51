"""The end of the first processing: accepted, not accepted, passed on, guided, or kept (Luật Tố cáo, Điều 24 to 29)."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from congtam.casework.letters.actions import Save, Signer
from congtam.casework.letters.denunciation import documents, paper
from congtam.casework.letters.denunciation.actions.common import (
    check_day,
    check_words,
    contents_at,
    move,
    put_on_paper,
    set_and_save,
)
from congtam.casework.letters.denunciation.conditions import ONCE
from congtam.casework.letters.denunciation.models import Condition, Denunciation, Transfer
from congtam.casework.letters.denunciation.traces import check_no_trace
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.documents.models import IssuedDocument

#: what lets a letter without a sender be passed on to those who inspect (Luật Tố cáo, Điều 25 khoản 2)
GROUNDED = ("wrongdoer", "evidence", "checkable")


@transaction.atomic
def accept_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, told: str, signer: Signer, save: Save
) -> list[IssuedDocument]:
    """Accept: the term of settlement and the term to tell both sides begin on ``on`` (Điều 29, 30).

    Two notices in two texts: one to the denouncer; one to the denounced, which says ``told`` and nothing of who
    denounces. Raises ValidationError by field, and what ``perform`` and ``issue`` raise.
    """
    check_day(denunciation, on, after=denunciation.conditions_on)
    check_words(told=told)
    check_no_trace(denunciation, {"told": told}, must=False)
    move(denunciation, step="accept", actor=actor, on=on, save=save)
    set_and_save(denunciation, {"accepted_on": on})
    facts = {**paper.to_denouncer(denunciation, signer), **paper.term(denunciation)}
    first = put_on_paper(
        denunciation, documents.ACCEPTED_DENOUNCER, actor=actor, on=on, save=save, facts=facts
    )
    second = put_on_paper(
        denunciation, documents.ACCEPTED_DENOUNCED, actor=actor, on=on, save=save, further=True,
        facts=paper.accepted_denounced(denunciation, told=told, signer=signer),
    )  # fmt: skip
    return [first, second]


@transaction.atomic
def refuse_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, unmet: Collection[Condition], explanation: str,
    signer: Signer, save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """Do not accept, for the conditions that are not met, and tell the denouncer why (Điều 24 khoản 1)."""
    check_day(denunciation, on, after=denunciation.conditions_on)
    if not unmet:
        raise ValidationError({"unmet": [_("Hãy chọn điều kiện không đạt.")]})
    check_words(explanation=explanation)
    move(
        denunciation, step="refuse", actor=actor, on=on, save=save, payload={"unmet": list(unmet)},
        notes={"reason": explanation.strip()},
    )  # fmt: skip
    set_and_save(denunciation, {"unmet": list(unmet)})
    with override("vi"):
        grounds = [str(Condition(each).label) for each in unmet]
    facts = {
        **paper.to_denouncer(denunciation, signer), "grounds": grounds, "explanation": explanation.strip()
    }  # fmt: skip
    return [put_on_paper(denunciation, documents.NOT_ACCEPTED, actor=actor, on=on, save=save, facts=facts)]


@transaction.atomic
def transfer_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, body: str, explanation: str, signer: Signer,
    save: Save, places: Collection[int] = (),
) -> list[IssuedDocument]:  # fmt: skip
    """Pass the contents on to the competent body, once and for all, and tell the denouncer (Điều 24 khoản 2).

    ``places`` are all contents that are left where none is named; a part leaves the rest here. Raises ValidationError
    by field, StepBlocked for what was passed on before, and what ``perform`` and ``issue`` raise.
    """
    check_day(denunciation, on)
    check_words(body=body)
    check_no_trace(denunciation, {"explanation": explanation}, must=False)
    chosen, step = _chosen(denunciation, places)
    move(
        denunciation, step=step, actor=actor, on=on, save=save, payload={"places": chosen},
        notes={"competent_body": body.strip(), "reason": explanation.strip()},
    )  # fmt: skip
    Transfer.objects.bulk_create(
        Transfer(matter=matter, unit_id=denunciation.unit_id, on=on)
        for matter in contents_at(denunciation, chosen)
    )
    slip = put_on_paper(
        denunciation, documents.TRANSFER, actor=actor, on=on, save=save,
        facts=paper.transfer(
            denunciation, body=body.strip(), what=documents.LETTER, explanation=explanation, signer=signer
        ),
    )  # fmt: skip
    facts = {**paper.to_denouncer(denunciation, signer), "competent_body": body.strip()}
    told = put_on_paper(
        denunciation, documents.TRANSFER_NOTICE, actor=actor, on=on, save=save, further=True, facts=facts
    )
    return [slip, told]


def _chosen(denunciation: Denunciation, places: Collection[int]) -> tuple[list[int], str]:
    """The places to pass on, and the step: the whole of what is left, or a part. Raises ValidationError for a content
    that was passed on before."""
    gone = set(denunciation.matters.filter(transfer__isnull=False).values_list("position", flat=True))
    left = sorted(set(denunciation.matters.values_list("position", flat=True)) - gone)
    chosen = sorted(set(places)) or left
    if gone & set(chosen):
        raise ValidationError({"places": [str(ONCE)]})
    return chosen, "transfer" if set(chosen) >= set(left) else "transfer_part"


@transaction.atomic
def guide_denouncer(*, denunciation: Denunciation, actor: Actor, on: date, note: str, save: Save) -> None:
    """Whoever came in person was guided to the competent body, at once (Điều 24 khoản 2)."""
    check_day(denunciation, on)
    move(denunciation, step="guide", actor=actor, on=on, save=save, notes={"note": note.strip()})


@transaction.atomic
def pass_on(
    *, denunciation: Denunciation, actor: Actor, on: date, body: str, grounded: Collection[str],
    explanation: str, signer: Signer, save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """The third way: nobody stands behind it, but the wrongdoer is clear, there is evidence, and it can be checked. It
    goes to those who inspect, within the unit or elsewhere (Luật Tố cáo, Điều 25; Nghị định 31/2019/NĐ-CP, Điều 20)."""
    check_day(denunciation, on)
    check_words(body=body)
    if set(grounded) != set(GROUNDED):
        raise ValidationError({
            "grounded": [_("Chỉ chuyển khi đủ cả ba: rõ người vi phạm, có tài liệu, kiểm chứng được.")]
        })  # fmt: skip
    move(
        denunciation, step="pass_on", actor=actor, on=on, save=save,
        notes={"competent_body": body.strip(), "reason": explanation.strip()},
    )  # fmt: skip
    facts = paper.transfer(
        denunciation, body=body.strip(), what=documents.INFORMATION, explanation=explanation,
        signer=signer,
    )  # fmt: skip
    return [put_on_paper(denunciation, documents.TRANSFER, actor=actor, on=on, save=save, facts=facts)]


@transaction.atomic
def keep_information(*, denunciation: Denunciation, actor: Actor, on: date, reason: str, save: Save) -> None:
    """Keep the entry and do no more: no ground to inspect, or sent to many places, or passed on before (Điều 24
    khoản 3, Điều 25)."""
    check_day(denunciation, on)
    check_words(reason=reason)
    move(denunciation, step="keep", actor=actor, on=on, save=save, notes={"reason": reason.strip()})


@transaction.atomic
def pass_crime(
    *, denunciation: Denunciation, actor: Actor, on: date, body: str, explanation: str, signer: Signer,
    save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """Signs of a crime: the file goes to the investigators or the procuracy at once (Điều 27 khoản 1, Điều 36
    khoản 2). What is left goes on here."""
    check_day(denunciation, on)
    check_words(body=body)
    check_no_trace(denunciation, {"explanation": explanation}, must=False)
    move(
        denunciation, step="pass_crime", actor=actor, on=on, save=save,
        notes={"competent_body": body.strip(), "reason": explanation.strip()},
    )  # fmt: skip
    facts = paper.transfer(
        denunciation, body=body.strip(), what=documents.CRIME, explanation=explanation,
        signer=signer,
    )  # fmt: skip
    return [put_on_paper(denunciation, documents.TRANSFER, actor=actor, on=on, save=save, facts=facts)]
