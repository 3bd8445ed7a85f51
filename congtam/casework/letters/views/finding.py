"""Finding the letter of a page: who may not know of it is told that there is none."""

from uuid import UUID

from django.http import Http404

from congtam.casework.letters.custody_link import granted, note_view
from congtam.casework.letters.lifecycle import kept_sealed, may_read
from congtam.casework.letters.models import Kind, Letter
from congtam.casework.letters.queries import letter_by_code
from congtam.casework.letters.sealing import is_open
from congtam.casework.letters.sealing import require_open as must_be_open
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest
from congtam.mechanisms.documents.models import IssuedDocument


def letter_or_404(request: ActorRequest, code: str) -> Letter:
    """The letter with what its page shows. Raises Http404."""
    if (letter := letter_by_code(request.actor, code)) is None:
        raise Http404
    if kept_sealed(letter.record) and not may_read(letter.record, request.actor):
        _leave_out(letter)
    return letter


def _leave_out(letter: Letter) -> None:
    """What was typed about a held letter is not shown to whoever does not triage (nothing is written)."""
    letter.record.subject = ""
    letter.concerned = ""
    for matter in letter.matters.all():
        matter.summary, matter.kind = "", Kind.UNCLEAR


def may_open(actor: Actor, letter: Letter) -> bool:
    """Whether the actor may read who sent the letter and its scan (`lifecycle.may_read`), and can: what people keep
    sealed opens with an unlocked key only."""
    return is_open(letter) and (may_read(letter.record, actor) or granted(letter, actor))


def require_open(actor: Actor, letter: Letter) -> None:
    """Raises NotPermitted where the actor may not read who sent the letter, SealLocked where they may and have
    unlocked no key that opens it."""
    if not may_read(letter.record, actor) and not granted(letter, actor):
        raise NotPermitted("letters.triage")
    must_be_open(letter)


def paper_or_404(request: ActorRequest, letter: Letter, uid: UUID) -> IssuedDocument:
    """An issued document of the letter, which names its sender: of a sealed letter that is a view of who wrote. Raises
    Http404 (also where it was erased by law), NotPermitted."""
    require_open(request.actor, letter)
    found = policy_for(IssuedDocument).visible(request.actor).filter(record=letter.record, uid=uid)
    paper = found.select_related("record__data_key", "record__unit").first()
    if paper is None or paper.docx_id is None:
        raise Http404
    note_view(letter, request.actor)
    return paper
