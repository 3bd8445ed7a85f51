"""What was typed into the form of a letter and not saved yet: kept by itself, shown again."""

from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

from django.http import HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.finding import letter_or_404, require_open
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.drafts.keeping import DraftTooLong, Kept, drop_draft, load_draft, save_draft
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.lifecycle.models import Record

REGISTER = LETTER.step("register")
#: not typed by anybody
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "save_key", "go"})


def require_register(actor: Actor, letter: Letter) -> None:
    """Who registers, and may read this very letter: of one that is held because it may be a denunciation only
    those who triage read anything. Raises NotPermitted."""
    policy_for(Record).require(actor, REGISTER.needs, letter.record)
    require_open(actor, letter)


def waits(letter: Letter) -> bool:
    """Whether the letter still waits to be registered."""
    return letter.record.state in REGISTER.sources


@require_POST
@signed_in
def keep(request: ActorRequest, code: str) -> HttpResponse:
    """Keep what is typed so far; nothing of it is checked."""
    letter = letter_or_404(request, code)
    require_register(request.actor, letter)
    if not waits(letter):
        return _refused(_("Đơn này không còn chờ vào sổ."), HTTPStatus.CONFLICT)
    try:
        saved_at = keep_typed(request, letter)
    except DraftTooLong:
        return _refused(_("Nội dung dài quá mức một bản nháp."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return JsonResponse({"saved_at": f"{saved_at.astimezone(clock.PLACE):%H:%M}"})


def _refused(message: str, status: HTTPStatus) -> HttpResponse:
    return JsonResponse({"message": message}, status=status)


def keep_typed(request: ActorRequest, letter: Letter) -> datetime:
    """Keep what the request brought as the actor's draft, sealed with the key of the letter's sender."""
    typed = {name: values for name, values in request.POST.lists() if name not in _NOT_TYPED}
    return save_draft(
        actor=request.actor, key=_key(letter), unit=letter.unit, content=typed, data_key=letter.seal_key
    )


def restored(actor: Actor, letter: Letter) -> tuple[QueryDict, Kept] | None:
    """The draft as a form was posted, against the letter as it is now; None where there is none."""
    kept = load_draft(actor=actor, key=_key(letter))
    if kept is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.content.items():
        data.setlist(name, values)
    data["version"], data["save_key"] = str(letter.record.version), str(uuid4())
    return data, kept


def forget(actor: Actor, letter: Letter) -> None:
    """The letter was saved: the draft has done its work."""
    drop_draft(actor=actor, key=_key(letter))


def _key(letter: Letter) -> str:
    return f"letters.register:{letter.record.code}"
