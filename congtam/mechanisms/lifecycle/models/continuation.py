"""Where a record goes on that this unit no longer works on."""

from django.db import models

from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.models.record import Record


class Continuation(models.Model):
    """A record that was handed over to another body on the day ``on``: one row a record.

    ``to_unit`` is a unit of this installation; None where ``body`` names one outside. ``continued_by`` is the record
    of the same case there, once it was opened. The row belongs to the unit that handed over. The citizen's tracking
    code follows it, and nobody else: row-level security shows neither unit the other's records.
    """

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="continuation"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    symbol = models.CharField(max_length=60)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=200, blank=True)
    continued_by = models.OneToOneField(Record, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(to_unit__isnull=False, body="")
                           | (models.Q(to_unit__isnull=True, continued_by__isnull=True) & ~models.Q(body=""))),
                name="handed_to_one_body",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.record_id)

    @property
    def receiver(self) -> str:
        """The name of the body that goes on with the record."""
        return self.to_unit.name if self.to_unit else self.body
