"""What a page of a book asks for: the office, the number from which to go on, and words that were typed."""

from django.http import Http404, HttpRequest, QueryDict

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit

#: longer than any excerpt is worth typing
MOST_WORDS = 100


def asked_of(request: HttpRequest) -> QueryDict:
    """What the page was asked for, in its address or in its form."""
    return request.POST if request.method == "POST" else request.GET


def typed_words(request: HttpRequest) -> str:
    """What to look for. It may be anybody's name, so it never stands in an address, which is kept and passed on."""
    return request.POST.get("q", "").strip()[:MOST_WORDS]


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
