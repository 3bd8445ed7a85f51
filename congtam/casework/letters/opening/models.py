"""What an opening balance leaves beside the letters: the batch, and what only the paper book knows of a letter."""

from django.db import models

from congtam.foundation.access.models import Unit
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle.models import Record


class OpeningBatch(models.Model):
    """One file of a paper book that was handed in. The file stays with the batch, encrypted, as evidence of what
    was entered; ``rows`` and the numbers are counted when it is entered."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="opening")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    first_number = models.PositiveIntegerField(null=True, blank=True)
    last_number = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.record_id)


class PaperEntry(models.Model):
    """A letter as the paper book has it. ``settle_by`` is the last day that somebody wrote there, ``computed`` the
    one that the law gave when it was entered; ``sealed`` holds the numbers of papers, their place and the note."""

    letter = models.OneToOneField(
        "letters.Letter", on_delete=models.PROTECT, primary_key=True, related_name="paper_entry"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(OpeningBatch, on_delete=models.PROTECT, related_name="entries")
    row = models.PositiveIntegerField()
    settle_by = models.DateField(null=True, blank=True)
    computed = models.DateField(null=True, blank=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.letter_id)

    @property
    def differs(self) -> bool:
        """Whether both days are known and are not the same: a person decides which is right."""
        return None not in (self.settle_by, self.computed) and self.settle_by != self.computed
