"""Issued documents as the record page lists them: where each is on its way, with the proof of each day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from congtam.casework.letters.conditions import OVER
from congtam.casework.letters.models import Letter
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.records.papers import title_of
from congtam.mechanisms.documents import pdf
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import proof_note

#: the acts on a paper, in order: the day that each records, its button, what stands there before and after it
WAY = (
    ("signed", "signed_on", gettext_lazy("Lưu bản đã ký"), gettext_lazy("Ký")),
    ("sent", "sent_on", gettext_lazy("Ghi ngày gửi"), gettext_lazy("Gửi đi")),
    ("delivered", "delivered_on", gettext_lazy("Ghi ngày phát"), gettext_lazy("Bưu điện phát")),
    ("received", "received_on", gettext_lazy("Ghi ngày công dân nhận"), gettext_lazy("Công dân nhận")),
)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One stop on the way of a paper. ``act`` is where it is recorded, empty without the right."""

    label: Any
    button: Any
    day: date | None
    how: str = ""
    note: str = ""
    file: str = ""
    act: str = ""
    expected: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One issued document. ``docx`` is empty where it was erased by law; ``again`` is where it is issued again, empty
    where it stands or the reader may not."""

    uid: UUID
    title: str
    symbol: str
    issued_on: date
    compared: bool
    signed: bool
    voided_on: date | None
    docx: str
    pdf: str
    stops: tuple[Stop, ...]
    again: str = ""


def papers_of(letter: Letter) -> list[IssuedDocument]:
    """The documents, newest first (one query; the sealed facts stay where they are)."""
    related = ("signed", "sent_proof", "delivered_proof", "received_proof")
    found = IssuedDocument.objects.filter(record=letter.record).select_related(*related)
    return list(found.defer("facts").order_by("-issued_on", "-pk"))


def shown_papers(letter: Letter, papers: Iterable[IssuedDocument], actor: Actor) -> list[Paper]:
    """The documents with what may be done with each."""
    found = list(papers)
    newest: dict[tuple[str, int], int] = {}
    for each in found:
        newest[each.kind, each.item] = max(each.pk, newest.get((each.kind, each.item), 0))
    shown = []
    for each in found:
        paper = _paper(letter, each, actor)
        last = newest[each.kind, each.item] == each.pk
        shown.append(replace(paper, again=_again(letter, each, actor)) if last and paper.docx else paper)
    return shown


def _again(letter: Letter, paper: IssuedDocument, actor: Actor) -> str:
    """As `conditions.cannot_issue_again` says, without a query a paper: this one is the newest of its kind."""
    may = policy_for(IssuedDocument).may(actor, kind_of(paper.kind).needs_issue, paper)
    if paper.voided_on is None or letter.record.state in OVER or not may:
        return ""
    return reverse("letters:paper-again", args=(letter.record.code, paper.uid))


def _paper(letter: Letter, paper: IssuedDocument, actor: Actor) -> Paper:
    paper.record = letter.record
    address = (letter.record.code, paper.uid)
    if paper.docx_id is None:
        return erased(paper)
    return Paper(
        uid=paper.uid,
        title=title_of(paper.kind),
        symbol=paper.symbol,
        issued_on=paper.issued_on,
        compared=paper.template_compared,
        signed=paper.signed_on is not None,
        voided_on=paper.voided_on,
        docx=reverse("letters:paper-docx", args=address),
        pdf=reverse("letters:paper-pdf", args=address) if pdf.program() else "",
        stops=tuple(_stops(letter, paper, actor)),
    )


def erased(paper: IssuedDocument) -> Paper:
    """Number and day stay in the register; file and proofs went with the record's content."""
    return Paper(
        uid=paper.uid, title=title_of(paper.kind), symbol=paper.symbol, issued_on=paper.issued_on,
        compared=paper.template_compared, signed=True, voided_on=paper.voided_on, docx="", pdf="", stops=(),
    )  # fmt: skip


def _stops(letter: Letter, paper: IssuedDocument, actor: Actor) -> Iterable[Stop]:
    handles = policy_for(IssuedDocument).may(actor, kind_of(paper.kind).needs_handle, paper)
    may = handles and paper.voided_on is None
    missing = [name for name, day, _button, _label in WAY if getattr(paper, day) is None]
    for name, day, button, label in WAY:
        args = (letter.record.code, paper.uid, name)
        file = paper.signed if name == "signed" else getattr(paper, f"{name}_proof")
        yield Stop(
            label=label,
            button=button,
            day=getattr(paper, day),
            how=paper.get_sent_by_how_display() if name == "sent" else "",
            note="" if name == "signed" else proof_note(paper, day),
            file=reverse("letters:paper-file", args=args) if file else "",
            act=reverse("letters:paper", args=args) if may else "",
            expected=missing[:1] == [name],
        )
