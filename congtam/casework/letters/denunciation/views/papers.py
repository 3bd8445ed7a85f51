"""The papers of a denunciation or of a request for protection: downloads, and the days of their way with proof.

What is scanned of a paper to the denouncer bears their name, so it lies under the seal of the sender.
"""

from datetime import date
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, PROTECTION
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.traces import SenderLocked
from congtam.casework.letters.denunciation.views.finding import paper_or_404
from congtam.casework.letters.denunciation.views.shown_papers import FOR_DENOUNCER
from congtam.casework.letters.forms.papers import PaperForm
from congtam.casework.letters.sealing import key_for_more
from congtam.casework.letters.views.papers import _SAID as SAID
from congtam.casework.letters.views.papers import ACTS, STOPS
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import say_day
from congtam.foundation.files import sniffing
from congtam.foundation.files.arriving import arrive, keep
from congtam.foundation.files.models import StoredFile
from congtam.foundation.sealing import SealLocked
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.serving import DOCX, attachment, stored_attachment
from congtam.mechanisms.documents import dispatching
from congtam.mechanisms.documents.dispatching import Proof, keep_scan
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import docx_bytes
from congtam.mechanisms.lifecycle.models import Record

PAGES = {DENUNCIATION.kind: "letters:denunciation", PROTECTION.kind: "letters:protection"}


def _record_or_404(request: ActorRequest, code: str) -> Record:
    found = policy_for(Record).visible(request.actor).filter(kind__in=tuple(PAGES), code=code.upper())
    record = found.select_related("data_key", "unit").first()
    if record is None:
        raise Http404
    return record


def _page_of(record: Record) -> str:
    return f"{reverse(PAGES[record.kind], args=(record.code,))}#papers"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def paper_page(request: ActorRequest, code: str, uid: UUID, act: str) -> HttpResponse:
    """Record one day of a paper's way; 403 without the right to handle papers."""
    record = _record_or_404(request, code)
    paper = paper_or_404(request, record, uid)
    if act not in STOPS:
        raise Http404
    policy_for(IssuedDocument).require(request.actor, kind_of(paper.kind).needs_handle, paper)
    known = getattr(paper, STOPS[act][0])
    if request.method == "POST":
        return _posted(request, record, paper, act, known)
    start = {"day": known or clock.today(), "known": known, **opening(record.version)}
    return _page(request, record, paper, act, PaperForm(act=act, known=known, initial=start))


def _posted(
    request: ActorRequest, record: Record, paper: IssuedDocument, act: str, known: date | None
) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES, act=act, known=known)
    if not form.is_valid():
        return _page(request, record, paper, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.cleaned_data["known"] != known:
        form.add_error(None, _("Ngày này vừa được ghi hoặc sửa. Hãy xem lại rồi lưu lần nữa."))
        return _page(request, record, paper, act, form, status=HTTPStatus.CONFLICT)
    status = save(form, partial(_keep_day, paper, request.actor, act, form))
    if status != HTTPStatus.OK:
        return _page(request, record, paper, act, form, status=status)
    words = {"symbol": paper.symbol, "day": say_day(getattr(paper, STOPS[act][0]))}
    messages.success(request, SAID[act] % words)
    return redirect(_page_of(record))


def _keep_day(paper: IssuedDocument, actor: Actor, act: str, form: PaperForm) -> None:
    data = form.cleaned_data
    scan = data.get("scan")
    file = _kept(paper, scan) if scan else None
    common = {"actor": actor, "on": clock.today(), "correcting": data.get("correcting", "")}
    if act == "signed":
        assert file is not None
        dispatching.attach_signed(paper, signed_on=data["day"], scan=file, **common)
        return
    given: dict[str, Any] = {STOPS[act][0]: data["day"], "proof": Proof(file=file, note=data["note"])}
    if act == "sent":
        given["how"] = data["how"]
    ACTS[act](paper, **given, **common)


def _kept(paper: IssuedDocument, scan: Any) -> StoredFile:
    """A signed paper to the denouncer, and the receipt of the post, tell who and where they are."""
    if paper.kind not in FOR_DENOUNCER:
        return keep_scan(paper.record, content=scan, name=scan.name)
    letter = _denunciation_of(paper.record).letter
    key = key_for_more(letter)
    arrived = arrive(scan, name=scan.name, unit=letter.unit, channel="documents", keep_signed=True)
    return keep(arrived, unit=letter.unit, data_key=key)


def _denunciation_of(record: Record) -> Denunciation:
    found = Denunciation.objects.select_related(
        "letter__record__data_key", "letter__unit", "letter__identity_key"
    )
    if record.kind == PROTECTION.kind:
        return found.get(protections__record=record)
    return found.get(record=record)


def _page(
    request: ActorRequest, record: Record, paper: IssuedDocument, act: str, form: PaperForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "record": record,
        "back": _page_of(record),
        "paper": paper,
        "title": title_of(paper.kind),
        "act": act,
        "heading": STOPS[act][1],
        "form": form,
        "accept": ",".join(sniffing.EXTENSIONS.values()),
        "for_denouncer": paper.kind in FOR_DENOUNCER,
    }
    return render(request, "letters/denunciation/paper.html", context, status=status)


@require_GET
@signed_in
def word(request: ActorRequest, code: str, uid: UUID) -> HttpResponse:
    """The Word file as it was issued: with the working code, where it is for the denouncer."""
    paper = paper_or_404(request, _record_or_404(request, code), uid)
    return attachment(docx_bytes(paper), media_type=DOCX, name=paper.symbol)


@require_GET
@signed_in
def file(request: ActorRequest, code: str, uid: UUID, act: str) -> HttpResponse:
    """The signed scan, or the proof of a day."""
    record = _record_or_404(request, code)
    paper = paper_or_404(request, record, uid)
    stored = getattr(paper, "signed" if act == "signed" else f"{act}_proof", None) if act in STOPS else None
    if stored is None:
        raise Http404
    try:
        return stored_attachment(stored, name=f"{paper.symbol}-{act}")
    except SealLocked:
        messages.warning(request, str(SenderLocked()))
        return redirect(_page_of(record))
