"""What was done for the upkeep of the installation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What was done."""

    BACKUP = "backup", _("Sao lưu")
    REHEARSAL = "rehearsal", _("Diễn tập khôi phục")


class UpkeepEvent(models.Model):
    """One backup or rehearsal, good or failed. The database refuses to change or remove a row. ``figures`` holds
    only what ``events.FIGURES`` names."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    ok = models.BooleanField()
    figures = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="a_known_upkeep")
        ]
        indexes = [models.Index(fields=["kind", "-at"], name="upkeep_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
