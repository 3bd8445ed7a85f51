"""The journal: what happened, in order, never changed."""

from django.db import models

from congtam.foundation.access.models import Account, Unit
from congtam.mechanisms.lifecycle.models.record import Record


class JournalEntry(models.Model):
    """One event of a record. Its hash covers the payload and the hash before it; the table refuses UPDATE,
    DELETE and TRUNCATE (see the migration). Nothing personal stands here: what people typed is a note."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="entries")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    event = models.CharField(max_length=80)
    at = models.DateTimeField()
    on = models.DateField()
    actor = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    system = models.CharField(max_length=60, blank=True)
    post_title = models.CharField(max_length=120, blank=True)
    payload = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "seq"], name="one_entry_a_place")]

    def __str__(self) -> str:
        return f"{self.seq} {self.event}"


class JournalNote(models.Model):
    """What a person typed beside an entry: the reason, a name. It is sealed with the record's key and stands
    outside the hashed payload, which holds only a digest of the salted value, so that it can be erased by
    law without breaking the chain."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="notes")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    salt = models.BinaryField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="one_note_a_name")]

    def __str__(self) -> str:
        return self.name
