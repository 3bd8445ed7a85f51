"""Finding the letter of a page: who may not know of it is told that there is none."""

from uuid import UUID

from django.http import Http404

from congtam.casework.letters.lifecycle import kept_sealed, may_read
from congtam.casework.letters.models import Kind, Letter
from congtam.casework.letters.queries import letter_by_code
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest
from congtam.mechanisms.documents.models import IssuedDocument


def letter_or_404(request: ActorRequest, code: str) -> Letter:
    """The letter with what its page shows. Raises Http404."""
    if (letter := letter_by_code(request.actor, code)) is None:
        raise Http404
    if kept_sealed(letter.record) and not may_open(request.actor, letter):
        _leave_out(letter)
    return letter


def _leave_out(letter: Letter) -> None:
    """What was typed about a held letter is not shown to whoever does not triage (nothing is written)."""
    letter.record.subject = ""
    letter.concerned = ""
    for matter in letter.matters.all():
        matter.summary, matter.kind = "", Kind.UNCLEAR


def may_open(actor: Actor, letter: Letter) -> bool:
    """Whether the actor may read who sent the letter, its scan and what was typed about it (`lifecycle.may_read`)."""
    return may_read(letter.record, actor)


def paper_or_404(request: ActorRequest, letter: Letter, uid: UUID) -> IssuedDocument:
    """An issued document of the letter, which names its sender. Raises Http404 (also where it was erased by law),
    NotPermitted."""
    if not may_open(request.actor, letter):
        raise NotPermitted("letters.triage")
    found = policy_for(IssuedDocument).visible(request.actor).filter(record=letter.record, uid=uid)
    paper = found.select_related("record__data_key", "record__unit").first()
    if paper is None or paper.docx_id is None:
        raise Http404
    return paper
