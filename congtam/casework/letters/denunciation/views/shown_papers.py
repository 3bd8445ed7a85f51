"""The papers of a denunciation, or of a request for protection, with what may be done with each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from congtam.casework.letters.denunciation.documents import TO_DENOUNCER
from congtam.casework.letters.denunciation.lifecycle import SEND
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.views.shown_papers import WAY, Paper, Stop, erased
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.records.papers import title_of
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import proof_note
from congtam.mechanisms.lifecycle.models import Record

FOR_DENOUNCER = frozenset(kind.name for kind in TO_DENOUNCER)


@dataclass(frozen=True, kw_only=True)
class PaperOfDenunciation(Paper):
    """``addressed`` is where the paper is opened with the denouncer's name; empty where it is for others."""

    addressed: str = ""
    for_denouncer: bool = False


def shown_papers(record: Record, actor: Actor, *, denunciation: Denunciation | None = None) -> list[Paper]:
    """The documents, newest first (one query)."""
    related = ("signed", "sent_proof", "delivered_proof", "received_proof")
    rows = IssuedDocument.objects.filter(record=record).select_related(*related).defer("facts")
    return [_paper(record, row, actor, denunciation) for row in rows.order_by("-issued_on", "-pk")]


def _paper(record: Record, paper: IssuedDocument, actor: Actor, denunciation: Denunciation | None) -> Paper:
    paper.record = record
    if paper.docx_id is None:
        return erased(paper)
    address = (record.code, paper.uid)
    ours = paper.kind in FOR_DENOUNCER
    opens = ours and denunciation is not None and policy_for(Record).may(actor, SEND, record)
    return PaperOfDenunciation(
        uid=paper.uid, title=title_of(paper.kind), symbol=paper.symbol, issued_on=paper.issued_on,
        compared=paper.template_compared, signed=paper.signed_on is not None, voided_on=paper.voided_on,
        docx=reverse("letters:denunciation-docx", args=address), pdf="", stops=tuple(_stops(record, paper, actor)),
        addressed=reverse("letters:denunciation-addressed", args=address) if opens else "",
        for_denouncer=ours,
    )  # fmt: skip


def _stops(record: Record, paper: IssuedDocument, actor: Actor) -> Iterable[Stop]:
    may = policy_for(IssuedDocument).may(actor, kind_of(paper.kind).needs_handle, paper)
    missing = [name for name, day, _button, _label in WAY if getattr(paper, day) is None]
    for name, day, button, label in WAY:
        args = (record.code, paper.uid, name)
        file = paper.signed if name == "signed" else getattr(paper, f"{name}_proof")
        yield Stop(
            label=label, button=button, day=getattr(paper, day),
            how=paper.get_sent_by_how_display() if name == "sent" else "",
            note="" if name == "signed" else proof_note(paper, day),
            file=reverse("letters:denunciation-file", args=args) if file else "",
            act=reverse("letters:denunciation-paper", args=args) if may and paper.voided_on is None else "",
            expected=missing[:1] == [name],
        )  # fmt: skip
