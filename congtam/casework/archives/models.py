"""Originals, the way of the paper, and proposals to destroy.

What people typed is sealed with the key of the record that it is about, so that it goes with that record.
"""

from uuid import uuid4

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle.models import Record


class Original(models.Model):
    """One original (bản gốc) that came with a record. ``sealed``: what it is and from whom; ``back_sealed``: to whom
    it was handed back, and the sentence that proves it where there is no scan."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="originals")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    sheets = models.PositiveSmallIntegerField()
    copies = models.PositiveSmallIntegerField(default=1)
    received_on = models.DateField()
    sealed = models.BinaryField()
    returned_on = models.DateField(null=True, blank=True)
    back_sealed = models.BinaryField(null=True, blank=True)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="one_original_a_place"),
            models.CheckConstraint(
                condition=models.Q(returned_on__isnull=True, back_sealed__isnull=True, proof__isnull=True)
                | models.Q(returned_on__isnull=False, back_sealed__isnull=False),
                name="returned_to_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "id"], condition=models.Q(returned_on__isnull=True), name="original_held"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id}.{self.position}"


class Minutes(models.Model):
    """One handing over of the paper of several records at once, printed and signed by both sides."""

    class Purpose(models.TextChoices):
        MOVE = "move", _("Giao nhận hồ sơ giấy")
        ARCHIVE = "archive", _("Giao nộp vào lưu trữ")

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    on = models.DateField()
    place = models.CharField(max_length=120)
    receiver = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.uid)


class Stay(models.Model):
    """Where the paper of a record is, and who has it, for a half-open time. Two stays of one record never
    overlap (the database refuses it); the last one has no end. ``sealed``: why it was moved."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="stays")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()
    on = models.DateField()
    place = models.CharField(max_length=120)
    holder = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sealed = models.BinaryField(null=True, blank=True)
    moved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, null=True, blank=True, related_name="stays"
    )
    archived = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "-id"],
                condition=models.Q(during__endswith__isnull=True),
                name="paper_is_here",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=models.Q(during__endswith__isnull=True),
                name="paper_in_one_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.during}"


class Proposal(models.Model):
    """A list of records proposed for destruction. The list is frozen when it is drafted; somebody else decides."""

    record = models.OneToOneField(
        Record, on_delete=models.PROTECT, primary_key=True, related_name="destruction"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True, decided_on__isnull=True, decision="")
                | (
                    models.Q(decided_by__isnull=False, decided_on__isnull=False)
                    & ~models.Q(decided_by=models.F("drafted_by"))
                    & ~models.Q(decision="")
                ),
                name="decided_by_another",
            )
        ]

    def __str__(self) -> str:
        return str(self.record_id)


class Verdict(models.TextChoices):
    """What the head decided of one record."""

    OPEN = "", _("chưa quyết định")
    KEEP = "keep", _("Giữ tiếp")
    DESTROY = "destroy", _("Tiêu hủy")


class Item(models.Model):
    """One record on the list. ``sealed`` (with the proposal's key): why. ``kept_to`` is the day up to which the
    rulebook has it kept, ``rule`` the rule that says so."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="items")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="destruction_items")
    sealed = models.BinaryField()
    kept_to = models.DateField()
    rule = models.CharField(max_length=160)
    rule_version = models.CharField(max_length=64)
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True, default=Verdict.OPEN)
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "position"], name="one_item_a_place"),
            models.UniqueConstraint(fields=["proposal", "record"], name="one_item_a_record"),
            models.CheckConstraint(
                condition=models.Q(verdict="keep", keep_until__isnull=False)
                | (~models.Q(verdict="keep") & models.Q(keep_until__isnull=True)),
                name="kept_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}.{self.position}"
