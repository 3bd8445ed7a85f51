"""Entering a document in a book. A double click is one entry, and a refused form keeps what was typed."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from congtam.casework.correspondence.actions import Save, enter_incoming, enter_outgoing
from congtam.casework.correspondence.catalogue import Issuer, format_on
from congtam.casework.correspondence.forms.entries import EntryForm, IncomingForm, OutgoingForm
from congtam.casework.correspondence.lifecycle import ENTER
from congtam.casework.correspondence.models import Book, Incoming, Outgoing
from congtam.casework.correspondence.numbering import issuer_of
from congtam.casework.correspondence.views.asking import chosen, units_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.foundation.files import sniffing
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.days import NotADay, read_day
from congtam.interface.web.records.saving import save
from congtam.registers.organisations.queries import NotDescribed, letterhead

NOT_DESCRIBED = gettext_lazy("Chưa có thông tin cơ quan vào ngày ấy nên chưa biết đánh số thế nào.")
ACCEPTED = ",".join(sniffing.EXTENSIONS.values())


def fresh(**given: Any) -> dict[str, Any]:
    """What an empty form starts with."""
    return {"save_key": uuid4(), "copies": 1, **given}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ENTER)
def incoming_page(request: ActorRequest) -> HttpResponse:
    """The form of an incoming document; "save and next" keeps book and day."""
    units = units_of(request.actor, ENTER)
    unit = chosen(units, request.GET.get("unit"))
    if request.method != "POST":
        book = request.GET.get("book", "")
        start = fresh(book=book if book in Book.values else Book.GENERAL, arrived_on=_day(request))
        return _page(request, units, unit, IncomingForm(initial=start), {"incoming": True})
    form = IncomingForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, units, unit, form, {"incoming": True}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    book = Book(form.cleaned_data["book"])
    made: list[Incoming] = []
    status = save(
        form,
        lambda: made.append(
            enter_incoming(
                actor=request.actor, unit=unit, on=clock.today(), book=book, details=form.details(book),
                save=Save(key=form.key), paper=form.paper(),
            )
        ),
    )  # fmt: skip
    if status != HTTPStatus.OK:
        return _page(request, units, unit, form, {"incoming": True}, status=status)
    messages.success(request, _("Đã vào sổ, số đến %(number)s.") % {"number": made[0].number})
    kept = {"unit": unit.code, "book": book.value, "on": form.cleaned_data["arrived_on"].isoformat()}
    return _onward(request, "correspondence:incoming", made[0].record.code, kept)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ENTER)
def outgoing_page(request: ActorRequest) -> HttpResponse:
    """The form of an outgoing document that was made outside the product."""
    units = units_of(request.actor, ENTER)
    unit = chosen(units, request.GET.get("unit"))
    issuer = issuer_today(unit)
    more = {
        "incoming": False,
        "described": issuer is not None,
        "format": issuer and format_on(issuer, clock.today()),
    }
    if request.method != "POST":
        start = fresh(issued_on=_day(request), kind=request.GET.get("kind", ""))
        return _page(request, units, unit, OutgoingForm(issuer=issuer or "state", initial=start), more)
    form = OutgoingForm(request.POST, request.FILES, issuer=issuer or "state")
    if not form.is_valid():
        return _page(request, units, unit, form, more, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    made: list[Outgoing] = []
    status = save(
        form,
        lambda: made.append(
            enter_outgoing(
                actor=request.actor, unit=unit, on=clock.today(), details=form.details(), save=Save(key=form.key),
                paper=form.paper(),
            )
        ),
        telling={NotDescribed: NOT_DESCRIBED},
    )  # fmt: skip
    if status != HTTPStatus.OK:
        return _page(request, units, unit, form, more, status=status)
    messages.success(request, _("Đã cấp số %(symbol)s.") % {"symbol": made[0].symbol})
    kept = {"unit": unit.code, "kind": made[0].kind, "on": made[0].issued_on.isoformat()}
    return _onward(request, "correspondence:outgoing", made[0].record.code, kept)


def issuer_today(unit: Unit) -> Issuer | None:
    """Whether the office issues as a Party or a state one; None where nobody has said."""
    try:
        return issuer_of(letterhead(unit, clock.today()))
    except NotDescribed:
        return None


def _day(request: ActorRequest) -> Any:
    today = clock.today()
    try:
        return min(read_day(request.GET.get("on", ""), today=today), today)
    except NotADay:
        return today


def _onward(request: ActorRequest, name: str, code: str, kept: dict[str, str]) -> HttpResponse:
    if "next" in request.POST:
        return redirect(f"{reverse(f'{name}-enter')}?{urlencode(kept)}")
    return redirect(f"{name}-entry", code)


def _page(
    request: ActorRequest, units: list[Unit], unit: Unit, form: EntryForm, more: dict[str, Any], *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "unit": unit,
        "units": units if len(units) > 1 else [],
        "accept": ACCEPTED,
        **more,
    }
    return render(request, "correspondence/enter.html", context, status=status)
