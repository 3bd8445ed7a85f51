"""Who sees a record: whoever may view records of its kind in its unit."""

from django.db.models import Q, QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of, lifecycles


class RecordPolicy(Policy[Record]):
    """The view permission is that of the record's kind."""

    model = Record
    view_permission = ""

    def visible(self, actor: Actor) -> QuerySet[Record]:
        condition = Q(pk__in=())
        for lifecycle in lifecycles().values():
            if units := [unit for unit in actor.unit_ids if actor.may(lifecycle.view, unit)]:
                condition |= Q(kind=lifecycle.kind, unit_id__in=units)
        return Record.objects.filter(condition)

    def may(self, actor: Actor, permission: str, row: Record) -> bool:
        view = lifecycle_of(row.kind).view
        return actor.may(view, row.unit_id) and actor.may(permission, row.unit_id)


register(RecordPolicy())
