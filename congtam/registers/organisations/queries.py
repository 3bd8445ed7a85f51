"""What other parts ask of the register."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective.reading import as_of
from congtam.registers.organisations.models import Numbering, UnitFacts


class NotDescribed(LookupError):
    """Nothing is known of the unit on that day: it did not exist yet or no longer, or nobody described it."""

    def __init__(self, unit: Unit, on: date) -> None:
        super().__init__(
            _("Chưa có thông tin của “%(unit)s” vào ngày %(day)s.")
            % {"unit": unit.name, "day": on.strftime("%d/%m/%Y")}
        )
        self.unit = unit
        self.on = on


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """A unit as it is named on a document of the day ``on``. Texts that are not known are empty."""

    unit_id: int
    on: date
    name: str
    short_name: str
    superior_name: str
    place: str
    address: str
    phone: str
    symbol: str
    numbering: str
    term: str
    reception_hours: str

    @property
    def scope(self) -> str:
        """In what documents of that day are counted: the year "2025", the term "2020-2025", the congress."""
        return str(self.on.year) if self.numbering == Numbering.YEAR else self.term


def letterhead(unit: Unit, on: date) -> Letterhead:
    """The letterhead of the unit on a day (one query). Raises NotDescribed."""
    facts = as_of(UnitFacts.objects.filter(unit=unit), on).first()
    if facts is None:
        raise NotDescribed(unit, on)
    return Letterhead(unit_id=unit.pk, on=on, **facts.values())
