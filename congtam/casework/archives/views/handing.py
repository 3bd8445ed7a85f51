"""Handing the paper of several records over at once, and the minutes of it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.archives import actions, queries
from congtam.casework.archives.forms.paper import HandoverForm, codes_in
from congtam.casework.archives.models import Minutes
from congtam.casework.archives.views.common import form_page, saved
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

KEEP = "archives.keep"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(KEEP)
def handover(request: ActorRequest) -> HttpResponse:
    """Hand over several records; the minutes come next, ready to print."""
    start = {
        "codes": "\n".join(codes_in(request.GET.get("q", ""))), "purpose": request.GET.get("purpose", "move"),
        "on": clock.today(), **opening(0),
    }  # fmt: skip
    form = HandoverForm(request.POST or None, people=_people(request.actor), initial=start)
    made: list[Minutes] = []
    act = lambda: made.append(_handed(request.actor, form))  # noqa: E731
    status = saved(form, act) if form.is_bound else HTTPStatus.OK
    if form.is_bound and status == HTTPStatus.OK and made:
        messages.success(request, _("Đã ghi giao nhận. Hãy in biên bản để hai bên ký."))
        return redirect("archives:minutes", made[0].uid)
    return form_page(
        request, form, heading=_("Giao nhận hồ sơ giấy"), button=_("Ghi giao nhận"), status=status,
        back=reverse("archives:papers"),
        happens=(
            _("Nơi để của từng hồ sơ được ghi lại và vào nhật ký của hồ sơ đó."),
            _("Giao nộp vào lưu trữ: chỉ hồ sơ đã kết thúc."),
        ),
    )  # fmt: skip


def _people(actor: Actor) -> dict[str, Account]:
    people: dict[str, Account] = {}
    for unit in actor.unit_ids:
        if actor.may(KEEP, unit):
            people |= queries.people_of(unit, on=clock.today())
    return people


def _handed(actor: Actor, form: HandoverForm) -> Minutes:
    data = form.cleaned_data
    return actions.hand_over(
        records=_records(actor, data["codes"]), actor=actor, on=data["on"], purpose=data["purpose"],
        place=data["place"], receiver=form.holder_account, reason=data["reason"], save_key=form.key,
    )  # fmt: skip


def _records(actor: Actor, codes: list[str]) -> list[Record]:
    found = queries.records_by_codes(actor, codes, permission=KEEP)
    if missing := [code for code in codes if code not in {record.code for record in found}]:
        said = _("Không thấy hồ sơ: %(codes)s. Hãy xem lại mã.") % {"codes": ", ".join(missing)}
        raise ValidationError({"codes": [said]})
    return found


@require_GET
@needs("archives.view")
def minutes(request: ActorRequest, uid: UUID) -> HttpResponse:
    """The minutes, ready to print on A4."""
    found = queries.minutes_by_uid(request.actor, uid)
    if found is None:
        raise Http404
    rows = [
        {"code": stay.record.code, "kind": lifecycle_of(stay.record.kind).label, "record": stay.record}
        for stay in found.stays.all()
    ]
    into_archive = found.purpose == Minutes.Purpose.ARCHIVE
    return render(
        request, "archives/minutes.html", {"minutes": found, "rows": rows, "into_archive": into_archive}
    )
