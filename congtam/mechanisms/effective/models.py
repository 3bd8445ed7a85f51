"""The base of all tables of facts."""

from typing import Any, ClassVar, NoReturn

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account
from congtam.mechanisms.effective.period import Period


class ChangeKind(models.TextChoices):
    """Why a fact was written: the world became different, or the office had been wrong."""

    CHANGE = "change", _("thay đổi")
    CORRECTION = "correction", _("đính chính")


class Fact(models.Model):
    """What holds of a subject during a period, and since when the office has believed it.

    A concrete model names the foreign key to its subject in ``subject_field`` and adds the values. Its
    migration needs ``temporal_key`` and ``history_of`` (conformance test). Rows are written by
    ``writing.change``, ``correct`` and ``end`` only; they are never altered but replaced.

    ``recorded_at``  since when this very row has been believed; when a later act takes a part of its period
                     away, the rest is a new belief
    ``recorded_by``, ``change_kind``, ``reason``  who gave the values, and why; the rest keeps them
    """

    subject_field: ClassVar[str]

    valid = DateRangeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change_kind = models.CharField(max_length=10, choices=ChangeKind)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.label} {getattr(self, self.subject_column())} {self.valid}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused with TypeError: a fact that is altered in place forgets what was believed."""
        raise TypeError("facts are written by effective.writing: change, correct, end")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused with TypeError, as ``save`` is."""
        raise TypeError("facts are ended by effective.writing: end")

    @property
    def period(self) -> Period:
        """The days on which the fact holds."""
        return Period.from_range(self.valid)

    def values(self) -> dict[str, Any]:
        """What the fact says, by the attribute's name (``..._id`` for a foreign key)."""
        return {field.attname: getattr(self, field.attname) for field in self.value_fields()}

    @classmethod
    def subject_column(cls) -> str:
        """The column of the foreign key to the subject."""
        return str(cls._meta.get_field(cls.subject_field).column)  # type: ignore[union-attr]

    @classmethod
    def value_fields(cls) -> "list[models.Field[Any, Any]]":
        """The fields that a concrete model added to say something."""
        common = {field.name for field in Fact._meta.local_fields} | {cls.subject_field}
        return [f for f in cls._meta.concrete_fields if not f.primary_key and f.name not in common]
