"""Who sees what was applied: whoever may change the law or the calendar in the unit."""

from django.db.models import QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.registers.legislation.lifecycle import CALENDAR, VALUES
from congtam.registers.legislation.models import AppliedChange, Recheck


def maintained_units(actor: Actor) -> tuple[int, ...]:
    """The units in which the actor looks after the law or the calendar."""
    return tuple(
        unit for unit in actor.unit_ids if any(actor.may(right, unit) for right in (VALUES, CALENDAR))
    )


class AppliedChangePolicy(Policy[AppliedChange]):
    model = AppliedChange
    view_permission = CALENDAR

    def visible(self, actor: Actor) -> QuerySet[AppliedChange]:
        return AppliedChange.objects.filter(unit_id__in=maintained_units(actor))


class RecheckPolicy(Policy[Recheck]):
    model = Recheck
    view_permission = CALENDAR

    def visible(self, actor: Actor) -> QuerySet[Recheck]:
        return Recheck.objects.filter(unit_id__in=maintained_units(actor))


register(AppliedChangePolicy())
register(RecheckPolicy())
