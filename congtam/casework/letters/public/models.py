"""What the citizens' side keeps: which offices take letters there, and what an office and a sender write to each other.

Nothing here says from where, with what or when in the day somebody wrote, and nothing says whether they have read.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account, Unit
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import Record


class WebChannel(models.Model):
    """Whether an office takes letters on the public page. An office without a row does, once its contacts are known."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")
    open = models.BooleanField(default=True)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.unit_id}: {'open' if self.open else 'closed'}"


class CodeKey(models.Model):
    """The public key that belongs to a tracking code, so that an office can write what only the code opens.

    ``code_mac`` is the keyed hash by which the code is looked up. The private key is derived from the code each time
    it is typed (`code_keys`) and kept nowhere.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code_mac = models.BinaryField(max_length=32, unique=True)
    salt = models.BinaryField(max_length=16)
    public = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.record_id)


class Message(models.Model):
    """One message between an office and the sender of a record.

    ``sealed`` is its text under ``key``: for the office. ``copies`` are sealed boxes of what the office wrote, to the
    public keys of the tracking codes that lead to the record: for the sender. ``on`` is a day and no instant.
    ``handled_on``: the day on which somebody of the office dealt with what the sender wrote.
    """

    class Direction(models.TextChoices):
        SENDER = "sender", _("Người gửi")
        OFFICE = "office", _("Cơ quan")

    uid = models.UUIDField(default=uuid4, unique=True)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="messages")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=6, choices=Direction)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    copies = ArrayField(models.BinaryField(), default=list, blank=True)
    on = models.DateField()
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    handled_on = models.DateField(null=True, blank=True)
    save_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "save_key"], name="one_message_a_save"),
            models.CheckConstraint(
                condition=models.Q(direction="office", author__isnull=False)
                | models.Q(direction="sender", author__isnull=True, copies=[]),
                name="a_sender_has_no_account",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "record"],
                condition=models.Q(direction="sender", handled_on__isnull=True),
                name="message_waits",
            )
        ]

    def __str__(self) -> str:
        return str(self.uid)


class MessageFile(models.Model):
    """A file that the sender added to a message, under the message's key."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="files")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "position"], name="one_file_a_place")]

    def __str__(self) -> str:
        return f"{self.message_id}.{self.position}"

    @property
    def page_numbers(self) -> range:
        """From 1."""
        return range(1, self.file.pages + 1)
