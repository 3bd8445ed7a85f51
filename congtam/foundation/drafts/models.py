"""Drafts."""

from django.db import models

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.sealing.models import DataKey


class Draft(models.Model):
    """One form as one person left it. ``key`` names the form ("letters.register:K7QX-P3MA")."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="one_draft_a_form")]

    def __str__(self) -> str:
        return self.key
