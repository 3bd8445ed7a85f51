"""Where the books begin in an office that comes with paper books. Who said so, and when, is journaled."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.correspondence.catalogue import UnknownDocumentKind
from congtam.casework.correspondence.lifecycle import BEGUN, ENTER
from congtam.casework.correspondence.models import Book
from congtam.casework.correspondence.numbering import place_of
from congtam.casework.correspondence.series import incoming_counter
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.numbering.models import begin_at
from congtam.mechanisms.lifecycle.acts import open_record


@transaction.atomic
def begin_incoming(*, actor: Actor, unit: Unit, book: Book, year: int, first: int) -> None:
    """The next incoming document of the book and year is number ``first`` (145 in mid-year).

    Raises NotPermitted, ValidationError once a number was given.
    """
    actor.require(ENTER, unit)
    _begin(unit, incoming_counter(book), str(year), first, actor=actor)


@transaction.atomic
def begin_outgoing(*, actor: Actor, unit: Unit, kind: str, on: date, first: int) -> None:
    """The next document of the kind, in the series that counts on the day ``on``, is number ``first``.

    Raises NotPermitted, NotDescribed, ValidationError once a number was given.
    """
    actor.require(ENTER, unit)
    try:
        place = place_of(unit, kind, on=on)
    except UnknownDocumentKind:
        raise ValidationError({"kind": [_("Loại văn bản này chưa có chữ viết tắt để cấp số.")]}) from None
    _begin(unit, place.counter, place.scope, first, actor=actor)


def _begin(unit: Unit, series: str, scope: str, first: int, *, actor: Actor) -> None:
    try:
        begin_at(unit_id=unit.pk, series=series, scope=scope, first=first)
    except ValueError:
        raise ValidationError({"first": [_("Sổ này đã có số, không đặt lại số đầu được.")]}) from None
    payload = {"series": series, "scope": scope, "first": first}
    open_record(BEGUN, actor=actor, unit=unit, on=clock.today(), payload=payload)
