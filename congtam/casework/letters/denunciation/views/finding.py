"""Finding what a page is about: who may not know of it is told that there is none."""

from uuid import UUID

from django.http import Http404

from congtam.casework.letters.denunciation import queries
from congtam.casework.letters.denunciation.models import Denunciation, Protection
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Record


def denunciation_or_404(request: ActorRequest, code: str) -> Denunciation:
    """The denunciation with what its page shows. Raises Http404."""
    found = queries.denunciation_by_code(request.actor, code)
    if found is None:
        raise Http404
    return found


def protection_or_404(request: ActorRequest, code: str) -> Protection:
    """The request for protection. Raises Http404."""
    found = queries.protection_by_code(request.actor, code)
    if found is None:
        raise Http404
    return found


def paper_or_404(request: ActorRequest, record: Record, uid: UUID) -> IssuedDocument:
    """An issued document of the record. Raises Http404."""
    found = policy_for(IssuedDocument).visible(request.actor).filter(record=record, uid=uid)
    paper = found.select_related("record__data_key", "record__unit").first()
    if paper is None or paper.docx_id is None:
        raise Http404
    return paper
