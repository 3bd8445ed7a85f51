"""Reading the register. Nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.custody import handing, holders
from congtam.foundation.custody.models import Custodian, KeyPair, Share, UnitCustody
from congtam.foundation.custody.scope import below, with_units
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.registers.custody.lifecycle import KEEP, KIND, NAME, VIEW, VIEWED
from congtam.registers.custody.models import IdentityRequest, Keeping, Proposal

PAGE_SIZE = 50
#: so many keys that a holder lacks are counted exactly
COUNTED = 500


def duties_of(account: Account) -> list[Custodian]:
    """The duties that the account has now, with their units (one query)."""
    found = Custodian.objects.filter(account=account, until__isnull=True)
    return list(found.select_related("unit").order_by("unit__name", "duty"))


def units_of_duty(account: Account) -> list[int]:
    """The units whose identities the account keeps: its own, and those that leave their decisions to one of them
    (2 queries)."""
    own = list(
        Custodian.objects.filter(account=account, until__isnull=True).values_list("unit_id", flat=True)
    )
    under = UnitCustody.objects.filter(Q(grants_to_id__in=own)).values_list("unit_id", flat=True)
    return sorted({*own, *under})


def keepings(actor: Actor) -> list[Keeping]:
    """The units that the actor sees here, with their records (one query)."""
    found: QuerySet[Keeping] = policy_for(Keeping).visible(actor)
    return list(found.select_related("record", "unit").order_by("unit__name"))


def units_without(actor: Actor) -> list[Unit]:
    """Units in which the actor may open the keeping and nobody has yet (one query)."""
    units = [unit for unit in actor.unit_ids if actor.may(NAME, unit)]
    return list(
        Unit.objects.filter(pk__in=units).exclude(pk__in=Keeping.objects.values("unit_id")).order_by("name")
    )


def keeping_by_code(actor: Actor, code: str) -> Keeping | None:
    """The keeping that the address names; None where the actor may not know of it (one query)."""
    found: QuerySet[Keeping] = policy_for(Keeping).visible(actor)
    return found.filter(record__code=code).select_related("record__data_key", "unit").first()


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One duty: whether the holder has a key, how many keys they lack, and whether they may still keep."""

    custodian: Custodian
    pair: KeyPair | None
    lacking: int
    gone: bool


def holders_of(unit: Unit) -> list[Holder]:
    """Who has a duty in the unit (one query for people, one for keys, some for each of
    the few holders)."""
    rows = holders.in_office(unit)
    pairs = {
        pair.account_id: pair
        for pair in KeyPair.objects.filter(
            account_id__in=[row.account_id for row in rows], ended_at__isnull=True
        )
    }
    return [
        Holder(
            custodian=row, pair=pairs.get(row.account_id), gone=not row.account.is_active,
            lacking=_lacking(unit, pairs.get(row.account_id), Share.Why(row.duty)),
        )
        for row in rows
    ]  # fmt: skip


def _lacking(unit: Unit, pair: KeyPair | None, why: Share.Why) -> int:
    """How many keys the holder lacks. What they are kept away from is not counted: the number must not tell of it."""
    if pair is None:
        return 0
    units = [unit.pk, *(below(unit) if why == Share.Why.IDENTITY else ())]
    with with_units(*units):
        found = list(
            handing.lacking(units=units, pair=pair, why=why)
            .order_by("pk")
            .values_list("pk", flat=True)[:COUNTED]
        )
        away = handing.kept_away(found)
    return sum(1 for key in found if pair.account_id not in away.get(key, ()))


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """The unit's printed key: since when, when it was last rehearsed, how many keys it lacks; ``pair`` None: none."""

    pair: KeyPair | None
    rehearsed_on: date | None
    lacking: int


def recovery_of(keeping: Keeping) -> Recovery:
    """(3 queries.)"""
    pair = KeyPair.objects.filter(
        kind=KeyPair.Kind.RECOVERY, unit=keeping.unit, ended_at__isnull=True
    ).first()
    if pair is None:
        return Recovery(pair=None, rehearsed_on=None, lacking=0)
    rehearsed = (
        JournalEntry.objects.filter(record=keeping.record_id, event=f"{KIND}:rehearse", payload__pair=pair.pk)
        .order_by("-seq")
        .values_list("on", flat=True)
        .first()
    )
    return Recovery(
        pair=pair, rehearsed_on=rehearsed, lacking=_lacking(keeping.unit, pair, Share.Why.RECOVERY)
    )


def proposals_of(keeping: Keeping) -> list[Proposal]:
    """Those that wait for somebody, newest first (one query)."""
    carried = Q(outcome="confirmed", done_at__isnull=True, valid_until__gt=clock.now())
    found = keeping.proposals.filter(Q(outcome="") | carried)
    return list(found.select_related("account", "to_unit", "proposed_by", "unit").order_by("-pk"))


def nameable(unit: Unit, *, on: date) -> dict[str, Account]:
    """Whose post in the unit lets them keep identities, by id; for choices."""
    found = Account.objects.filter(
        is_active=True, holdings__held__contains=on, holdings__post__unit=unit,
        holdings__post__permissions__contains=[KEEP],
    )  # fmt: skip
    return {str(each.pk): each for each in found.distinct().order_by("display_name", "pk")}


def deciding_units(unit: Unit) -> dict[str, Unit]:
    """Other units with somebody who keeps identities, by id; for choices."""
    keeping = Custodian.objects.filter(duty="identity", until__isnull=True).values("unit_id")
    return {
        str(each.pk): each
        for each in Unit.objects.filter(pk__in=keeping).exclude(pk=unit.pk).order_by("name")
    }


def decides_for(actor: Actor) -> list[int]:
    """The units whose identities the actor decides about now (one query)."""
    if actor.account is None or not actor.may(KEEP):
        return []
    own = [unit for unit in actor.unit_ids if KEEP in actor.own.get(unit, frozenset())]
    found = Custodian.objects.filter(
        account=actor.account, unit_id__in=own, duty="identity", until__isnull=True
    )
    return list(found.values_list("unit_id", flat=True))


def waiting_requests(actor: Actor) -> QuerySet[IdentityRequest]:
    """What waits for the actor's decision, oldest first."""
    found = IdentityRequest.objects.filter(decider_id__in=decides_for(actor), outcome="")
    return (
        found.exclude(asked_by=actor.account_id).select_related("asked_by", "unit", "decider").order_by("pk")
    )


def past_requests(actor: Actor, *, after: int | None) -> tuple[Sequence[IdentityRequest], int | None]:
    """Fifty decided ones of the units that the actor decides for, newest first, and the key from which the next page
    goes on (one query)."""
    found = IdentityRequest.objects.filter(decider_id__in=decides_for(actor)).exclude(outcome="")
    if after is not None:
        found = found.filter(pk__lt=after)
    rows = list(found.select_related("asked_by", "decided_by", "unit").order_by("-pk")[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], (rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None)


def request_by_key(actor: Actor, pk: int) -> IdentityRequest | None:
    """One's own, or one that the actor decides about (2 queries)."""
    found = IdentityRequest.objects.filter(
        Q(decider_id__in=decides_for(actor)) | Q(asked_by=actor.account_id), pk=pk
    )
    return found.select_related("asked_by", "decided_by", "unit", "decider").first()


def own_requests(record: Record, actor: Actor) -> list[IdentityRequest]:
    """What the actor asked about the record, newest first (one query)."""
    found = IdentityRequest.objects.filter(record=record, asked_by=actor.account_id)
    return list(found.select_related("decided_by", "decider").order_by("-pk")[:10])


def waiting_for(actor: Actor) -> int | None:
    """How many requests wait for the actor; None for none."""
    return waiting_requests(actor).count() or None if actor.may(KEEP) else None


def views_of(record: Record, *, after: int | None) -> tuple[list[JournalEntry], int | None]:
    """Fifty views of the record's identity, newest first (one query)."""
    found = JournalEntry.objects.filter(record=record, event=f"{record.kind}:{VIEWED}")
    if after is not None:
        found = found.filter(seq__lt=after)
    rows = list(found.select_related("actor").order_by("-seq")[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], (rows[PAGE_SIZE - 1].seq if len(rows) > PAGE_SIZE else None)


def seen_lately(actor: Actor) -> bool:
    """Whether somebody else saw an identity in the last day, in units that the actor decides for: that, and no more, is
    told to those who keep identities (one query more than `decides_for`)."""
    units = decides_for(actor)
    found = JournalEntry.objects.filter(
        unit_id__in=units, event__endswith=f":{VIEWED}", at__gt=clock.now() - timedelta(days=1)
    )
    return bool(units) and found.exclude(actor=actor.account_id).exists()


def machine_sealed(unit: Unit) -> bool:
    """Whether the unit has keys of people at all, beside those of the installation."""
    return not DataKey.objects.filter(unit=unit, key_id="custody").exists()


def viewing_units(actor: Actor) -> list[int]:
    return [unit for unit in actor.unit_ids if actor.may(VIEW, unit)]
