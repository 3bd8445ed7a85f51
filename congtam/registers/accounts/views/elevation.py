"""The page of permissions for a short time: what runs, asking for some, and what others ask."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.access.elevation import Elevation, labels
from congtam.interface.web.guards import ActorRequest, needs, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.registers.accounts import queries
from congtam.registers.accounts.actions import (
    ask_elevation,
    end_elevation,
    grant_elevation,
    refuse_elevation,
)
from congtam.registers.accounts.actions.elevating import why_not_grant
from congtam.registers.accounts.forms.elevation import AskForm, DecideForm
from congtam.registers.accounts.lifecycle import MANAGE
from congtam.registers.accounts.views.finding import key_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def elevation_page(request: ActorRequest) -> HttpResponse:
    """One's own, a form to ask, and for whoever manages accounts those of the unit."""
    if request.method != "POST":
        return _page(request, AskForm(actor=request.actor, initial=opening(0) | {"minutes": "30"}))
    form = AskForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status = save(form, partial(_ask, request, form))
    if status != HTTPStatus.OK:
        return _page(request, form, status=status)
    messages.success(request, _("Đã gửi đề nghị. Một người quản lý tài khoản khác phải đồng ý."))
    return redirect("accounts:elevation")


def _ask(request: ActorRequest, form: AskForm) -> object:
    data = form.cleaned_data
    return ask_elevation(
        actor=request.actor, unit=form.chosen_unit, permissions=data["permissions"], minutes=data["minutes"],
        reason=data["reason"], on=clock.today(),
    )  # fmt: skip


def _page(request: ActorRequest, form: AskForm, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    found, more = queries.elevations_page(request.actor, before=key_or_404(request.GET.get("before")))
    rows = [_row(each, request) for each in found]
    context = {
        "form": form,
        "rows": rows,
        "manages": request.actor.may(MANAGE),
        "older_url": f"{reverse('accounts:elevation')}?before={more}" if more else "",
    }
    return render(request, "accounts/elevation.html", context, status=status)


def _row(elevation: Elevation, request: ActorRequest) -> dict[str, Any]:
    now = clock.now()
    own = elevation.account_id == request.actor.account_id
    return {
        "elevation": elevation,
        "labels": labels(elevation.permissions),
        "runs": elevation.runs(now),
        "waits": elevation.waits(now),
        "own": own,
        "decidable": not own and elevation.waits(now) and request.actor.may(MANAGE, elevation.unit_id),
    }


def _elevation_or_404(request: ActorRequest, pk: int) -> Elevation:
    found = queries.elevation_by_key(request.actor, pk)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def decide_page(request: ActorRequest, pk: int) -> HttpResponse:
    """What somebody else asks for, and the two answers."""
    elevation = _elevation_or_404(request, pk)
    if request.method != "POST":
        return _decide(request, elevation, DecideForm(initial=opening(0)))
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _decide(request, elevation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    grants = request.POST.get("decision") == "grant"
    status = save(form, partial(_say, request, elevation, form, grants=grants))
    if status != HTTPStatus.OK:
        return _decide(request, elevation, form, status=status)
    said = _("Đã cho quyền tạm.") if grants else _("Đã ghi là không đồng ý.")
    messages.success(request, said)
    return redirect("accounts:elevation")


def _say(request: ActorRequest, elevation: Elevation, form: DecideForm, *, grants: bool) -> None:
    if grants:
        grant_elevation(elevation, actor=request.actor, on=clock.today(), save=form.save_of)
    else:
        reason = form.cleaned_data["reason"]
        refuse_elevation(elevation, actor=request.actor, reason=reason, on=clock.today(), save=form.save_of)


def _decide(
    request: ActorRequest, elevation: Elevation, form: DecideForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    waits = elevation.waits(clock.now())
    context = {
        "elevation": elevation,
        "labels": labels(elevation.permissions),
        "form": form,
        "waits": waits,
        "why_not": why_not_grant(elevation, request.actor) if waits else _("Không có đề nghị nào đang chờ."),
        "entry": queries.entry_of(request.actor, elevation.account_id),
    }
    return render(request, "accounts/elevation_decide.html", context, status=status)


@require_POST
@signed_in
def end_page(request: ActorRequest, pk: int) -> HttpResponse:
    """It ends now."""
    elevation = _elevation_or_404(request, pk)
    end_elevation(elevation, actor=request.actor, on=clock.today())
    messages.success(request, _("Quyền tạm đã hết."))
    return redirect("accounts:elevation")
