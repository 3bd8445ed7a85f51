"""One page a step: a small form, and beside it what will happen."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters import actions
from congtam.casework.letters.documents import ACCEPTANCE, ANSWER, ASSIGNMENT, DECISION, GUIDANCE, REFUSAL
from congtam.casework.letters.forms import steps as forms
from congtam.casework.letters.forms.choosing import handlers_of
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.casework.letters.views import clock_steps, handing
from congtam.casework.letters.views.finding import letter_or_404, may_open
from congtam.casework.letters.views.foreseen import paper_to_be, step_dates
from congtam.casework.letters.views.meanwhile import meanwhile
from congtam.casework.letters.views.record import OWN_PAGES
from congtam.casework.letters.views.shown import common, shown_sender
from congtam.casework.letters.views.signing import proposed_signer
from congtam.casework.letters.views.step_page import StepPage, save_of
from congtam.casework.letters.views.typed import typed_day
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Step, UnknownStep
from congtam.mechanisms.lifecycle.steps import offers
from congtam.registers.organisations.queries import NotDescribed


def _versioned(form: Any) -> dict[str, Any]:
    return {"on": clock.today(), "expected_version": form.shown_version, "save_key": form.key}


def _accept(letter: Letter, actor: Actor, form: forms.AcceptForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.accept_letter(
        letter=letter, actor=actor, on=data["on"], signer=form.signer, save=save_of(form)
    )


def _refuse(letter: Letter, actor: Actor, form: forms.RefuseForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.refuse_letter(
        letter=letter, actor=actor, on=data["on"], signer=form.signer, grounds=data["grounds"],
        explanation=data["explanation"], save=save_of(form),
    )  # fmt: skip


def _guide(letter: Letter, actor: Actor, form: forms.GuideForm) -> IssuedDocument:
    return actions.guide_letter(
        letter=letter, actor=actor, on=form.cleaned_data["on"], signer=form.signer, save=save_of(form)
    )


def _assign(letter: Letter, actor: Actor, form: forms.AssignForm) -> IssuedDocument | None:
    data = form.cleaned_data
    return actions.assign_letter(
        letter=letter, actor=actor, on=data["on"], handler=form.handler_account, signer=form.signer,
        task=data["task"], save=save_of(form),
    )  # fmt: skip


def _decide(letter: Letter, actor: Actor, form: forms.DecideForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.decide_letter(
        letter=letter, actor=actor, on=data["on"], signer=form.signer, outcomes=form.outcomes,
        findings=data["findings"], decision=data["decision"], save=save_of(form),
    )  # fmt: skip


def _answer(letter: Letter, actor: Actor, form: forms.AnswerForm) -> IssuedDocument:
    data = form.cleaned_data
    return actions.answer_letter(
        letter=letter, actor=actor, on=data["on"], signer=form.signer, message=data["message"],
        save=save_of(form),
    )  # fmt: skip


def _close(letter: Letter, actor: Actor, form: forms.CloseForm) -> None:
    data = form.cleaned_data
    actions.close_letter(letter=letter, actor=actor, on=data["on"], note=data["note"], save=save_of(form))


def _void(letter: Letter, actor: Actor, form: forms.ReasonForm) -> None:
    actions.void_letter(letter=letter, actor=actor, reason=form.cleaned_data["reason"], **_versioned(form))


def _triage_again(letter: Letter, actor: Actor, form: forms.ReasonForm) -> None:
    actions.triage_again(letter=letter, actor=actor, reason=form.cleaned_data["reason"], **_versioned(form))


def _hold(letter: Letter, actor: Actor, form: forms.HoldForm) -> None:
    actions.hold_letter(letter=letter, actor=actor, note=form.cleaned_data["note"], **_versioned(form))


PAGES: dict[str, StepPage] = {
    "accept": StepPage(form=forms.AcceptForm, act=_accept, paper=ACCEPTANCE),
    "refuse": StepPage(form=forms.RefuseForm, act=_refuse, paper=REFUSAL),
    "guide": StepPage(form=forms.GuideForm, act=_guide, paper=GUIDANCE),
    "assign": StepPage(form=forms.AssignForm, act=_assign, paper=ASSIGNMENT, optional_paper=True),
    "decide": StepPage(form=forms.DecideForm, act=_decide, paper=DECISION),
    "answer": StepPage(form=forms.AnswerForm, act=_answer, paper=ANSWER),
    "close": StepPage(form=forms.CloseForm, act=_close),
    "void": StepPage(form=forms.ReasonForm, act=_void),
    "triage_again": StepPage(form=forms.ReasonForm, act=_triage_again),
    "hold": StepPage(form=forms.HoldForm, act=_hold),
    **clock_steps.PAGES,
    **handing.PAGES,
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step_page(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """The step's page; 403 without the right, back to the letter with the reason where it cannot be done."""
    letter, found = _found(request, code, step)
    if found.name in OWN_PAGES:
        return redirect(OWN_PAGES[found.name], code)
    if request.method == "POST":
        return _posted(request, letter, found)
    if reason := _why_not(letter, found, request.actor):
        messages.warning(request, reason)
        return redirect("letters:record", code)
    return _page(request, letter, found, _form(letter, found, initial=_start(letter, found, request.actor)))


@require_GET
@signed_in
def dates_part(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """What the step would start on the day that is typed, as a part of the page."""
    letter, found = _found(request, code, step)
    if found.name not in PAGES:  # it has a page of its own, with dates of its own
        raise Http404
    form = _form(letter, found, request.GET)
    return render(request, "letters/step/dates.html", _dates(letter, found, form))


def _dates(letter: Letter, step: Step, form: forms.StepForm) -> dict[str, Any]:
    """What would follow from what stands in the form, whether or not it is complete."""
    day = typed_day(form["on"].value()) if "on" in form.fields else clock.today()
    foresee = PAGES[step.name].foresee
    dates = foresee(letter, form) if foresee else step_dates(letter, step, day)
    return {"dates": dates, "day": dates.since or day}


def _found(request: ActorRequest, code: str, name: str) -> tuple[Letter, Step]:
    letter = letter_or_404(request, code)
    try:
        step = LETTER.step(name)
    except UnknownStep as unknown:
        raise Http404 from unknown
    policy_for(Record).require(request.actor, step.needs, letter.record)
    return letter, step


def _why_not(letter: Letter, step: Step, actor: Actor) -> str:
    """Why the step cannot be done now; empty where it can."""
    offered = {offer.step.name: offer for offer in offers(letter.record, actor=actor)}
    offer = offered.get(step.name)
    if offer is not None and offer.permitted:
        return ""
    if offer is not None and offer.reason:
        return str(offer.reason)
    words = {"step": step.label, "state": LETTER.state(letter.record.state).label}
    return _("Không thể “%(step)s” khi hồ sơ đang ở bước “%(state)s”.") % words


def _form(letter: Letter, step: Step, data: Any = None, **given: Any) -> forms.StepForm:
    people = {}
    if step.name == "assign":
        people = handlers_of(letter.unit_id, clock.today(), now=letter.record.holder, record=letter.record)
    return PAGES[step.name].form(data, letter=letter, people=people, **given)


def _start(letter: Letter, step: Step, actor: Actor) -> dict[str, Any]:
    start: dict[str, Any] = {"on": clock.today(), **opening(letter.record.version)}
    if PAGES[step.name].paper is not None:
        start |= proposed_signer(letter, actor)
    if step.name == "refuse":
        start["grounds"] = letter.refusal_grounds
    if (more := PAGES[step.name].start) is not None:
        start |= more(letter)
    if step.name == "assign":
        start["handler"] = letter.record.holder_id
    return start


def _posted(request: ActorRequest, letter: Letter, step: Step) -> HttpResponse:
    form = _form(letter, step, request.POST)
    if "preview" in request.POST:
        form.full_clean()
        form.errors.clear()
        return _page(request, letter, step, form)
    if not form.is_valid():
        return _page(request, letter, step, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    issued: list[IssuedDocument | None] = []
    status = save(
        form, lambda: issued.append(PAGES[step.name].act(letter, request.actor, form)),
        telling={NotDescribed: _("Đơn vị chưa được khai báo trong danh mục nên chưa lập được văn bản.")},
    )  # fmt: skip
    if status == HTTPStatus.OK:
        return _done(request, letter, step, next(iter(issued), None))
    told = meanwhile(request, letter, form) if status == HTTPStatus.CONFLICT else []
    return _page(request, letter_or_404(request, letter.record.code), step, form, status=status, told=told)


def _done(request: ActorRequest, letter: Letter, step: Step, paper: IssuedDocument | None) -> HttpResponse:
    said = str(step.done)
    messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
    page = reverse("letters:record", args=(letter.record.code,))
    if paper is None:
        return redirect(page)
    words = {"title": title_of(paper.kind), "symbol": paper.symbol}
    messages.info(request, _("%(title)s số %(symbol)s đã lập: hãy in, ký, quét rồi tải lên.") % words)
    return redirect(f"{page}#papers")


def _page(
    request: ActorRequest, letter: Letter, step: Step, form: forms.StepForm, *,
    status: HTTPStatus = HTTPStatus.OK, told: Iterable[str] = (),
) -> HttpResponse:  # fmt: skip
    page = PAGES[step.name]
    dates = _dates(letter, step, form)
    context = {
        **common(letter),
        "step": step,
        "form": form,
        "page": page,
        "paper": paper_to_be(letter, page.paper, dates["day"] or clock.today()) if page.paper else None,
        **dates,
        "target": LETTER.state(step.target) if step.target != "=" else None,
        "meanwhile": list(told),
        "sender": shown_sender(letter, request.actor),
        "opened": may_open(request.actor, letter),
    }
    return render(request, "letters/step.html", context, status=status)
