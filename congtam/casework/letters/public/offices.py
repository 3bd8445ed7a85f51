"""Which offices take letters on the public page."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from congtam.foundation.access.models import Post, Unit
from congtam.foundation.text import sort_key
from congtam.mechanisms.effective.reading import as_of
from congtam.registers.organisations.models import UnitFacts

#: somebody there has to be able to enter what comes
ENTERS = "letters.register"


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office that takes letters. ``name`` is how it is called on the day."""

    unit: Unit
    name: str
    address: str


def open_offices(on: date) -> list[Office]:
    """The offices whose contacts are known, where somebody enters letters, and that have not closed their page; by
    name (3 queries)."""
    described = as_of(UnitFacts.objects.exclude(Q(address="") & Q(phone="")), on).select_related("unit")
    entering = Post.objects.filter(permissions__contains=[ENTERS]).values("unit_id")
    found = described.filter(unit_id__in=entering).exclude(unit_id__in=closed_offices())
    offices = [Office(unit=each.unit, name=each.name, address=each.address) for each in found]
    return sorted(offices, key=lambda office: sort_key(office.name))


def closed_offices() -> list[int]:
    """The units whose public page is closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_closed_offices()")
        return [row[0] for row in cursor.fetchall()]
