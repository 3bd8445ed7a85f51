"""The record: what a case is before one knows what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.sealing.models import DataKey


class Level(models.TextChoices):
    """How far a record may be read (``thường``, ``hạn chế``, ``niêm phong``)."""

    ORDINARY = "ordinary", _("Thường")
    RESTRICTED = "restricted", _("Hạn chế")
    SEALED = "sealed", _("Niêm phong")


class Record(models.Model):
    """One case of any kind.

    ``code`` is how people inside refer to it: short, and not in sequence, so that nobody learns from 141 and
    143 that 142 is hidden. ``number`` stands in the registrar's book only and has no gaps. ``version`` counts
    acts, so that the second of two officers who save at once is told. ``head`` and ``length`` repeat what the
    journal's chain must lead to.
    """

    kind = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level, default=Level.ORDINARY)
    subject = models.CharField(max_length=300, blank=True)
    holder = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_on = models.DateField(null=True, blank=True)
    book = models.CharField(max_length=40, blank=True)
    book_year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes)
    length = models.PositiveIntegerField(default=0)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    receipt_mac = models.BinaryField(max_length=32, null=True, unique=True)
    receipt_sealed = models.BinaryField(null=True)
    idempotency_key = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "book", "book_year", "number"],
                condition=models.Q(number__isnull=False),
                name="number_once_in_a_book",
            ),
            models.UniqueConstraint(fields=["unit", "idempotency_key"], name="one_record_a_save"),
        ]
        indexes = [
            # with the level, which row-level security looks at, so that counting reads the index alone
            models.Index(fields=["unit", "kind", "-id"], include=["level"], name="record_list"),
            models.Index(
                fields=["unit", "kind", "state", "-id"], include=["level"], name="record_list_by_state"
            ),
            models.Index(fields=["holder", "state", "-id"], name="record_list_by_holder"),
        ]

    def __str__(self) -> str:
        return self.code
