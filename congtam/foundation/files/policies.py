"""Who may see what is in quarantine."""

from congtam.foundation.access.policies import Policy, register
from congtam.foundation.files.models import Quarantined
from congtam.foundation.files.quarantine import PERMISSION


class QuarantinePolicy(Policy[Quarantined]):
    """Whoever looks after the quarantine of the unit."""

    model = Quarantined
    view_permission = PERMISSION


register(QuarantinePolicy())
