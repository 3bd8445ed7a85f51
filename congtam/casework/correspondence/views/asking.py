"""What a page of a book asks for in its address: the office, the number from which to go on."""

from django.http import Http404

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit


def units_of(actor: Actor, permission: str) -> list[Unit]:
    """The units in which the actor holds the permission, that of the post begun last first (one query)."""
    ids = [unit for unit in actor.unit_ids if actor.may(permission, unit)]
    return sorted(Unit.objects.filter(pk__in=ids), key=lambda unit: (unit.pk != actor.unit_id, unit.name))


def chosen(units: list[Unit], code: str | None) -> Unit:
    """The unit that the address names, else the first. Raises Http404 for one that is not among them."""
    if not code:
        return units[0]
    for unit in units:
        if unit.code == code:
            return unit
    raise Http404


def number(text: str | None) -> int | None:
    """A number of the book in an address. Raises Http404."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise Http404
    return int(text)
