"""Where citizens can ask, for the public pages."""

from datetime import date

from congtam.interface.portal.contacts import Contact
from congtam.mechanisms.effective.reading import as_of
from congtam.registers.organisations.models import UnitFacts


def contact(unit_id: int, on: date) -> Contact | None:
    """The unit's name, address, phone and hours on a day; None where nobody described it (one query)."""
    facts = as_of(UnitFacts.objects.filter(unit_id=unit_id), on).first()
    if facts is None:
        return None
    return Contact(name=facts.name, address=facts.address, phone=facts.phone, hours=facts.reception_hours)
