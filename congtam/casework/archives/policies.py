"""Who may see what the archive keeps: whoever may see the archive and the record that it is about."""

from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from congtam.casework.archives.models import Item, Minutes, Original, Proposal, Stay
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, policy_for, register
from congtam.mechanisms.lifecycle.models import Record

M = TypeVar("M", bound=Model)


class _OfRecord(Policy[M], Generic[M]):
    """As open as the record, for those who may see the archive."""

    view_permission = "archives.view"

    def visible(self, actor: Actor) -> QuerySet[M]:
        return super().visible(actor).filter(record__in=policy_for(Record).visible(actor))

    def may(self, actor: Actor, permission: str, row: M) -> bool:
        record: Record = row.record  # type: ignore[attr-defined]
        return super().may(actor, permission, row) and policy_for(Record).may(actor, permission, record)


class OriginalPolicy(_OfRecord[Original]):
    model = Original


class StayPolicy(_OfRecord[Stay]):
    model = Stay


class ProposalPolicy(_OfRecord[Proposal]):
    model = Proposal


class ItemPolicy(Policy[Item]):
    """The list is read with its proposal."""

    model = Item
    view_permission = "archives.view"


class MinutesPolicy(Policy[Minutes]):
    """Names codes, places and people of the office."""

    model = Minutes
    view_permission = "archives.view"


register(OriginalPolicy())
register(StayPolicy())
register(ProposalPolicy())
register(ItemPolicy())
register(MinutesPolicy())
