"""The page of a letter: what was asked, what was done, what is next, by when, and why that date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congtam.casework.letters.lifecycle import LETTER, may_read
from congtam.casework.letters.models import Kind, Letter, RefusalGround
from congtam.casework.letters.queries import TABS
from congtam.casework.letters.terms import cannot_suspend, law_in_doubt
from congtam.casework.letters.views import words
from congtam.casework.letters.views.finding import letter_or_404, may_open
from congtam.casework.letters.views.opening_words import shown_paper
from congtam.casework.letters.views.scans import shown_scans
from congtam.casework.letters.views.shown import common, matter_names, shown_sender
from congtam.casework.letters.views.shown_papers import Paper, papers_of, shown_papers
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import say_day
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.buttons import Buttons, buttons
from congtam.interface.web.records.deadlines import Block, blocks
from congtam.interface.web.records.panels import panels
from congtam.interface.web.records.timeline import entries_of, event_name, timeline
from congtam.mechanisms.lifecycle.models import JournalEntry, Record

#: shortcuts of steps that are not the main one
KEYS = {"assign": "a", "answer": "r"}
#: these are pages of their own
OWN_PAGES = {
    "register": "letters:register",
    "triage": "letters:triage",
    "open_denunciation": "letters:denunciation-open",
    "separate": "letters:denunciation-open",
}
#: how a kind is marked: what is, or may be, a denunciation is seen at once
TINTS = {Kind.DENUNCIATION: ("sealed", "shield-lock"), Kind.UNCLEAR: ("soon", "help-circle")}


@dataclass(frozen=True, kw_only=True)
class Alert:
    """Something that is true now and wants attention."""

    kind: str
    title: str
    text: str


@require_GET
@signed_in
def record_page(request: ActorRequest, code: str) -> HttpResponse:
    """The whole letter on one page, so that it can be read and printed in one go."""
    letter = letter_or_404(request, code)
    actor = request.actor
    prefetch_related_objects([letter.record], "deadlines")
    tab = request.GET.get("tab", "")
    context = {**common(letter), **_content(letter, actor), **_work(letter, actor)}
    context["tab"] = tab if tab in TABS else "all"
    context["panels"] = panels(letter.record, actor)
    return render(request, "letters/record.html", context)


def _content(letter: Letter, actor: Actor) -> dict[str, Any]:
    """What came in: the sender, the matters, the scans."""
    opened = may_open(actor, letter)
    return {
        "sender": shown_sender(letter, actor),
        "matters": list(letter.matters.all()),
        "kinds": list(_kinds(letter)),
        "grounds": [RefusalGround(ground).label for ground in letter.refusal_grounds],
        "scans": shown_scans(letter) if opened else [],
        "scan_count": len(letter.scans.all()),
        "opened": opened,
        "paper": shown_paper(letter, readable=opened),
    }


def _kinds(letter: Letter) -> Iterable[dict[str, str]]:
    for kind in dict.fromkeys(matter.kind for matter in letter.matters.all()):
        tint, icon = TINTS.get(Kind(kind), ("", ""))
        yield {"label": str(Kind(kind).label), "tint": tint, "icon": icon}


def _work(letter: Letter, actor: Actor) -> dict[str, Any]:
    """What is done with it: journal, deadlines, papers, steps."""
    entries = entries_of(letter.record)
    found = blocks(letter.record.deadlines.all(), lifecycle=LETTER, items=matter_names(letter))
    found = [_with_what_if(block, letter, actor) for block in found]
    papers = shown_papers(letter, papers_of(letter), actor) if may_read(letter.record, actor) else []
    return {
        "items": timeline(
            letter.record, entries, wording=words.wording(entries, [letter.record.holder, actor.account]),
            open_notes=may_read(letter.record, actor),
        ),
        "running": [block for block in found if block.running],
        "over": [block for block in found if not block.running],
        "main_deadline": next((block for block in found if block.main and not block.paused), None),
        "papers": papers,
        "buttons": letter_buttons(letter, actor, entries),
        "alerts": list(_alerts(letter, found, papers)),
    }  # fmt: skip


def _with_what_if(block: Block, letter: Letter, actor: Actor) -> Block:
    """Where the law lets the term stand still now, and the reader may decide so, the explanation leads to the
    page that shows what would follow."""
    step = LETTER.step("suspend")
    may = policy_for(Record).may(actor, step.needs, letter.record) and letter.record.state in step.sources
    if block.why is None or not may or block.duty not in step.pauses or not block.running:
        return block
    if cannot_suspend(letter.record):
        return block
    page = reverse("letters:step", args=(letter.record.code, step.name))
    return replace(block, why=replace(block.why, what_if=page))


def letter_buttons(letter: Letter, actor: Actor, entries: Iterable[JournalEntry] = ()) -> Buttons:
    """The steps of a letter; those done since the last triage are no longer looked for."""
    code = letter.record.code
    return buttons(
        letter.record,
        actor=actor,
        base=f"{reverse('letters:record', args=(code,))}steps/",
        own={step: reverse(name, args=(code,)) for step, name in OWN_PAGES.items()},
        keys=KEYS,
        done={event_name(entry) for entry in entries},
    )


def _alerts(letter: Letter, deadlines: list[Block], papers: list[Paper]) -> Iterable[Alert]:
    if letter.record.state == "held":
        yield Alert(
            kind="soon", title=_("Đơn đang giữ niêm phong"),
            text=_("Đơn có thể là tố cáo: người gửi và bản quét chỉ mở cho người phân loại."),
        )  # fmt: skip
    elif letter.opened_at is None and letter.record.state != "handed_over":
        yield Alert(
            kind="info", title=_("Người gửi còn niêm phong"),
            text=_("Tên, địa chỉ và bản quét chưa đưa vào tìm kiếm cho đến khi phân loại xong."),
        )  # fmt: skip
    if letter.record.state == "handed_over":
        yield _handed_over(letter)
    yield from _alerts_of_terms(letter, deadlines)
    if unsigned := [paper for paper in papers if not paper.signed and paper.voided_on is None]:
        yield Alert(kind="soon", title=_("Chờ ký"), text=_unsigned(unsigned))
    if again := [paper for paper in papers if paper.again]:
        yield Alert(kind="soon", title=_("Văn bản đã hủy số"), text=_voided(again))
    if unsure := [block.label for block in deadlines if block.provisional and block.running]:
        text = _("Lịch nghỉ chưa được xác nhận nên hạn sau có thể đổi: %(names)s.")
        yield Alert(kind="info", title=_("Có ngày tạm tính"), text=text % {"names": "; ".join(unsure)})


def _handed_over(letter: Letter) -> Alert:
    """Who has the letter now. What becomes of it there is not for this unit to see."""
    link = letter.record.continuation
    words = {"body": link.receiver, "day": say_day(link.on), "symbol": link.symbol}
    told = [_("%(body)s tiếp tục giải quyết từ %(day)s, theo số %(symbol)s.") % words]
    if link.to_unit_id and not link.continued_by_id:
        told.append(_("Nơi nhận chưa mở hồ sơ: các hạn còn chạy ở đây cho đến khi mở xong."))
    return Alert(kind="info", title=_("Đơn đã bàn giao"), text=" ".join(told))


def _alerts_of_terms(letter: Letter, deadlines: list[Block]) -> Iterable[Alert]:
    """A term that stands still, and a law that changed under one that runs."""
    if paused := [block for block in deadlines if block.paused]:
        said = [line.text for block in paused[:1] if block.why for line in block.why.decisions[-2:]]
        yield Alert(kind="info", title=_("Thời hạn đang dừng"), text=" ".join(said))
    if letter.record.state in LETTER.step("choose_law").sources and law_in_doubt(letter.record):
        yield Alert(
            kind="soon", title=_("Luật đã thay đổi khi thời hạn đang chạy"),
            text=_("Đang tính theo luật của ngày phát sinh; người có thẩm quyền có thể chọn luật áp dụng."),
        )  # fmt: skip


def _unsigned(papers: list[Paper]) -> str:
    return _("Hãy in, ký, quét rồi tải lên: %(names)s.") % {"names": _names(papers)}


def _voided(papers: list[Paper]) -> str:
    return _("Hãy ban hành lại ở mục Văn bản: %(names)s.") % {"names": _names(papers)}


def _names(papers: list[Paper]) -> str:
    return "; ".join(
        _("%(title)s số %(symbol)s") % {"title": paper.title, "symbol": paper.symbol} for paper in papers
    )
