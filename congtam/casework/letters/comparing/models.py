"""Links between two records, declared by an officer."""

from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.mechanisms.lifecycle.models import Record


class RecordLink(models.Model):
    """Two records of one unit: ``same`` says that they are one matter, and ``reason`` why (sealed with the key of
    ``record``, the later one); otherwise that somebody looked, and they are not."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    reason = models.BinaryField(null=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "other"], name="one_link_a_pair"),
            models.CheckConstraint(
                condition=models.Q(record__gt=models.F("other")), name="the_later_one_first"
            ),
            models.CheckConstraint(
                condition=models.Q(same=False) | models.Q(reason__isnull=False), name="a_link_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.other_id}"
