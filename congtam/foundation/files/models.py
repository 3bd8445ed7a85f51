"""Stored files, and those that a scanner found harmful."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.sealing.models import DataKey


class StoredFile(models.Model):
    """A file, encrypted under the data key of its record; what somebody sent is kept without its metadata.

    `store_name` is the SHA-256 of the ciphertext (so that checking needs no key); `content_mac` finds the file
    again by the bytes that were handed in, inside one unit only, and tells nobody what they are.
    """

    class Scanned(models.TextChoices):
        """What the scanner for harmful software said when the file came in."""

        NONE = "none", _("không quét")
        CLEAN = "clean", _("không thấy gì")
        MISSED = "missed", _("máy quét không trả lời")

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="files")
    store_name = models.CharField(max_length=64, unique=True)
    content_mac = models.BinaryField(max_length=32)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=40)
    pages = models.PositiveIntegerField()
    scanned = models.CharField(max_length=10, choices=Scanned, default=Scanned.NONE)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "content_mac"], name="files_same_bytes"),
            models.Index(fields=["unit"], condition=models.Q(scanned="missed"), name="files_not_scanned"),
        ]

    def __str__(self) -> str:
        return self.store_name


class Quarantined(models.Model):
    """A file that was refused because a scanner named what is in it. Nothing tells who sent it or how it was called.

    The bytes lie encrypted outside the store under ``place``; ``wrapped`` is their key, and emptied when they are
    destroyed. The row itself stays.
    """

    class Reason(models.TextChoices):
        """Why it was destroyed."""

        TOLD = "told", _("Đã báo người gửi gửi lại tệp sạch")
        USELESS = "useless", _("Không còn cần để xem xét")
        HANDED_ON = "handed_on", _("Đã giao bộ phận an toàn thông tin")

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=32, unique=True)
    wrapped = models.BinaryField(null=True)
    key_id = models.CharField(max_length=100)
    found_at = models.DateTimeField()
    signature = models.CharField(max_length=120)
    size = models.BigIntegerField()
    channel = models.CharField(max_length=20)
    hash_prefix = models.CharField(max_length=12)
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-found_at"], name="files_quarantined_by_time")]

    def __str__(self) -> str:
        return f"{self.place} ({self.signature})"
