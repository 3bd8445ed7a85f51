"""Working copies of the scans of a letter."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing.models import DataKey


class WorkingCopy(models.Model):
    """One version, counted from 1 in its letter. Its pages lie under the key of the letter's record; ``boxes`` (what
    was covered, for the next version) under ``key``, the seal of the letter.

    ``legible`` are the places of pages on which a machine still read who wrote, when the copy was made. ``alone``: the
    unit had nobody else who could check it. Of one that was withdrawn only this row stays.
    """

    class State(models.TextChoices):
        MADE = "made", _("Chờ duyệt")
        RELEASED = "released", _("Đang dùng")
        WITHDRAWN = "withdrawn", _("Đã rút")

    letter = models.ForeignKey("letters.Letter", on_delete=models.PROTECT, related_name="working_copies")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.MADE)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    boxes = models.BinaryField()
    legible = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="one_working_copy_a_number"),
            models.CheckConstraint(
                condition=~models.Q(state="released")
                | models.Q(models.Q(alone=True) | ~models.Q(checked_by=models.F("made_by")), checked_by__isnull=False),
                name="released_by_a_second_person",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.number}"


class WorkingPage(models.Model):
    """A page of a copy: where it stands in the scans, its picture (none: the words alone are given), and its text,
    sealed with the key of the letter's record."""

    copy = models.ForeignKey(WorkingCopy, on_delete=models.PROTECT, related_name="pages")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    scan = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "position"], name="one_working_page_a_place")]

    def __str__(self) -> str:
        return f"{self.copy_id}.{self.position}"
