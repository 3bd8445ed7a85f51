"""Requests that wait for a custodian, and the decision. A custodian of the unit above sees no page of the record."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.actor import NotPermitted
from congtam.interface.web.guards import ActorRequest, needs, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.registers.custody import queries
from congtam.registers.custody.actions import deciding
from congtam.registers.custody.forms.requests import DecideForm
from congtam.registers.custody.lifecycle import KEEP
from congtam.registers.custody.models import IdentityRequest
from congtam.registers.custody.said import said_of
from congtam.registers.custody.views.finding import key_or_404, request_or_404


@require_GET
@needs(KEEP)
def requests(request: ActorRequest) -> HttpResponse:
    """What waits for the reader's decision, and what was decided."""
    after = key_or_404(request.GET.get("after"))
    past, more = queries.past_requests(request.actor, after=after)
    context = {
        "keeps": bool(queries.decides_for(request.actor)),
        "waiting": list(queries.waiting_requests(request.actor)[: queries.PAGE_SIZE]),
        "past": [{"request": each, "live": deciding.is_live(each)} for each in past],
        "own_units": set(request.actor.unit_ids),
        "older_url": f"{reverse('keepers:requests')}?after={more}" if more else "",
        "start_url": reverse("keepers:requests") if after is not None else "",
    }
    return render(request, "custody/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decide(request: ActorRequest, pk: int) -> HttpResponse:
    """One request: what was said, and the decision."""
    found = request_or_404(request, pk)
    if found.asked_by_id == request.actor.account_id:
        return redirect("keepers:ask", found.code)
    if request.method != "POST":
        return _page(request, found, DecideForm(initial=opening(0)))
    form = DecideForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        act = deciding.grant if form.granted else deciding.refuse
        status = save(
            form,
            lambda: act(found, actor=request.actor, answer=form.cleaned_data["answer"], on=clock.today()),
        )
    if status != HTTPStatus.OK:
        return _page(request, request_or_404(request, pk), form, status=status)
    messages.success(request, _("Đã ghi quyết định."))
    return redirect("keepers:requests")


def _page(
    request: ActorRequest, found: IdentityRequest, form: DecideForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "request_": found,
        "said": said_of(found),
        "within": found.unit_id in request.actor.unit_ids,
        "why_not": _why_not(request, found),
        "form": form,
    }
    return render(request, "custody/decide.html", context, status=status)


def _why_not(request: ActorRequest, found: IdentityRequest) -> str:
    if found.outcome:
        return _("Đề nghị này đã có quyết định hoặc không còn hiệu lực.")
    try:
        return deciding.why_not_decide(found, request.actor)
    except NotPermitted:
        return _("Chỉ người giữ danh tính của đơn vị quyết định mới quyết định được.")
