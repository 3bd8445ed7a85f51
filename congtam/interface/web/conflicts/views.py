"""Naming officers, declaring a conflict, showing the record again."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.conflicts import people
from congtam.interface.web.conflicts.forms import DeclaringForm, LiftingForm, NamingForm
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.saving import SaveForm, opening, save
from congtam.mechanisms.lifecycle import exclusions
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of


def record_or_404(request: ActorRequest, code: str, *, naming: bool = True) -> Record:
    """The record of a kind in which officers are named. Raises Http404 where the reader may not know of it, or may not
    name anybody in it (``naming``)."""
    visible = policy_for(Record).visible(request.actor)
    record = visible.filter(code=code).select_related("unit", "data_key").first()
    if record is None or not lifecycle_of(record.kind).names_accused:
        raise Http404
    if naming and not exclusions.may_name(record, request.actor):
        raise Http404
    return record


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def naming_page(request: ActorRequest, code: str) -> HttpResponse:
    """Find officers by name, see who would be kept away, name them."""
    record = record_or_404(request, code)
    officers = people.officers_of(record.unit_id, on=clock.today())
    if request.method != "POST":
        return _naming(request, record, NamingForm(people=officers, initial=opening(record.version)))
    form = NamingForm(request.POST, people=officers)
    if "find" in request.POST or not form.is_valid():
        return _naming(request, record, form, status=_status(form))
    if "save" not in request.POST:
        return _naming(request, record, form, preview=True)
    status = save(form, partial(_name, request, record, form))
    if status == HTTPStatus.OK:
        messages.success(
            request, _("Đã nêu. Những người liên quan không còn thấy hồ sơ %(code)s.") % {"code": code}
        )
        return _onward(request, record)
    if status == HTTPStatus.CONFLICT:
        form.show_version(record_or_404(request, code).version)
    return _naming(request, record, form, status=status, preview=True)


def _status(form: SaveForm) -> HTTPStatus:
    return HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY


def _name(request: ActorRequest, record: Record, form: NamingForm) -> object:
    return exclusions.name_accused(
        record=record, accounts=form.chosen, actor=request.actor, on=clock.today(),
        expected_version=form.shown_version,
    )  # fmt: skip


def _naming(
    request: ActorRequest, record: Record, form: NamingForm, *, status: HTTPStatus = HTTPStatus.OK,
    preview: bool = False,
) -> HttpResponse:  # fmt: skip
    now = people.now_away(record)
    context: dict[str, Any] = {"record": record, "form": form, "now": now, "page": _page_of(record)}
    if preview and form.is_bound and form.chosen:
        away = exclusions.kept_away([account.pk for account in form.chosen], on=clock.today())
        without = {each.account_id for each in away} | {each.account.pk for each in now}
        context["away"] = people.told(away)
        context["missing"] = people.nobody_left(record, without=without, on=clock.today())
        context["self"] = request.actor.account_id in without
    return render(request, "conflicts/naming.html", context, status=status)


def _page_of(record: Record) -> str:
    page = lifecycle_of(record.kind).page
    return reverse(page, args=(record.code,)) if page else reverse("home")


def _onward(request: ActorRequest, record: Record) -> HttpResponse:
    """Back to the record; to the first page for whoever is kept away from it now."""
    account = request.actor.account
    gone = account is not None and exclusions.excluded(record, account)
    return redirect("home") if gone else redirect(_page_of(record))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def declaring_page(request: ActorRequest, code: str) -> HttpResponse:
    """Somebody is in conflict: the reader, or another where the reader may name people."""
    record = record_or_404(request, code, naming=False)
    known = _may_be_declared(request, record)
    form = DeclaringForm(request.POST or None, people=known, initial=opening(record.version))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if (
            form.is_valid()
            and (status := save(form, partial(_declare, request, record, form))) == HTTPStatus.OK
        ):
            messages.success(request, _("Đã khai. Người ấy không còn thấy hồ sơ %(code)s.") % {"code": code})
            return _onward(request, record)
    context = {"record": record, "form": form, "page": _page_of(record)}
    return render(request, "conflicts/declaring.html", context, status=status)


def _may_be_declared(request: ActorRequest, record: Record) -> dict[int, Account]:
    account = request.actor.account
    assert account is not None
    known = {account.pk: account}
    if exclusions.may_name(record, request.actor):
        known |= people.officers_of(record.unit_id, on=clock.today())
    return known


def _declare(request: ActorRequest, record: Record, form: DeclaringForm) -> object:
    return exclusions.declare_conflict(
        record=record, account=form.chosen, actor=request.actor, on=clock.today(),
        reason=form.cleaned_data["reason"],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def lifting_page(request: ActorRequest, code: str, pk: int) -> HttpResponse:
    """A second person shows the record to somebody again."""
    record = record_or_404(request, code)
    person = next((each for each in people.now_away(record) if each.account.pk == pk), None)
    if person is None:
        raise Http404
    form = LiftingForm(request.POST or None, initial=opening(record.version))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        lift = partial(_lift, request, record, person.account, form)
        if form.is_valid() and (status := save(form, lift)) == HTTPStatus.OK:
            messages.success(request, _("%(name)s thấy lại hồ sơ.") % {"name": person.account.display_name})
            return redirect("conflicts", code)
    context = {"record": record, "form": form, "person": person}
    return render(request, "conflicts/lifting.html", context, status=status)


def _lift(request: ActorRequest, record: Record, account: Account, form: LiftingForm) -> object:
    return exclusions.lift(
        record=record,
        account=account,
        actor=request.actor,
        on=clock.today(),
        reason=form.cleaned_data["reason"],
    )
