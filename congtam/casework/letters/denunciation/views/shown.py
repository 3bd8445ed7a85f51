"""What several pages show of a denunciation: contents, who signs, who may be given it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from congtam.casework.letters.denunciation.actions.settling import kept_away
from congtam.casework.letters.denunciation.content import summary_of
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, WORK
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.views.signing import own_lines, signer_of
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Holding
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Record


def common(denunciation: Denunciation) -> dict[str, Any]:
    """Context of every page: the denunciation, its record, its state."""
    record = denunciation.record
    return {"denunciation": denunciation, "record": record, "state": DENUNCIATION.state(record.state)}


def contents(denunciation: Denunciation) -> Iterable[dict[str, Any]]:
    """The contents with what became of each."""
    for matter in denunciation.matters.all():
        yield {
            "place": matter.position,
            "summary": summary_of(denunciation, matter),
            "withdrawn_on": matter.withdrawn_on,
            "transferred_on": getattr(getattr(matter, "transfer", None), "on", None),
            "finding": matter.get_finding_display() if matter.finding else "",
        }


def proposed_signer(record: Record, actor: Actor, *, signs: str) -> dict[str, str]:
    """The actor, where they sign these days for somebody away or by a post of their own; else who signed last."""
    lent = actor.standing_in(signs, record.unit_id)
    if lent is not None:
        return {**own_lines(actor), "signer_authority": lent.line}
    if actor.may(signs, record.unit_id):
        return own_lines(actor)
    last = IssuedDocument.objects.filter(record=record).order_by("-pk").first()
    if last is None:
        return {}
    last.record = record
    return signer_of(last)


def handlers_of(denunciation: Denunciation, on: date) -> dict[str, Account]:
    """The officers who may be given the denunciation that day, by id: they work on denunciations, and are not kept
    away from this one."""
    held = Holding.objects.filter(held__contains=on, post__unit_id=denunciation.unit_id)
    rows = held.filter(Q(post__permissions__contains=[WORK])).values_list("account_id", flat=True)
    away = kept_away(denunciation)
    found = Account.objects.filter(pk__in=rows, is_active=True).exclude(pk__in=away)
    return {str(account.pk): account for account in found.order_by("display_name")}
