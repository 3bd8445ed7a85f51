"""What stands in the books of incoming and outgoing documents.

A document under State protection (``protected``) leaves nothing here but a reference to the paper: no excerpt, no
scan. The database refuses both.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Unit
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle.models import Record


class Book(models.TextChoices):
    """The books of incoming documents. A small office keeps one, a larger one tells them apart."""

    GENERAL = "general", _("Sổ chung")
    PARTY = "party", _("Văn bản của Đảng")
    STATE = "state", _("Văn bản của Nhà nước")
    PROTECTED = "protected", _("Văn bản mật")


class Entry(models.Model):
    """What an entry of either book has. ``place`` says where the paper is; ``folded`` is what search looks in
    (excerpt, symbol, names; without accents, one space around each word)."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, primary_key=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30, blank=True)
    protected = models.BooleanField(default=False)
    excerpt = models.CharField(max_length=500, blank=True)
    copies = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    folded = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class Incoming(Entry):
    """One incoming document. Its number is that of the book and the year in which it arrived."""

    book = models.CharField(max_length=10, choices=Book)
    year = models.PositiveSmallIntegerField()
    arrived_on = models.DateField()
    issuer = models.CharField(max_length=200)
    dated = models.DateField(null=True, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    handed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "book", "year", "number"], name="one_incoming_document_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(protected=False)
                | models.Q(excerpt="", file__isnull=True, book=Book.PROTECTED.value),
                name="protected_incoming_is_a_reference_to_paper",
            ),
        ]


class Outgoing(Entry):
    """One document that left the office and was made outside the product. It shares the counter of its series with
    those that the product issues (`mechanisms.documents`)."""

    series = models.CharField(max_length=20)
    series_scope = models.CharField(max_length=20)
    issued_on = models.DateField()
    signer = models.CharField(max_length=120, blank=True)
    recipients = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "series_scope", "number"], name="one_outgoing_document_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(protected=False) | models.Q(excerpt="", file__isnull=True),
                name="protected_outgoing_is_a_reference_to_paper",
            ),
        ]
