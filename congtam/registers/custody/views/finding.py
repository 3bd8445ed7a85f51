"""What a page is about, or "not found"."""

from django.http import Http404

from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest
from congtam.mechanisms.lifecycle.models import Record
from congtam.registers.custody.identities import has_identity
from congtam.registers.custody.models import IdentityRequest, Keeping
from congtam.registers.custody.queries import keeping_by_code, request_by_key


def record_or_404(request: ActorRequest, code: str) -> Record:
    """A record that the actor may know of and that keeps an identity."""
    visible = policy_for(Record).visible(request.actor)
    record = visible.filter(code=code).select_related("data_key", "unit").first()
    if record is None or not has_identity(record):
        raise Http404
    return record


def keeping_or_404(request: ActorRequest, code: str) -> Keeping:
    keeping = keeping_by_code(request.actor, code)
    if keeping is None:
        raise Http404
    return keeping


def request_or_404(request: ActorRequest, pk: int) -> IdentityRequest:
    found = request_by_key(request.actor, pk)
    if found is None:
        raise Http404
    return found


def key_or_404(text: str | None) -> int | None:
    """The key from which a list goes on."""
    if text is None:
        return None
    if not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)
