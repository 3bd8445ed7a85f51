"""Who may see a draft: whoever typed it, nobody else."""

from django.db.models import QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.foundation.drafts.models import Draft


class DraftPolicy(Policy[Draft]):
    """No permission opens the draft of somebody else."""

    model = Draft
    view_permission = ""

    def visible(self, actor: Actor) -> QuerySet[Draft]:
        if actor.account_id is None:
            return Draft.objects.none()
        return Draft.objects.filter(account_id=actor.account_id, unit_id__in=actor.unit_ids)

    def may(self, actor: Actor, permission: str, row: Draft) -> bool:
        return actor.account_id is not None and row.account_id == actor.account_id


register(DraftPolicy())
