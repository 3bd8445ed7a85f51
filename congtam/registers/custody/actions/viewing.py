"""Every view of an identity stands in the journal of the record."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.custody.models import Custodian
from congtam.mechanisms.lifecycle.acts import locked
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.registers.custody.actions.journaling import tell
from congtam.registers.custody.lifecycle import VIEWED
from congtam.registers.custody.models import IdentityRequest

#: further views of the same person within this time are the same view
ONE_VIEW = timedelta(minutes=1)


@transaction.atomic
def viewed(record: Record, *, actor: Actor, on: date | None = None) -> JournalEntry | None:
    """The actor is being shown who wrote. Called by the page that shows it, after it opened. None where a view of the
    last minute stands there already; a part of the system views nothing."""
    if actor.account_id is None:
        return None
    event = f"{record.kind}:{VIEWED}"
    recent = JournalEntry.objects.filter(
        record=record, event=event, actor=actor.account_id, at__gt=clock.now() - ONE_VIEW
    )
    if recent.exists():
        return None
    locked(record)
    if recent.all().exists():  # the pictures of a page are asked for at once, and are one view
        return None
    return tell(record, VIEWED, actor=actor, on=on or clock.today(), payload=_by(record, actor))


def _by(record: Record, actor: Actor) -> dict[str, Any]:
    """By which right: a grant with its purpose, a duty, or the permission of the page alone."""
    granted = live_grant(record, actor)
    if granted is not None:
        return {"by": "grant", "request": granted.pk, "purpose": granted.purpose}
    duty = (
        Custodian.objects.filter(unit_id=record.unit_id, account=actor.account_id, until__isnull=True)
        .order_by("duty")
        .values_list("duty", flat=True)
        .first()
    )
    return {"by": duty or "permission"}


def live_grant(record: Record, actor: Actor) -> IdentityRequest | None:
    """The grant by which the actor may see who wrote, now (one query)."""
    return IdentityRequest.objects.filter(
        record=record, asked_by=actor.account_id, outcome="granted", ended_at__isnull=True,
        until__gt=clock.now(),
    ).first()  # fmt: skip
