"""Reading what the archive keeps: lists by key, few queries. Nothing here changes anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from congtam.casework.archives.models import Item, Minutes, Original, Proposal, Stay
from congtam.casework.archives.retention import due_on
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.mechanisms.lifecycle.models import Erasure, Level, Record
from congtam.mechanisms.lifecycle.registry import lifecycles
from congtam.mechanisms.rulebook import editions

PAGE_SIZE = 50
#: what no list shows and may be long
HEAVY = ("record__receipt_sealed", "record__receipt_mac", "record__head")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[M]):
    """One page of a list; ``older`` is the key from which the next one goes on (None: there is none)."""

    rows: Sequence[M]
    older: int | None


def page_of(found: QuerySet[M], *, before: int | None) -> Page[M]:
    """Fifty rows with a smaller key than ``before``, newest first."""
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return Page(rows=rows, older=rows[-1].pk if more else None)


def record_by_code(actor: Actor, code: str) -> Record | None:
    """The record, where the actor may see it and keeps or sees paper in its unit."""
    found = policy_for(Record).visible(actor).filter(code=code).exclude(kind="archives.proposal")
    record = found.select_related("data_key", "unit", "holder").first()
    return record if record and actor.may("archives.view", record.unit_id) else None


def records_by_codes(actor: Actor, codes: Iterable[str], *, permission: str) -> list[Record]:
    """The records of these codes in whose units the actor holds ``permission`` (one query)."""
    units = [unit for unit in actor.unit_ids if actor.may(permission, unit)]
    found = policy_for(Record).visible(actor).filter(code__in=tuple(codes), unit_id__in=units)
    return list(found.exclude(kind="archives.proposal").select_related("data_key"))


def places(actor: Actor, *, codes: Sequence[str] = ()) -> QuerySet[Stay]:
    """Where the paper of each record is now; ``codes``: of these records only."""
    found = policy_for(Stay).visible(actor).filter(during__endswith__isnull=True)
    if codes:
        found = found.filter(record__code__in=codes)
    return found.select_related("record", "holder").defer(*HEAVY)


def stays_of(record: Record) -> list[Stay]:
    """All stays of the record's paper, the present one first (one query)."""
    return list(record.stays.select_related("holder", "moved_by", "minutes").order_by("-pk"))


def originals_of(record: Record) -> list[Original]:
    """The record's originals in their order (one query)."""
    return list(record.originals.order_by("position"))


def still_held(actor: Actor) -> QuerySet[Original]:
    """Originals not handed back though the record is over: refused, or decided and closed."""
    over = Q(pk__in=())
    for lifecycle in lifecycles().values():
        final = [state.name for state in lifecycle.states if state.final]
        over |= Q(record__kind=lifecycle.kind, record__state__in=final)
    return (
        policy_for(Original).visible(actor).filter(over, returned_on__isnull=True)
        .select_related("record__data_key").defer(*HEAVY)
    )  # fmt: skip


def to_review(actor: Actor, *, today: date) -> QuerySet[Record]:
    """Closed records whose time to be kept is over, that no list holds and no decision keeps longer.

    Sealed records are left out: their custodians do not exist yet.
    """
    kept = Item.objects.filter(record=OuterRef("pk")).filter(
        Q(proposal__record__state__in=("drafted", "decided")) | Q(verdict="keep", keep_until__gte=today)
    )
    units = [unit for unit in actor.unit_ids if actor.may("archives.view", unit)]
    return (
        policy_for(Record).visible(actor)
        .filter(due_on(today, editions.shown()), unit_id__in=units)
        .exclude(level=Level.SEALED)
        .filter(~Exists(kept), ~Exists(Erasure.objects.filter(record=OuterRef("pk"))))
    )  # fmt: skip


def proposals(actor: Actor) -> QuerySet[Proposal]:
    """The proposals that the actor may see."""
    return (
        policy_for(Proposal).visible(actor).select_related("record", "drafted_by", "decided_by").defer(*HEAVY)
    )


def proposal_by_code(actor: Actor, code: str) -> Proposal | None:
    """The proposal with its list (2 queries), or None where the actor may not know of it."""
    items = Item.objects.select_related("record").order_by("position")
    return (
        policy_for(Proposal).visible(actor).filter(record__code=code)
        .select_related("record__data_key", "record__unit", "drafted_by", "decided_by", "unit")
        .prefetch_related(Prefetch("items", queryset=items)).first()
    )  # fmt: skip


def minutes_by_uid(actor: Actor, uid: UUID) -> Minutes | None:
    """The minutes with their records (2 queries)."""
    stays = Stay.objects.select_related("record").order_by("pk")
    return (
        policy_for(Minutes).visible(actor).filter(uid=uid).select_related("unit", "giver", "receiver")
        .prefetch_related(Prefetch("stays", queryset=stays)).first()
    )  # fmt: skip


def current_stay(record: Record) -> Stay | None:
    """Where the record's paper is now (one query)."""
    return Stay.objects.filter(record=record, during__endswith__isnull=True).select_related("holder").first()


def people_of(unit_id: int, *, on: date) -> dict[str, Account]:
    """Whoever holds a post in the unit that day, by id: they may have its paper (one query)."""
    found = Account.objects.filter(is_active=True, holdings__held__contains=on, holdings__post__unit=unit_id)
    return {str(account.pk): account for account in found.distinct().order_by("display_name", "pk")}
