"""Who is kept away from a record, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.mechanisms.lifecycle.models.journal import JournalEntry
from congtam.mechanisms.lifecycle.models.record import Record


class Exclusion(models.Model):
    """An account from which a record is hidden. The database hides it: no row of the record is shown to the account,
    whatever its rights are.

    ``because_of`` is the person named in the matter for whose sake the account is kept away (themself, somebody
    below them, a relative, whoever stands in for them); None where a conflict was declared. A row is never taken
    back: it ends.
    """

    class Why(models.TextChoices):
        NAMED = "named", _("được nêu trong vụ việc")
        LINE = "line", _("cấp dưới hoặc người thay thế của người được nêu")
        RELATIVE = "relative", _("người thân đã khai của người được nêu")
        DECLARED = "declared", _("đã khai có xung đột lợi ích")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="exclusions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=10, choices=Why)
    because_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "account", "why", "because_of"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="excluded_once_for_a_reason",
            )
        ]
        indexes = [
            models.Index(
                fields=["account", "record"],
                condition=models.Q(ended_at__isnull=True),
                name="excluded_now",
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} {self.account_id} {self.why}"
