"""Who sees the books: whoever may view them in that office."""

from congtam.casework.correspondence.lifecycle import VIEW
from congtam.casework.correspondence.models import Incoming, Outgoing
from congtam.foundation.access.policies import Policy, register


class IncomingPolicy(Policy[Incoming]):
    model = Incoming
    view_permission = VIEW


class OutgoingPolicy(Policy[Outgoing]):
    model = Outgoing
    view_permission = VIEW


register(IncomingPolicy())
register(OutgoingPolicy())
