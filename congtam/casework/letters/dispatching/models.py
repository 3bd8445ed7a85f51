"""Papers that were opened for sending."""

from django.db import models

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.documents.models import IssuedDocument


class AddressedPaper(models.Model):
    """A paper with name and address in it, as it left. ``file`` lies under ``key``, the seal of the identity;
    ``save_key`` makes a double click one act."""

    document = models.ForeignKey(IssuedDocument, on_delete=models.PROTECT, related_name="addressed")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    save_key = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.made_at}"
