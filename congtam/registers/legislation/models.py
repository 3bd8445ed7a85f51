"""What was applied, and whether the stored dates still are those that law and calendar give.

The values and days themselves belong to the installation and stand in the rulebook's own tables; here is what
belongs to a unit.
"""

from django.db import models

from congtam.foundation.access.models import Unit
from congtam.foundation.editions.models import Edition
from congtam.mechanisms.lifecycle.models import Record


class AppliedChange(models.Model):
    """One change of law or calendar, applied by somebody of ``unit``. The counts are of the deadlines in the scope of
    whoever applied it; those of other units are moved by a job each."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="legal_change"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="+")
    moved = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()
    stuck = models.PositiveIntegerField()
    elsewhere = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.record_id}: {self.edition_id}"


class Recheck(models.Model):
    """One comparison of the running deadlines of a unit with what law and calendar give now. ``different`` should be
    0: dates are moved by an act, never in silence."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    looked_at = models.PositiveIntegerField()
    different = models.PositiveIntegerField()
    stuck = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="recheck_newest_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.different}"
