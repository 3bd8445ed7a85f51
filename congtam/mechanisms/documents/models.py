"""Templates that an office uploaded, and documents as they were issued."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle.models import Record


class DocumentTemplate(models.Model):
    """One version of an office's own template of a kind; ``sha256`` (hex) names the version.

    The bytes are never changed (trigger): a corrected template is a new row, and the old one stays for the
    documents that were made from it. At most one version of a kind is in use in a unit.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    active = models.BooleanField(default=True)
    compared = models.BooleanField(default=False)
    compared_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    compared_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=models.Q(active=True), name="one_template_in_use"
            ),
            models.UniqueConstraint(fields=["unit", "kind", "sha256"], name="one_row_a_template_version"),
            models.CheckConstraint(
                condition=models.Q(compared=False)
                | models.Q(compared_by__isnull=False, compared_on__isnull=False),
                name="compared_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class SentBy(models.TextChoices):
    """How a document left the office."""

    POST = "post", _("Bưu điện")
    HAND = "hand", _("Trao tay")
    EMAIL = "email", _("Thư điện tử")
    OTHER = "other", _("Cách khác")


class IssuedDocument(models.Model):
    """A document with its number, as it was issued.

    Number, symbol, facts, file and template version are frozen: a trigger refuses to change them for every
    role. What follows the paper on its way (signed, sent, delivered, received) is filled in later; each date
    has a proof, a file or a sealed sentence. A number that was voided stays, with the day and the sealed reason,
    and never comes back to life (trigger). Erasure by law takes file, facts and proofs and leaves the number.
    ``uid`` names the document outside and binds what is sealed; the page that issues gives it, so that a double
    click is one document. ``item`` 0 is the record itself.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="documents")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=80)
    series = models.CharField(max_length=20)
    series_scope = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    issued_on = models.DateField()
    issued_at = models.DateTimeField(default=clock.now)
    template_version = models.CharField(max_length=64)
    template_compared = models.BooleanField()
    facts = models.BinaryField()
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    signed = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_by_how = models.CharField(max_length=10, choices=SentBy, blank=True)
    sent_proof = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_note = models.BinaryField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_proof = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_note = models.BinaryField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    received_proof = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_note = models.BinaryField(null=True, blank=True)
    voided_on = models.DateField(null=True, blank=True)
    void_reason = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "series_scope", "number"], name="one_document_a_number"
            ),
            models.CheckConstraint(
                condition=models.Q(voided_on__isnull=True, void_reason__isnull=True)
                | models.Q(voided_on__isnull=False, void_reason__isnull=False),
                name="voided_with_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(signed__isnull=True, signed_on__isnull=True)
                | models.Q(signed__isnull=False, signed_on__isnull=False),
                name="signed_with_its_scan",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-issued_on", "-id"], name="documents_by_day")]

    def __str__(self) -> str:
        return self.symbol
