"""Data keys, stored wrapped."""

from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.sealing.holders import wrap_new_key


class DataKey(models.Model):
    """The key of one record, readable only by the holder that wrapped it."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    wrapped = models.BinaryField()
    key_id = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.pk} ({self.key_id})"


def new_data_key(*, unit: Unit) -> DataKey:
    """A fresh key, wrapped and stored. Raises KeyMissing."""
    wrapped, key_id = wrap_new_key()
    return DataKey.objects.create(unit=unit, wrapped=wrapped, key_id=key_id)
