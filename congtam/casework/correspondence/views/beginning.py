"""Saying where the series of a paper book stands, so that the product goes on after it."""

from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.correspondence.actions import begin_outgoing
from congtam.casework.correspondence.forms.beginning import BeginForm
from congtam.casework.correspondence.lifecycle import ENTER
from congtam.casework.correspondence.views.asking import chosen, units_of
from congtam.casework.correspondence.views.entering import NOT_DESCRIBED, issuer_today
from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.registers.organisations.queries import NotDescribed


@require_http_methods(["GET", "HEAD", "POST"])
@needs(ENTER)
def outgoing_page(request: ActorRequest) -> HttpResponse:
    """The form; then on to the next number of that kind."""
    unit = chosen(units_of(request.actor, ENTER), request.GET.get("unit"))
    issuer = issuer_today(unit) or "state"
    form, status = BeginForm(issuer=issuer, initial=opening(0)), HTTPStatus.OK
    if request.method == "POST":
        form = BeginForm(request.POST, issuer=issuer)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("kind", "first")}
            act = partial(begin_outgoing, actor=request.actor, unit=unit, on=clock.today(), **given)
            status = save(form, act, telling={NotDescribed: NOT_DESCRIBED})
        if status == HTTPStatus.OK:
            messages.success(request, _("Đã ghi: số tiếp theo là %(first)s.") % {"first": given["first"]})
            onward = urlencode({"unit": unit.code, "kind": given["kind"]})
            return redirect(f"{reverse('correspondence:outgoing-enter')}?{onward}")
    return render(request, "correspondence/begin.html", {"form": form, "unit": unit}, status=status)
