"""What was erased by law: one row a record, never changed."""

from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.models.journal import JournalEntry
from congtam.mechanisms.lifecycle.models.record import Record


class Erasure(models.Model):
    """A record whose content is gone by a decision. ``entry`` is the certificate in the record's journal.

    The database lets nothing of a record go before this row is there, and takes the row from the
    application only where somebody decided so (triggers).
    """

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="erasure")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField(JournalEntry, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=60)
    decided_on = models.DateField()
    proposal = models.CharField(max_length=16)
    erased_on = models.DateField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.record_id)
