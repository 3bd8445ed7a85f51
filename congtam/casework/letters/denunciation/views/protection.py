"""Asking for protection, and the page of a request: for those alone who protect."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.denunciation import actions
from congtam.casework.letters.denunciation.content import CONTEXT
from congtam.casework.letters.denunciation.forms import steps as forms
from congtam.casework.letters.denunciation.lifecycle import DO, PROTECT, PROTECTION
from congtam.casework.letters.denunciation.models import Measure, Protection
from congtam.casework.letters.denunciation.views.finding import denunciation_or_404, protection_or_404
from congtam.casework.letters.denunciation.views.pages import save_of
from congtam.casework.letters.denunciation.views.shown import proposed_signer
from congtam.casework.letters.denunciation.views.shown_papers import shown_papers
from congtam.casework.letters.denunciation.views.steps import TELLING
from congtam.casework.letters.denunciation.views.wording import wording
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.sealing import unseal_json
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.buttons import buttons
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.records.timeline import entries_of, timeline
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import UnknownStep
from congtam.mechanisms.rulebook import editions

RULE = "denunciation-protection"
Form = forms.DenunciationForm


def _no_days() -> dict[str, str]:
    """What the law says of the time: no number."""
    rule = editions.shown().book.rules.get(RULE)
    return {"says": rule.says, "citation": rule.citation} if rule else {"says": "", "citation": ""}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_page(request: ActorRequest, code: str) -> HttpResponse:
    """Write down a request for protection."""
    denunciation = denunciation_or_404(request, code)
    policy_for(Record).require(request.actor, DO, denunciation.record)
    status = HTTPStatus.OK
    if request.method == "POST":
        form = forms.AskProtectionForm(request.POST, denunciation=denunciation, people={})
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            data = form.cleaned_data
            status = save(form, lambda: actions.ask_protection(
                denunciation=denunciation, actor=request.actor, on=data["on"], urgent=data["urgent"],
                measures=[Measure(each) for each in data["measures"]], said=data["said"], save=save_of(form),
            ))  # fmt: skip
        if status == HTTPStatus.OK:
            messages.success(
                request, _("Đã ghi đề nghị bảo vệ: người phụ trách bảo vệ thấy ngay ở trang đầu.")
            )
            return redirect("letters:denunciation", code)
    else:
        start = {"on": clock.today(), **opening(denunciation.record.version)}
        form = forms.AskProtectionForm(denunciation=denunciation, people={}, initial=start)
    context = {
        "record": denunciation.record,
        "form": form,
        "label": _("Ghi đề nghị bảo vệ"),
        "law": _no_days(),
    }
    context["back"] = reverse("letters:denunciation", args=(code,))
    return render(request, "letters/denunciation/protect.html", context, status=status)


@require_GET
@signed_in
def protection_page(request: ActorRequest, code: str) -> HttpResponse:
    """One request: what was asked, what was decided, what is next."""
    protection = protection_or_404(request, code)
    record, actor = protection.record, request.actor
    entries = entries_of(record)
    base = f"{reverse('letters:protection', args=(record.code,))}steps/"
    may_view = actor.may("denunciations.view", record.unit_id)
    context = {
        "protection": protection,
        "record": record,
        "state": PROTECTION.state(record.state),
        "said": unseal_json(record.data_key, bytes(protection.sealed), context=CONTEXT)["subject"],
        "measures": [Measure(each).label for each in protection.measures],
        "items": timeline(record, entries, wording=wording(entries, [actor.account])),
        "papers": shown_papers(record, actor),
        "buttons": buttons(record, actor=actor, base=base),
        "law": _no_days(),
        "denunciation": protection.denunciation if may_view else None,
    }
    return render(request, "letters/denunciation/protection.html", context)


def _grant(protection: Protection, actor: Actor, form: Any) -> object:
    data = form.cleaned_data
    return actions.grant_protection(
        protection=protection, actor=actor, on=data["on"], body=data["body"],
        measures=[Measure(each) for each in data["measures"]], explanation=data["explanation"],
        signer=form.signer, save=save_of(form),
    )  # fmt: skip


def _decline(protection: Protection, actor: Actor, form: Any) -> object:
    data = form.cleaned_data
    return actions.decline_protection(
        protection=protection, actor=actor, on=data["on"], explanation=data["explanation"],
        signer=form.signer, save=save_of(form),
    )  # fmt: skip


def _end(protection: Protection, actor: Actor, form: Any) -> object:
    data = form.cleaned_data
    actions.end_protection(
        protection=protection, actor=actor, on=data["on"], reason=data["reason"], save=save_of(form)
    )
    return None


PAGES: dict[str, tuple[type[Form], Callable[[Protection, Actor, Any], object]]] = {
    "grant": (forms.GrantForm, _grant),
    "decline": (forms.DeclineForm, _decline),
    "end": (forms.ReasonForm, _end),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step_page(request: ActorRequest, code: str, step: str) -> HttpResponse:
    """Decide about a request, or end the measures."""
    protection = protection_or_404(request, code)
    record = protection.record
    try:
        found = PROTECTION.step(step)
    except UnknownStep as unknown:
        raise Http404 from unknown
    policy_for(Record).require(request.actor, found.needs, record)
    form_class, act = PAGES[step]
    status = HTTPStatus.OK
    if request.method == "POST":
        form = form_class(request.POST, denunciation=protection.denunciation, people={})
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            status = save(form, lambda: act(protection, request.actor, form), telling=TELLING)
        if status == HTTPStatus.OK:
            said = str(found.done)
            messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
            return redirect("letters:protection", code)
    else:
        start = {"on": clock.today(), "measures": protection.measures, **opening(record.version)}
        start |= proposed_signer(record, request.actor, signs=PROTECT)
        form = form_class(denunciation=protection.denunciation, people={}, initial=start)
    context = {
        "record": record, "form": form, "label": found.label, "law": _no_days(),
        "back": reverse("letters:protection", args=(code,)),
    }  # fmt: skip
    return render(request, "letters/denunciation/protect.html", context, status=status)
