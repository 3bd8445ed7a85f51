"""Models for tests only. Their application is not installed, so no migration or registry ever sees them."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective.models import Fact


class Sign(Fact):
    """What stands on the door of a unit."""

    subject_field: ClassVar[str] = "unit"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=20)
    colour = models.CharField(max_length=20, blank=True)

    objects: ClassVar[models.Manager["Sign"]] = models.Manager()

    class Meta:
        app_label = "effective_tests"

    if TYPE_CHECKING:  # the plugin knows installed applications only
        unit_id: int


class Posting(models.Model):
    """Somebody sits behind the door while there is a sign on it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    during = DateRangeField()

    objects: ClassVar[models.Manager["Posting"]] = models.Manager()

    class Meta:
        app_label = "effective_tests"

    def __str__(self) -> str:
        return str(self.during)
