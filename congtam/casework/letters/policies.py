"""Who may see letters, their matters and their scans, and do what with them."""

from congtam.casework.letters.models import Letter, Matter, Scan, ScanPage
from congtam.foundation.access.policies import Policy, register


class LetterPolicy(Policy[Letter]):
    model = Letter
    view_permission = "letters.view"


class MatterPolicy(Policy[Matter]):
    model = Matter
    view_permission = "letters.view"


class ScanPolicy(Policy[Scan]):
    model = Scan
    view_permission = "letters.view"


class ScanPagePolicy(Policy[ScanPage]):
    model = ScanPage
    view_permission = "letters.view"


register(LetterPolicy())
register(MatterPolicy())
register(ScanPolicy())
register(ScanPagePolicy())
