"""Asking to see who wrote a record, and what became of it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.foundation import clock
from congtam.foundation.custody import holders
from congtam.foundation.custody.shares import is_open
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.lifecycle.acts import StepBlocked
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.registers.custody import queries
from congtam.registers.custody.actions import asking, deciding, viewing
from congtam.registers.custody.forms.requests import AskForm
from congtam.registers.custody.identities import identity_keys, shown_identity
from congtam.registers.custody.models import Purpose
from congtam.registers.custody.said import said_of
from congtam.registers.custody.topbar import minutes_until
from congtam.registers.custody.views.finding import record_or_404, request_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_page(request: ActorRequest, code: str) -> HttpResponse:
    """The form, and what the reader asked before."""
    record = record_or_404(request, code)
    if request.method != "POST":
        return _page(request, record, AskForm(initial=opening(record.version)))
    form = AskForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        data = form.cleaned_data
        status = save(
            form,
            lambda: asking.ask(
                record, actor=request.actor, purpose=data["purpose"], minutes=data["minutes"], said=form.said,
                on=clock.today(),
            ),
        )  # fmt: skip
    if status != HTTPStatus.OK:
        return _page(request, record, form, status=status)
    messages.success(request, _("Đã gửi. Người giữ danh tính sẽ quyết định; trang này cho biết kết quả."))
    return redirect("keepers:ask", code)


def _page(
    request: ActorRequest, record: Record, form: AskForm, *, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    own = queries.own_requests(record, request.actor)
    live = next((each for each in own if deciding.is_live(each)), None)
    keys = identity_keys(record)
    lifecycle = lifecycle_of(record.kind)
    context = {
        "record": record,
        "kind": lifecycle.label,
        "record_url": reverse(lifecycle.page, args=[record.code]) if lifecycle.page else "",
        "form": form,
        "rows": [{"request": each, "said": said_of(each), "live": deciding.is_live(each)} for each in own],
        "live": live,
        "minutes": minutes_until(live.until) if live and live.until else 0,
        "outside": live is not None and live.purpose == Purpose.DISCLOSE and live.provided_at is None,
        "opens": bool(keys) and all(is_open(key) for key in keys),
        "why_not": asking.why_not_ask(record, request.actor),
        "decider": holders.decided_by(record.unit),
    }
    return render(request, "custody/ask.html", context, status=status)


@require_GET
@signed_in
def read(request: ActorRequest, code: str) -> HttpResponse:
    """Who wrote, for whoever was granted to see it, as long as the grant holds. Each time it is told in the journal."""
    record = record_or_404(request, code)
    granted = viewing.live_grant(record, request.actor)
    if granted is None or granted.until is None:
        return redirect("keepers:ask", code)
    shown = shown_identity(record)
    if shown is None:
        raise Http404
    viewing.viewed(record, actor=request.actor)
    context = {
        "record": record,
        "shown": shown,
        "granted": granted,
        "minutes": minutes_until(granted.until),
    }
    return render(request, "custody/read.html", context)


@require_POST
@signed_in
def close(request: ActorRequest, pk: int) -> HttpResponse:
    """End a grant, or take a request back."""
    found = request_or_404(request, pk)
    asking.close(found, actor=request.actor, on=clock.today())
    messages.success(request, _("Đã đóng. Danh tính không còn mở theo đề nghị này."))
    if found.asked_by_id == request.actor.account_id:
        return redirect("keepers:ask", found.code)
    return redirect("keepers:requests")


@require_POST
@signed_in
def provide(request: ActorRequest, pk: int) -> HttpResponse:
    """The copy was handed over."""
    found = request_or_404(request, pk)
    try:
        deciding.provide(found, actor=request.actor, on=clock.today())
        messages.success(request, _("Đã ghi việc cung cấp ra ngoài vào nhật ký."))
    except StepBlocked as blocked:
        messages.warning(request, str(blocked))
    return redirect("keepers:ask", found.code)
