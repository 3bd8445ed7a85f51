"""Voiding the number of a document that the product issued."""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.correspondence.actions import void_issued
from congtam.casework.correspondence.forms.steps import VoidForm
from congtam.casework.correspondence.lifecycle import VOID
from congtam.foundation import clock
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.papers import title_of
from congtam.interface.web.records.saving import opening, save
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.documents.models import IssuedDocument


@require_http_methods(["GET", "HEAD", "POST"])
@needs(VOID)
def issued_page(request: ActorRequest, uid: UUID) -> HttpResponse:
    """Needs the right to void numbers, and the right to handle that kind of document."""
    document = _found(request, uid)
    back = reverse("correspondence:outgoing") + "?" + urlencode(
        {"unit": document.unit.code, "scope": document.series_scope, "series": document.series}
    )  # fmt: skip
    if document.voided_on is not None:
        messages.info(request, _("Số %(symbol)s đã hủy rồi.") % {"symbol": document.symbol})
        return redirect(back)
    start = {"on": clock.today(), **opening(document.record.version)}
    form = VoidForm(request.POST) if request.method == "POST" else VoidForm(initial=start)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = _saved(request, document, form)
        if status == HTTPStatus.OK:
            messages.success(request, _("Đã hủy số %(symbol)s.") % {"symbol": document.symbol})
            return redirect(back)
    context = {"document": document, "title": title_of(document.kind), "form": form, "back": back}
    return render(request, "correspondence/void_issued.html", context, status=status)


def _found(request: ActorRequest, uid: UUID) -> IssuedDocument:
    """The document, where the actor may know of its record and handle it. Raises Http404, NotPermitted."""
    policy = policy_for(IssuedDocument)
    document = (
        policy.visible(request.actor).filter(uid=uid).select_related("record__data_key", "unit").first()
    )
    if document is None or not request.actor.may(VOID, document.unit_id):
        raise Http404
    policy.require(request.actor, kind_of(document.kind).needs_handle, document)
    return document


def _saved(request: ActorRequest, document: IssuedDocument, form: VoidForm) -> HTTPStatus:
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    given = form.cleaned_data
    act = partial(void_issued, document=document, actor=request.actor, on=given["on"], reason=given["reason"])
    return save(form, act)
