"""Who sees the register and acts on it: whoever manages accounts in the unit."""

from congtam.foundation.access.elevation import Elevation
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


register(AccountEntryPolicy())
register(PostEntryPolicy())
register(InvitationPolicy())
register(ResetRequestPolicy())
register(ElevationPolicy())
