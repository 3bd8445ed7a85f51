"""The papers of a letter: downloads, and the days of their way with proof."""

from collections.abc import Callable, Mapping
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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.documents import DECISION
from congtam.casework.letters.forms.papers import PaperForm
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views.finding import letter_or_404, paper_or_404
from congtam.casework.letters.views.foreseen import Dates, second_filing
from congtam.casework.letters.views.shown import common
from congtam.casework.letters.views.shown_papers import WAY
from congtam.casework.letters.views.typed import typed_day
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import say_day
from congtam.foundation.files import sniffing
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.serving import DOCX, PDF, attachment, stored_attachment
from congtam.mechanisms.documents import dispatching, pdf
from congtam.mechanisms.documents.dispatching import Proof, keep_scan
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument, SentBy
from congtam.mechanisms.documents.reading import docx_bytes, pdf_bytes

STOPS = {name: (day, button) for name, day, button, _label in WAY}
ACTS: Mapping[str, Callable[..., None]] = {
    "sent": dispatching.record_sent,
    "delivered": dispatching.record_delivered,
    "received": dispatching.record_received,
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def paper_page(request: ActorRequest, code: str, uid: UUID, act: str) -> HttpResponse:
    """Record one day of a paper's way; 403 without the right to handle papers."""
    letter, paper = _found(request, code, uid, act)
    if request.method == "POST":
        return _posted(request, letter, paper, act)
    known = getattr(paper, STOPS[act][0])
    start = {"day": known or clock.today(), "known": known, "how": paper.sent_by_how or SentBy.POST}
    form = PaperForm(act=act, known=known, initial={**start, **opening(letter.record.version)})
    return _page(request, letter, paper, act, form)


@require_GET
@signed_in
def dates_part(request: ActorRequest, code: str, uid: UUID, act: str) -> HttpResponse:
    """What starts on the day that is typed, as a part of the page."""
    letter, paper = _found(request, code, uid, act)
    day = typed_day(request.GET.get("day", ""))
    starts = _starts(letter, paper, act, day)
    return render(request, "letters/paper/dates.html", {"starts": starts, "day": day})


def _found(request: ActorRequest, code: str, uid: UUID, act: str) -> tuple[Letter, IssuedDocument]:
    letter = letter_or_404(request, code)
    paper = paper_or_404(request, letter, uid)
    if act not in STOPS:
        raise Http404
    policy_for(IssuedDocument).require(request.actor, kind_of(paper.kind).needs_handle, paper)
    return letter, paper


def _posted(request: ActorRequest, letter: Letter, paper: IssuedDocument, act: str) -> HttpResponse:
    known = getattr(paper, STOPS[act][0])
    form = PaperForm(request.POST, request.FILES, act=act, known=known)
    if "preview" in request.POST:
        form.full_clean()
        form.errors.clear()
        return _page(request, letter, paper, act, form)
    if not form.is_valid():
        return _page(request, letter, paper, act, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.cleaned_data["known"] != known:
        return _other_was_quicker(request, letter, paper, act, form, known)
    status = save(form, partial(_record, paper, request.actor, act, form))
    if status == HTTPStatus.OK:
        return _done(request, letter, paper, act)
    now = getattr(paper_or_404(request, letter, paper.uid), STOPS[act][0])
    if now != known:
        return _other_was_quicker(request, letter, paper, act, form, now)
    return _page(request, letter, paper, act, form, status=status)


def _record(paper: IssuedDocument, actor: Actor, act: str, form: PaperForm) -> None:
    data = form.cleaned_data
    scan = data.get("scan")
    file = keep_scan(paper.record, content=scan, name=scan.name) if scan else None
    common = {"actor": actor, "on": clock.today(), "correcting": data.get("correcting", "")}
    if act == "signed":
        assert file is not None
        dispatching.attach_signed(paper, signed_on=data["day"], scan=file, **common)
        return
    given: dict[str, Any] = {STOPS[act][0]: data["day"], "proof": Proof(file=file, note=data["note"])}
    if act == "sent":
        given["how"] = data["how"]
    ACTS[act](paper, **given, **common)


def _done(request: ActorRequest, letter: Letter, paper: IssuedDocument, act: str) -> HttpResponse:
    words = {"symbol": paper.symbol, "day": say_day(getattr(paper, STOPS[act][0]))}
    messages.success(request, _SAID[act] % words)
    return _back(letter)


_SAID = {
    "signed": gettext_lazy("Đã lưu bản ký của văn bản số %(symbol)s, ký %(day)s."),
    "sent": gettext_lazy("Đã ghi văn bản số %(symbol)s gửi đi %(day)s."),
    "delivered": gettext_lazy("Đã ghi văn bản số %(symbol)s được phát %(day)s."),
    "received": gettext_lazy("Đã ghi công dân nhận văn bản số %(symbol)s %(day)s."),
}


def _back(letter: Letter) -> HttpResponse:
    return redirect(f"{reverse('letters:record', args=(letter.record.code,))}#papers")


def _other_was_quicker(
    request: ActorRequest, letter: Letter, paper: IssuedDocument, act: str, form: PaperForm, now: date | None
) -> HttpResponse:
    """The day was recorded after the page was opened: by a double click, or by somebody else."""
    if now == form.cleaned_data.get("day"):
        messages.info(request, _("Ngày này đã được ghi: %(day)s.") % {"day": say_day(now)} if now else "")
        return _back(letter)
    typed = {name: form[name].value() for name in form.fields if name not in ("known", "scan")}
    again = PaperForm(act=act, known=now, data={**typed, "known": now or ""})
    again.full_clean()
    again.errors.clear()
    day = say_day(now) if now else _("chưa có ngày")
    message = _("Người khác vừa ghi %(day)s. Nếu vẫn muốn sửa, hãy ghi lý do và chọn lại tệp.")
    again.add_error(None, message % {"day": day})
    return _page(request, letter, paper, act, again, status=HTTPStatus.CONFLICT)


def _page(
    request: ActorRequest, letter: Letter, paper: IssuedDocument, act: str, form: PaperForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    day = typed_day(form["day"].value())
    context = {
        **common(letter),
        "day": day,
        "paper": paper,
        "title": title_of(paper.kind),
        "act": act,
        "heading": STOPS[act][1],
        "form": form,
        "starts": _starts(letter, paper, act, day),
        "accept": ",".join(sniffing.EXTENSIONS.values()),
    }
    return render(request, "letters/paper.html", context, status=status)


def _starts(letter: Letter, paper: IssuedDocument, act: str, day: date | None) -> Dates:
    """The citizen's time to go on starts when they have the decision."""
    return second_filing(letter, day) if act == "received" and paper.kind == DECISION.name else ()


@require_GET
@signed_in
def word(request: ActorRequest, code: str, uid: UUID) -> HttpResponse:
    """The Word file as it was issued."""
    paper = paper_or_404(request, letter_or_404(request, code), uid)
    return attachment(docx_bytes(paper), media_type=DOCX, name=paper.symbol)


@require_GET
@signed_in
def as_pdf(request: ActorRequest, code: str, uid: UUID) -> HttpResponse:
    """The same as PDF, where LibreOffice is installed."""
    letter = letter_or_404(request, code)
    paper = paper_or_404(request, letter, uid)
    try:
        content = pdf_bytes(paper)
        problem = pdf.why_not()
    except pdf.PdfFailed as failed:
        content, problem = None, str(failed)
    if content is None:
        messages.warning(request, problem)
        return _back(letter)
    return attachment(content, media_type=PDF, name=paper.symbol)


@require_GET
@signed_in
def file(request: ActorRequest, code: str, uid: UUID, act: str) -> HttpResponse:
    """The signed scan, or the proof of a day."""
    paper = paper_or_404(request, letter_or_404(request, code), uid)
    stored = getattr(paper, "signed" if act == "signed" else f"{act}_proof", None) if act in STOPS else None
    if stored is None:
        raise Http404
    return stored_attachment(stored, name=f"{paper.symbol}-{act}")
