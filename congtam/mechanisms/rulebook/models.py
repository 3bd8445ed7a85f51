"""What an office has filled in or changed: values of the law and days of the calendar, each with its source.

Rows are never changed or deleted (trigger): a later row counts, and an earlier edition can be rebuilt from those
up to its number. They belong to the installation, not to a unit: one place has one law and one calendar.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account
from congtam.foundation.editions.models import Edition


class Change(models.Model):
    """Who changed something, when, in which edition, and on what ground."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    source = models.CharField(_("Nguồn"), max_length=300)
    source_url = models.URLField(_("Địa chỉ nguồn"), max_length=400, blank=True)

    class Meta:
        abstract = True


class OfficeValue(Change):
    """A value of a rule as the office has it; see `changes.ValueChange` for what the manners mean."""

    class Manner(models.TextChoices):
        FILL = "fill", _("điền giá trị còn trống")
        CORRECT = "correct", _("sửa giá trị ghi sai")
        SUCCEED = "succeed", _("giá trị mới từ một ngày")

    rule = models.CharField(max_length=160)
    manner = models.CharField(max_length=10, choices=Manner)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=20)
    effective_from = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["rule", "edition"], name="office_value_of_a_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.value} {self.unit}"


class CalendarYear(Change):
    """A year of the calendar that an officer confirmed. ``plan`` is the year as it stood then (`YearPlan.to_json`;
    empty in rows of before it was kept): what was confirmed is not changed by a later version of the product."""

    year = models.PositiveSmallIntegerField()
    plan = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(Change):
    """A day of the calendar as the office has it; see `foundation.calendar.changes.ChangedDay`."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120, blank=True)
    instead_of = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["day"], name="calendar_day_by_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"
