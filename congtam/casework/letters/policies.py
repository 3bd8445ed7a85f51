"""Who may see letters, their matters and their scans, and do what with them."""

from congtam.casework.letters.comparing import policies as comparing_policies  # noqa: F401  registers them
from congtam.casework.letters.denunciation import policies as denunciation_policies  # noqa: F401  registers them
from congtam.casework.letters.dispatching import policies as dispatching_policies  # noqa: F401  registers them
from congtam.casework.letters.models import Letter, Matter, OpeningBatch, PaperEntry, Scan, ScanPage
from congtam.casework.letters.opening.lifecycle import PERMISSION
from congtam.casework.letters.public import policies as public_policies  # noqa: F401  registers them
from congtam.casework.letters.redaction import policies as redaction_policies  # noqa: F401  registers them
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import Policy, register


class LetterPolicy(Policy[Letter]):
    model = Letter
    view_permission = "letters.view"


class MatterPolicy(Policy[Matter]):
    model = Matter
    view_permission = "letters.view"
    record_path = "letter_id"


class ScanPolicy(Policy[Scan]):
    model = Scan
    view_permission = "letters.view"
    record_path = "letter_id"


class ScanPagePolicy(Policy[ScanPage]):
    model = ScanPage
    view_permission = "letters.view"
    record_path = "scan__letter_id"


class PaperEntryPolicy(Policy[PaperEntry]):
    model = PaperEntry
    view_permission = "letters.view"
    record_path = "letter_id"


class OpeningBatchPolicy(Policy[OpeningBatch]):
    """Counts, numbers and days; the file and what is wrong in it are for whoever handed it in."""

    model = OpeningBatch
    view_permission = PERMISSION

    def opens(self, actor: Actor, batch: OpeningBatch) -> bool:
        """Whether the actor may read the cells of the file."""
        return batch.record.holder_id in actor.holders and self.may(actor, PERMISSION, batch)


register(LetterPolicy())
register(MatterPolicy())
register(ScanPolicy())
register(ScanPagePolicy())
register(PaperEntryPolicy())
register(OpeningBatchPolicy())
