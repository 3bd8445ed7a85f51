"""Who sees the facts of units, and who keeps them."""

from django.db.models import QuerySet

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register
from congtam.registers.organisations.models import UnitFacts

MAINTAIN = "organisations.maintain"


class UnitFactsPolicy(Policy[UnitFacts]):
    """Names and addresses of public offices are public: everybody reads them, of every unit."""

    model = UnitFacts
    view_permission = MAINTAIN  # asked for writing only

    def visible(self, actor: Actor) -> QuerySet[UnitFacts]:
        return UnitFacts.objects.all()


register(UnitFactsPolicy())
