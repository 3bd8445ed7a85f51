"""Finding the letter and the copy of a page, and the page that says that the seal is shut."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from congtam.casework.letters.models import Letter, WorkingCopy
from congtam.casework.letters.redaction import rights
from congtam.foundation.access.policies import policy_for
from congtam.foundation.sealing import SealLocked
from congtam.interface.web.guards import ActorRequest

_RELATED = ("record__data_key", "record__unit", "record__holder", "unit", "identity_key")


def letter_or_404(request: ActorRequest, code: str) -> Letter:
    """A letter whose working copies the reader may know of. Raises Http404."""
    units = [unit for unit in request.actor.unit_ids if request.actor.may(rights.VIEW, unit)]
    found = Letter.objects.filter(unit_id__in=units, record__code=code.upper()).select_related(*_RELATED)
    if (letter := found.first()) is None:
        raise Http404
    return letter


def copy_or_404(request: ActorRequest, letter: Letter, number: int) -> WorkingCopy:
    """A version that the reader may read. Raises Http404, also for one that was withdrawn."""
    found = policy_for(WorkingCopy).visible(request.actor).filter(letter=letter, number=number)
    copy = found.select_related("made_by", "checked_by").first()
    if copy is None:
        raise Http404
    copy.letter = letter
    if not rights.may_read_copy(copy, request.actor):
        raise Http404
    return copy


def sealed_page(request: ActorRequest, code: str) -> HttpResponse:
    """423: nothing is wrong, and the reader's key is shut."""
    return render(request, "letters/redaction/locked.html", {"code": code}, status=HTTPStatus.LOCKED)


def by_key(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that needs the identity open answers `sealed_page` where it is not."""

    @wraps(view)
    def guarded(request: ActorRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, code, *args, **kwargs)
        except SealLocked:
            return sealed_page(request, code)

    return guarded
