"""Models for tests only; their application is not installed."""

from typing import ClassVar

from django.db import models

from congtam.foundation.access.models import Unit


class Case(models.Model):
    """Stands for a record: something that is opened and closed."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager["Case"]] = models.Manager()

    class Meta:
        app_label = "indicators_tests"

    def __str__(self) -> str:
        return str(self.opened_on)


class Visit(models.Model):
    """Something that happens to a case, perhaps many times."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    objects: ClassVar[models.Manager["Visit"]] = models.Manager()

    class Meta:
        app_label = "indicators_tests"

    def __str__(self) -> str:
        return str(self.on)
