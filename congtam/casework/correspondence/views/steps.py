"""The steps of an entry, each on a page of its own with the act behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.correspondence import actions
from congtam.casework.correspondence.actions import Save
from congtam.casework.correspondence.forms.entries import EntryForm, IncomingForm, OutgoingForm
from congtam.casework.correspondence.forms.steps import FinishForm, HandForm, StepForm, VoidForm
from congtam.casework.correspondence.models import Book, Incoming, Outgoing
from congtam.casework.correspondence.views.entering import ACCEPTED, NOT_DESCRIBED, issuer_today
from congtam.casework.correspondence.views.entry import entry_or_404, page_of
from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.mechanisms.lifecycle.acts import StepNotPossible
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Step, UnknownStep, lifecycle_of
from congtam.registers.organisations.queries import NotDescribed

Act = Callable[..., None]


@dataclass(frozen=True, kw_only=True)
class Small:
    """A step with a small form; its fields beside the day are what the act takes."""

    form: type[StepForm]
    act: Act


SMALL: Mapping[tuple[type[Any], str], Small] = {
    (Incoming, "hand"): Small(form=HandForm, act=actions.hand_incoming),
    (Incoming, "hand_on"): Small(form=HandForm, act=actions.hand_incoming),
    (Incoming, "finish"): Small(form=FinishForm, act=actions.finish_incoming),
    (Incoming, "void"): Small(form=VoidForm, act=actions.void_incoming),
    (Outgoing, "void"): Small(form=VoidForm, act=actions.void_outgoing),
}
#: fields of a form that the act does not take as they are
_OWN = {"version", "save_key", "on"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def step_page(
    request: ActorRequest, code: str, step: str, model: type[Incoming] | type[Outgoing]
) -> HttpResponse:
    """A step's page; 403 without the right, back to the entry with the reason where it cannot be done."""
    entry: Incoming | Outgoing = entry_or_404(request, model, code)
    found = _step(entry, step)
    policy_for(Record).require(request.actor, found.needs, entry.record)
    if entry.record.state not in found.sources:
        messages.warning(request, str(StepNotPossible(entry.record, found)))
        return redirect(page_of(entry))
    form = _form(request, entry, found)
    if request.method != "POST":
        return _page(request, entry, found, form)
    if not form.is_valid():
        return _page(request, entry, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, partial(_perform, request, entry, found, form), telling={NotDescribed: NOT_DESCRIBED})
    if status != HTTPStatus.OK:
        if status == HTTPStatus.CONFLICT:
            form.show_version(entry_or_404(request, model, code).record.version)
        return _page(request, entry, found, form, status=status)
    said = str(found.done)
    messages.success(request, _("%(done)s.") % {"done": said[:1].upper() + said[1:]})
    return redirect(page_of(entry))


def _step(entry: Incoming | Outgoing, name: str) -> Step:
    try:
        return lifecycle_of(entry.record.kind).step(name)
    except UnknownStep as unknown:
        raise Http404 from unknown


def _form(request: ActorRequest, entry: Incoming | Outgoing, step: Step) -> SaveForm:
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    start: dict[str, Any] = opening(entry.record.version)
    if step.name != "correct":
        start |= {"on": clock.today(), "handed_to": getattr(entry, "handed_to", "")}
        return SMALL[type(entry), step.name].form(posted[0], initial=start)
    if isinstance(entry, Incoming):
        return IncomingForm(*posted, initial=start | _typed(entry, IncomingForm), correcting=True)
    issuer = issuer_today(entry.unit) or "state"
    return OutgoingForm(*posted, initial=start | _typed(entry, OutgoingForm), issuer=issuer, correcting=True)


def _typed(entry: Incoming | Outgoing, form: type[EntryForm]) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in form.base_fields if hasattr(entry, name)}


def _perform(request: ActorRequest, entry: Incoming | Outgoing, step: Step, form: SaveForm) -> None:
    kept = Save(version=form.shown_version, key=form.key)
    if step.name != "correct":
        given = {name: value for name, value in form.cleaned_data.items() if name not in _OWN}
        SMALL[type(entry), step.name].act(
            entry=entry, actor=request.actor, on=form.cleaned_data["on"], save=kept, **given
        )
        return
    common = {
        "actor": request.actor, "on": clock.today(), "save": kept, "reason": form.cleaned_data["reason"],
    }  # fmt: skip
    if isinstance(form, IncomingForm) and isinstance(entry, Incoming):
        details = form.details(Book(entry.book))
        actions.correct_incoming(entry=entry, details=details, paper=form.paper(), **common)
    elif isinstance(form, OutgoingForm) and isinstance(entry, Outgoing):
        found = form.details(kind=entry.kind, protected=entry.protected)
        actions.correct_outgoing(entry=entry, details=found, paper=form.paper(), **common)


def _page(
    request: ActorRequest, entry: Incoming | Outgoing, step: Step, form: SaveForm, *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "entry": entry, "record": entry.record, "step": step, "form": form, "page": page_of(entry),
        "accept": ACCEPTED, "incoming": isinstance(entry, Incoming),
    }  # fmt: skip
    return render(request, "correspondence/step.html", context, status=status)
