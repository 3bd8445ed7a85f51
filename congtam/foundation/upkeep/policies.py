"""Who may see what was done: whoever may view the upkeep, in any unit; the rows belong to none."""

from django.db.models import QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.foundation.upkeep.models import UpkeepEvent


class UpkeepPolicy(Policy[UpkeepEvent]):
    """The whole installation, or nothing of it."""

    model = UpkeepEvent
    view_permission = "upkeep.view"

    def visible(self, actor: Actor) -> QuerySet[UpkeepEvent]:
        rows = UpkeepEvent.objects.all()
        return rows if actor.may(self.view_permission) else rows.none()

    def may(self, actor: Actor, permission: str, row: UpkeepEvent) -> bool:
        return actor.may(self.view_permission) and actor.may(permission)


register(UpkeepPolicy())
