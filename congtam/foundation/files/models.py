"""Stored files."""

from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.sealing.models import DataKey


class StoredFile(models.Model):
    """A file as it was handed in, encrypted under the data key of its record.

    `store_name` is the SHA-256 of the ciphertext (so that checking needs no key); `content_mac` finds the
    same bytes again inside one unit only, and tells nobody what they are.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="files")
    store_name = models.CharField(max_length=64, unique=True)
    content_mac = models.BinaryField(max_length=32)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=40)
    pages = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["unit", "content_mac"], name="files_same_bytes")]

    def __str__(self) -> str:
        return self.store_name
