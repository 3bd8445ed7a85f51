"""What a page is about, or "not found"."""

from django.http import Http404

from congtam.interface.web.guards import ActorRequest
from congtam.registers.accounts.models import AccountEntry
from congtam.registers.accounts.queries import entry_by_code


def entry_or_404(request: ActorRequest, code: str) -> AccountEntry:
    """The account that the address names; 404 where the actor may not know of it."""
    entry = entry_by_code(request.actor, code)
    if entry is None:
        raise Http404
    return entry


def key_or_404(text: str | None) -> int | None:
    """The key from which a list goes on."""
    if text is None:
        return None
    if not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)
