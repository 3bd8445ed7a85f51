"""Who sees a record: whoever may view records of its kind in its unit, may know of sealed records where it is sealed,
and is not excluded from it."""

from django.db.models import F, Q, QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import NotHidden, Policy, register
from congtam.foundation.access.rls import hidden_from
from congtam.mechanisms.lifecycle.models import Level, Record
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
        known = Q(unit_id__in=actor.sealed_unit_ids) | ~Q(level=Level.SEALED)
        return Record.objects.filter(condition, known, NotHidden(F("pk")))

    def may(self, actor: Actor, permission: str, row: Record) -> bool:
        view = lifecycle_of(row.kind).view
        if row.level == Level.SEALED and row.unit_id not in actor.sealed_unit_ids:
            return False
        if not (actor.may(view, row.unit_id) and actor.may(permission, row.unit_id)):
            return False
        return row.pk not in hidden_from(actor.account_id)


register(RecordPolicy())
