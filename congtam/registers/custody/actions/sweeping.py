"""What ends without anybody: grants whose time is over, and what an excluded person held."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.custody import shares
from congtam.foundation.custody.scope import with_units
from congtam.mechanisms.lifecycle.exclusions import excluded_accounts
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.actions.asking import TIME, end
from congtam.registers.custody.actions.journaling import tell
from congtam.registers.custody.identities import identity_keys
from congtam.registers.custody.lifecycle import SHUT
from congtam.registers.custody.models import IdentityRequest

SYSTEM = "keepers.sweeper"


@transaction.atomic
def sweep(*, actor: Actor, on: date) -> int:
    """End the grants whose time is over, in the actor's units; their shares go. Returns how many ended."""
    actor.require_system()
    over = IdentityRequest.objects.filter(outcome="granted", ended_at__isnull=True, until__lte=clock.now())
    ended = sum(end(each, actor=actor, on=on, by=TIME) for each in over.filter(unit_id__in=actor.unit_ids))
    shares.sweep()
    return ended


def watch(record: Record, accounts: frozenset[int]) -> None:
    """Whoever is kept away from the record now holds nothing of it any more (`lifecycle.exclusions.on_change`)."""
    with with_units(record.unit_id):
        away = accounts & excluded_accounts(record)
        if away:
            system = system_actor(SYSTEM, unit_id=record.unit_id)
            shut_out(record, accounts=away, actor=system, on=clock.today())


@transaction.atomic
def shut_out(record: Record, *, accounts: Collection[int], actor: Actor, on: date) -> int:
    """Accounts are kept away from the record from now on: their shares go, what they asked or were granted ends, and so
    does what they granted. Returns how many shares went."""
    with with_units(record.unit_id):
        touched = IdentityRequest.objects.filter(
            Q(asked_by__in=accounts) | Q(decided_by__in=accounts), record=record, ended_at__isnull=True,
            outcome__in=("", "granted"),
        )  # fmt: skip
        for each in touched:
            end(each, actor=actor, on=on, by="excluded")
        keys = [key.pk for key in identity_keys(record)]
        gone = shares.shut_out(data_keys=keys, accounts=accounts)
        if gone:
            tell(record, SHUT, actor=actor, on=on, payload={"shares": gone})
    return gone
