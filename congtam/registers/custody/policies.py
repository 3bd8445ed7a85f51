"""Who sees the register: by unit, and requests also in the unit whose custodians decide."""

from django.db.models import Q, QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.registers.custody.lifecycle import KEEP, REVIEW, VIEW
from congtam.registers.custody.models import IdentityRequest, Keeping, Proposal, ReadingReview


class KeepingPolicy(Policy[Keeping]):
    model = Keeping
    view_permission = VIEW


class ProposalPolicy(Policy[Proposal]):
    model = Proposal
    view_permission = VIEW


class IdentityRequestPolicy(Policy[IdentityRequest]):
    """One's own, and those that one may decide about."""

    model = IdentityRequest
    view_permission = KEEP

    def visible(self, actor: Actor) -> QuerySet[IdentityRequest]:
        units = [unit for unit in actor.unit_ids if actor.may(KEEP, unit)]
        return IdentityRequest.objects.filter(Q(decider_id__in=units) | Q(asked_by=actor.account_id))


class ReadingReviewPolicy(Policy[ReadingReview]):
    model = ReadingReview
    view_permission = REVIEW


register(KeepingPolicy())
register(ProposalPolicy())
register(IdentityRequestPolicy())
register(ReadingReviewPolicy())
