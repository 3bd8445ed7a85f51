"""Who may know of working copies: whoever may know of what is sealed. Which of them they read, `rights` says."""

from congtam.casework.letters.models import WorkingCopy, WorkingPage
from congtam.casework.letters.redaction import events  # noqa: F401  registers them
from congtam.foundation.access.policies import Policy, register


class WorkingCopyPolicy(Policy[WorkingCopy]):
    model = WorkingCopy
    view_permission = "denunciations.view"


class WorkingPagePolicy(Policy[WorkingPage]):
    model = WorkingPage
    view_permission = "denunciations.view"


register(WorkingCopyPolicy())
register(WorkingPagePolicy())
