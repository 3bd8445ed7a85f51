"""Opening a paper for sending: name and address are put in, what leaves is kept under the seal, in one act."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from congtam.casework.letters.denunciation.lifecycle import SEND
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.dispatching import rights
from congtam.casework.letters.models import AddressedPaper
from congtam.casework.letters.sealing import require_open
from congtam.casework.letters.sender import sender_of
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Account
from congtam.foundation.files import Inspection
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain, store
from congtam.mechanisms.documents.issuing import STORED_TYPE, NotPlausible, reference
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import read_facts
from congtam.mechanisms.documents.rendering import render
from congtam.mechanisms.documents.templates import template_for
from congtam.mechanisms.lifecycle.acts import StepBlocked, note_event
from congtam.registers.custody.seams import viewed


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What the act gives, once: the paper as it was kept, and what stands on the envelope."""

    paper: AddressedPaper
    name: str
    address: str
    again: bool = False


@transaction.atomic
def open_for_dispatch(
    *, denunciation: Denunciation, paper: IssuedDocument, actor: Actor, on: date, save_key: UUID
) -> Opened:
    """Put name and address in from the seal, and keep the file under the seal's key.

    The paper in the record goes on naming the working code. The journal says that it was opened, by whom, and names
    nobody. The same ``save_key`` a second time makes no second file. Raises NotPermitted, SealLocked, StepBlocked (with
    the reason), NotPlausible for a paper to somebody else, or one whose number is void.
    """
    author = _check(denunciation, paper, actor)
    require_open(denunciation.letter)
    sender = sender_of(denunciation.letter)
    if not sender["name"] or not sender["address"]:
        raise StepBlocked(_("Đơn không có đủ tên và địa chỉ người gửi nên không gửi được văn bản này."))
    known = AddressedPaper.objects.filter(document=paper, save_key=save_key, made_by=author).first()
    if known is not None:
        return Opened(paper=known, name=sender["name"], address=sender["address"], again=True)
    made = AddressedPaper.objects.create(
        document=paper, unit_id=paper.unit_id, key=denunciation.letter.seal_key, made_by=author,
        save_key=save_key, file=_kept(denunciation, _named(paper, sender)),
    )  # fmt: skip
    note_event(
        denunciation.record, "paper_addressed", actor=actor, on=on, needs=SEND, payload=reference(paper)
    )
    viewed(denunciation.record, actor=actor)
    return Opened(paper=made, name=sender["name"], address=sender["address"])


def _check(denunciation: Denunciation, paper: IssuedDocument, actor: Actor) -> Account:
    if actor.account is None or not rights.may_know(denunciation, actor):
        raise NotPermitted(SEND)
    if paper.kind not in rights.KINDS or paper.record_id != denunciation.pk:
        raise NotPlausible(_("Văn bản này không gửi người tố cáo."))
    if paper.voided_on is not None:
        raise NotPlausible(_("Số %(symbol)s đã hủy: không gửi được.") % {"symbol": paper.symbol})
    if problem := rights.why_not(denunciation, paper, actor):
        raise StepBlocked(problem)
    return actor.account


def _named(paper: IssuedDocument, sender: dict[str, str]) -> bytes:
    """The same paper, from the same facts, with the same number."""
    kind = kind_of(paper.kind)
    facts = {**read_facts(paper), "addressee": sender["name"], "addressee_address": sender["address"]}
    chosen = template_for(kind, unit_id=paper.unit_id)
    return render(kind, facts, chosen.content, compared=chosen.compared)


def _kept(denunciation: Denunciation, content: bytes) -> StoredFile:
    made = Inspection(
        media_type=STORED_TYPE, extension=".docx", size=len(content), pages=0, width=None, height=None,
        sha256=sha256(content).hexdigest(),
    )  # fmt: skip
    letter = denunciation.letter
    return store(unit=letter.unit, data_key=letter.seal_key, content=content, inspection=made)


@transaction.atomic
def read_addressed(*, denunciation: Denunciation, addressed: AddressedPaper, actor: Actor, on: date) -> bytes:
    """The file as it left, for those who may open it; each time stands in the journal. Raises as the act does."""
    _check(denunciation, addressed.document, actor)
    if addressed.file is None:
        raise NotPlausible(_("Nội dung đã tiêu hủy theo quyết định."))
    content = read_plain(addressed.file)
    note_event(
        denunciation.record, "addressed_paper_read", actor=actor, on=on, needs=SEND,
        payload=reference(addressed.document),
    )  # fmt: skip
    viewed(denunciation.record, actor=actor)
    return content
