"""Finding the letter and the copy of a page: who may not know of it is told that there is none."""

from django.http import Http404

from congtam.casework.letters.models import Letter, WorkingCopy
from congtam.casework.letters.redaction import rights
from congtam.foundation.access.policies import policy_for
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
