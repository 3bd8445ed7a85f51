"""Deadlines as they were computed, kept with the rule that gave them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.models.record import Record


class Deadline(models.Model):
    """One clock of a record, or of one of its items (``item`` 0 is the record itself).

    ``warn_on`` is the earliest date that any text in force gives, ``due_on`` the outer limit. ``explanation``
    keeps every line of the computation with the versions of rule and calendar, so that the date can be
    explained and computed again years later. ``facts`` is what it is computed from beside the day of the event
    (`clocks.Facts`). While it is paused its dates are those of the day before the pause, and nothing is late.
    """

    class State(models.TextChoices):
        OPEN = "open", _("đang chạy")
        PAUSED = "paused", _("đang tạm dừng")
        MET = "met", _("đã xong")
        CANCELLED = "cancelled", _("không còn áp dụng")

    class Party(models.TextChoices):
        OFFICE = "office", _("cơ quan")
        CITIZEN = "citizen", _("người gửi đơn")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="deadlines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    item = models.PositiveSmallIntegerField(default=0)
    duty = models.CharField(max_length=80)
    party = models.CharField(max_length=10, choices=Party, default=Party.OFFICE)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    event_on = models.DateField()
    warn_on = models.DateField()
    due_on = models.DateField()
    rule = models.CharField(max_length=160)
    rule_version = models.CharField(max_length=64)
    calendar_version = models.CharField(max_length=64)
    provisional = models.BooleanField(default=False)
    explanation = models.JSONField()
    facts = models.JSONField(default=dict)
    paused_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "item", "duty"],
                condition=models.Q(state__in=("open", "paused")),
                name="one_open_clock_a_duty",
            ),
            models.CheckConstraint(
                condition=models.Q(state="paused", paused_on__isnull=False)
                | (~models.Q(state="paused") & models.Q(paused_on__isnull=True)),
                name="paused_since_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(warn_on__lte=models.F("due_on")), name="warn_before_due"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_on"], condition=models.Q(state="open"), name="deadline_open"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.due_on}"


#: the states of a clock that is not over
RUNNING = (Deadline.State.OPEN, Deadline.State.PAUSED)
