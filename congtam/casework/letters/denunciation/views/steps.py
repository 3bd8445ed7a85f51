"""One page a step: a small form, and beside it what will happen."""

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.denunciation.forms.steps import DenunciationForm, SignedStep
from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, SIGN
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.denunciation.traces import SenderLocked
from congtam.casework.letters.denunciation.views.finding import denunciation_or_404
from congtam.casework.letters.denunciation.views.foreseen import ASKED, dates_of
from congtam.casework.letters.denunciation.views.pages import PAGES
from congtam.casework.letters.denunciation.views.shown import common, handlers_of, proposed_signer
from congtam.casework.letters.denunciation.views.wording import SYSTEMS
from congtam.casework.letters.views.foreseen import paper_to_be
from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.records.timeline import entries_of, since
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Step, UnknownStep
from congtam.mechanisms.lifecycle.steps import offers
from congtam.registers.organisations.queries import NotDescribed

#: what an act may say beside the common refusals
TELLING = {
    NotDescribed: _("Đơn vị chưa được khai báo trong danh mục nên chưa lập được văn bản."),
    SenderLocked: None,
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step_page(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """The step's page; 403 without the right, back to the record with the reason where it cannot be done."""
    denunciation, found = _found(request, code, step)
    if request.method == "POST":
        return _posted(request, denunciation, found)
    if reason := _why_not(request, denunciation, found):
        messages.warning(request, reason)
        return redirect("letters:denunciation", code)
    start = _start(request, denunciation, found)
    return _page(request, denunciation, found, _form(denunciation, found, initial=start))


@require_GET
@signed_in
def dates_part(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """What the step would start on the day that is typed, as a part of the page."""
    denunciation, found = _found(request, code, step)
    form = _form(denunciation, found, request.GET)
    dates = dates_of(denunciation, found, form)
    context = {"dates": dates, "day": dates.since or form.typed_day()}
    return render(request, "letters/step/dates.html", context)


def _found(request: ActorRequest, code: str, name: str) -> tuple[Denunciation, Step]:
    denunciation = denunciation_or_404(request, code)
    try:
        step = DENUNCIATION.step(name)
    except UnknownStep as unknown:
        raise Http404 from unknown
    policy_for(Record).require(request.actor, step.needs, denunciation.record)
    return denunciation, step


def _why_not(request: ActorRequest, denunciation: Denunciation, step: Step) -> str:
    offered = {offer.step.name: offer for offer in offers(denunciation.record, actor=request.actor)}
    offer = offered.get(step.name)
    if offer is not None and offer.permitted:
        return ""
    if offer is not None and offer.reason:
        return str(offer.reason)
    words = {"step": step.label, "state": DENUNCIATION.state(denunciation.record.state).label}
    return _("Không thể “%(step)s” khi hồ sơ đang ở bước “%(state)s”.") % words


def _form(denunciation: Denunciation, step: Step, data: Any = None, **given: Any) -> DenunciationForm:
    people = handlers_of(denunciation, clock.today()) if step.name == "assign" else {}
    return PAGES[step.name].form(data, denunciation=denunciation, people=people, **given)


def _start(request: ActorRequest, denunciation: Denunciation, step: Step) -> dict[str, Any]:
    page = PAGES[step.name]
    start: dict[str, Any] = {"on": clock.today(), **opening(denunciation.record.version)}
    if issubclass(page.form, SignedStep):
        start |= proposed_signer(denunciation.record, request.actor, signs=SIGN)
    if page.start is not None:
        start |= page.start(denunciation)
    return start


def _posted(request: ActorRequest, denunciation: Denunciation, step: Step) -> HttpResponse:
    form = _form(denunciation, step, request.POST)
    if "preview" in request.POST:
        form.full_clean()
        form.errors.clear()
        return _page(request, denunciation, step, form)
    if not form.is_valid():
        return _page(request, denunciation, step, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    issued: list[IssuedDocument] = []

    def act() -> None:
        issued.extend(PAGES[step.name].act(denunciation, request.actor, form) or ())

    status = save(form, act, telling=TELLING)
    if status == HTTPStatus.OK:
        return _done(request, denunciation, step, issued)
    again = denunciation_or_404(request, denunciation.record.code)
    told = _meanwhile(again, form) if status == HTTPStatus.CONFLICT else []
    return _page(request, again, step, form, status=status, told=told)


def _meanwhile(denunciation: Denunciation, form: DenunciationForm) -> list[str]:
    now = denunciation.record
    then = form.shown_version if form.shown_version is not None else now.version
    form.show_version(now.version)
    return since(entries_of(now), then, now.version, lifecycle=DENUNCIATION, systems=SYSTEMS)


def _done(
    request: ActorRequest, denunciation: Denunciation, step: Step, papers: Sequence[IssuedDocument]
) -> HttpResponse:
    said = str(step.done)
    messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
    for paper in papers:
        words = {"title": title_of(paper.kind), "symbol": paper.symbol}
        messages.info(request, _("%(title)s số %(symbol)s đã lập: hãy in, ký, quét rồi tải lên.") % words)
    page = reverse("letters:denunciation", args=(denunciation.record.code,))
    return redirect(f"{page}#papers" if papers else page)


def _page(
    request: ActorRequest, denunciation: Denunciation, step: Step, form: DenunciationForm, *,
    status: HTTPStatus = HTTPStatus.OK, told: Iterable[str] = (),
) -> HttpResponse:  # fmt: skip
    dates = dates_of(denunciation, step, form)
    day = dates.since or form.typed_day()
    asked = ASKED.get(step.name, ("on",))
    context = {
        **common(denunciation),
        "step": step,
        "form": form,
        "asked": asked,
        "included": ", ".join(f"[name={name}]" for name in asked),
        "papers": [paper_to_be(denunciation.letter, kind, day) for kind in PAGES[step.name].papers],
        "dates": dates,
        "day": day,
        "target": DENUNCIATION.state(step.target) if step.target != "=" else None,
        "meanwhile": list(told),
        "danger": step.name in ("refuse", "stop", "keep"),
    }
    return render(request, "letters/denunciation/step.html", context, status=status)
