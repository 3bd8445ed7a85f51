"""Who works on it, what is withdrawn, and the conclusion (Luật Tố cáo, Điều 31 to 36)."""

from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
from congtam.casework.letters.denunciation.content import content_of
from congtam.casework.letters.denunciation.models import Denunciation, Finding, Withdrawn
from congtam.casework.letters.denunciation.traces import check_no_trace
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import exclusions


class MustGoOn(models.TextChoices):
    """What lets nobody stop although it was withdrawn (Luật Tố cáo, Điều 33 khoản 3)."""

    BREACH = "breach", gettext_lazy("Người bị tố cáo có dấu hiệu vi phạm pháp luật")
    THREAT = "threat", gettext_lazy("Rút vì bị đe dọa, ép buộc")
    BRIBERY = "bribery", gettext_lazy("Rút vì bị mua chuộc")
    SLANDER = "slander", gettext_lazy("Lợi dụng tố cáo để vu khống")


@transaction.atomic
def assign_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, handler: Account, task: str, save: Save
) -> None:
    """Give the denunciation to an officer who is not kept away from it. Raises ValidationError by field."""
    check_day(denunciation, on)
    if handler.pk in kept_away(denunciation):
        raise ValidationError({"handler": [_("Người này không được giao hồ sơ này.")]})
    move(
        denunciation, step="assign", actor=actor, on=on, save=save, holder=handler,
        payload={"handler": handler.pk}, notes={"task": task.strip()},
    )  # fmt: skip


def kept_away(denunciation: Denunciation) -> frozenset[int]:
    """The accounts that may not work on it: named in it, above or near to those who are."""
    return exclusions.excluded_accounts(denunciation.record)


@transaction.atomic
def withdraw_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, places: Collection[int],
    must_go_on: Collection[MustGoOn], note: str, save: Save,
) -> None:  # fmt: skip
    """Write down that contents were withdrawn before the conclusion. ``must_go_on`` says why it is settled all the
    same; without, a whole withdrawal lets the settlement be stopped (Điều 33)."""
    check_day(denunciation, on)
    matters = contents_at(denunciation, places)
    move(
        denunciation, step="withdraw", actor=actor, on=on, save=save, notes={"note": note.strip()},
        payload={"places": sorted(places), "goes_on": sorted(must_go_on)},
    )  # fmt: skip
    for matter in matters:
        matter.withdrawn_on = on
        matter.save(update_fields=["withdrawn_on"])
    left = denunciation.matters.filter(withdrawn_on__isnull=True).exists()
    set_and_save(denunciation, {
        "withdrawn": Withdrawn.PART if left else Withdrawn.WHOLE,
        "goes_on": denunciation.goes_on or bool(must_go_on),
    })  # fmt: skip


@transaction.atomic
def conclude_denunciation(
    *, denunciation: Denunciation, actor: Actor, on: date, findings: Mapping[int, Finding], verified: str,
    measures: str, signer: Signer, save: Save,
) -> list[IssuedDocument]:  # fmt: skip
    """Issue the conclusion (Mẫu 12): a finding for each content that is still to be settled.

    The terms to send, to act on and to publish it begin (Điều 35, 36, 40). The denounced gets this paper, so it is not
    issued with a trace of the denouncer, nor while nobody can look for one. Raises ValidationError by field,
    SenderLocked, and what ``perform`` and ``issue`` raise.
    """
    check_day(denunciation, on, after=denunciation.accepted_on)
    check_words(verified=verified)
    _check_findings(denunciation, findings)
    content = content_of(denunciation).subject
    texts = {"verified": verified, "measures": measures, "content": content}
    check_no_trace(denunciation, texts, must=True)
    move(
        denunciation, step="conclude", actor=actor, on=on, save=save,
        payload={"findings": {str(place): value for place, value in sorted(findings.items())}},
    )  # fmt: skip
    for place, value in findings.items():
        denunciation.matters.filter(position=place).update(finding=value)
    set_and_save(denunciation, {"concluded_on": on})
    facts = {
        **paper.decree(denunciation, signer), "findings": paper.lines(verified),
        "denounced": content_of(denunciation).denounced or documents.DENOUNCED,
        "conclusion": paper.outcomes(denunciation), "measures": paper.lines(measures),
    }  # fmt: skip
    return [put_on_paper(denunciation, documents.CONCLUSION, actor=actor, on=on, save=save, facts=facts)]


def _check_findings(denunciation: Denunciation, findings: Mapping[int, Finding]) -> None:
    settled = denunciation.matters.all()
    if not denunciation.goes_on:
        settled = settled.filter(withdrawn_on__isnull=True)
    wanted = set(settled.filter(transfer__isnull=True).values_list("position", flat=True))
    if set(findings) != wanted:
        raise ValidationError({"findings": [_("Hãy chọn kết quả cho từng nội dung tố cáo.")]})
