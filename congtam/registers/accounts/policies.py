"""Who sees the register and acts on it: whoever manages accounts in the unit."""

from django.db.models import Q, QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.elevation import Elevation
from congtam.foundation.access.models import Relation
from congtam.foundation.access.policies import Policy, register
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.models import AccountEntry, Invitation, PostEntry, ResetRequest


class AccountEntryPolicy(Policy[AccountEntry]):
    model = AccountEntry
    view_permission = MANAGE


class PostEntryPolicy(Policy[PostEntry]):
    model = PostEntry
    view_permission = MANAGE


class InvitationPolicy(Policy[Invitation]):
    model = Invitation
    view_permission = MANAGE


class ResetRequestPolicy(Policy[ResetRequest]):
    model = ResetRequest
    view_permission = MANAGE


class ElevationPolicy(Policy[Elevation]):
    """What somebody has for a short time is seen by whoever manages accounts there, and by themselves (`queries`)."""

    model = Elevation
    view_permission = MANAGE


class RelationPolicy(Policy[Relation]):
    """Seen by whoever it is about and by whoever looks after the account, and by nobody else."""

    model = Relation
    view_permission = MANAGE

    def visible(self, actor: Actor) -> QuerySet[Relation]:
        looked_after = AccountEntryPolicy().visible(actor).values("account_id")
        return Relation.objects.filter(Q(account_id=actor.account_id) | Q(account_id__in=looked_after))

    def may(self, actor: Actor, permission: str, row: Relation) -> bool:
        return self.visible(actor).filter(pk=row.pk).exists()


register(AccountEntryPolicy())
register(PostEntryPolicy())
register(InvitationPolicy())
register(ResetRequestPolicy())
register(ElevationPolicy())
register(RelationPolicy())
