"""The opening balance: the template to fill in, and the file that is handed in. Nothing is entered here."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.letters.actions.opening import HandedIn, hand_in_opening
from congtam.casework.letters.forms.opening import OpeningForm
from congtam.casework.letters.models import OpeningBatch
from congtam.casework.letters.opening import container, workbooks
from congtam.casework.letters.opening.lifecycle import OPENING, PERMISSION
from congtam.casework.letters.views import uploads
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening, save
from congtam.interface.web.serving import attachment

#: batches on the page, newest first
SHOWN = 20


# The size is looked at before anything else reads the body; the token stands in the body, so it is checked
# inside, by csrf_protect.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@needs(PERMISSION)
def opening_page(request: ActorRequest) -> HttpResponse:
    """The page, or a file handed in. Never reads a body that is larger than a file may be."""
    if request.method == "POST" and _too_large(request):
        uploads.let_pass(request)
        form = _form(request)
        form.errors  # noqa: B018  a form without data has no place for an error before this
        return _page(request, form, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, uploads.told(container.too_large()))
    return _checked(request)


def _too_large(request: HttpRequest) -> bool:
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    return announced.isdecimal() and int(announced) > container.MOST_BYTES + uploads.WRAPPING


@csrf_protect
def _checked(request: ActorRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, _form(request))
    form = OpeningForm(request.POST, request.FILES, units=_units(request.actor))
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    handed_in: list[HandedIn] = []
    status = save(form, lambda: handed_in.append(_hand_in(request.actor, form)))
    if status != HTTPStatus.OK:
        return _page(request, form, status)
    return _told(request, handed_in[0])


def _hand_in(actor: Actor, form: OpeningForm) -> HandedIn:
    source = form.cleaned_data["file"].file
    return hand_in_opening(actor=actor, unit=form.chosen_unit, on=clock.today(), source=source)


def _told(request: ActorRequest, handed_in: HandedIn) -> HttpResponse:
    code = handed_in.batch.record.code
    if handed_in.known:
        messages.info(
            request, _("Tệp này đã được đưa vào trước đây (%(code)s); không có gì thay đổi.") % {"code": code}
        )
    return redirect("letters:opening-batch", code)


def _form(request: ActorRequest) -> OpeningForm:
    return OpeningForm(initial=opening(0), units=_units(request.actor))


def _units(actor: Actor) -> list[Unit]:
    """The units for which the actor enters paper books, their own first."""
    allowed = [unit for unit in actor.unit_ids if actor.may(PERMISSION, unit)]
    return sorted(Unit.objects.filter(pk__in=allowed), key=lambda unit: (unit.pk != actor.unit_id, unit.name))


def _page(
    request: ActorRequest, form: OpeningForm, status: HTTPStatus = HTTPStatus.OK, refused: str = ""
) -> HttpResponse:
    found = policy_for(OpeningBatch).visible(request.actor).select_related("record__holder", "unit")
    batches = [
        {"batch": batch, "record": batch.record, "state": OPENING.state(batch.record.state).label}
        for batch in found.order_by("-pk")[:SHOWN]
    ]
    context = {"form": form, "batches": batches, "max_bytes": container.MOST_BYTES, "refused": refused}
    return render(request, "letters/opening/start.html", context, status=status)


@require_GET
@needs(PERMISSION)
def template_file(request: ActorRequest) -> HttpResponse:
    """The workbook to fill in, in the reader's language."""
    return workbook(workbooks.template(year=clock.today().year), _("so-giay.xlsx"))


def workbook(content: bytes, name: str) -> HttpResponse:
    """An Excel file to keep."""
    return attachment(content, media_type=container.XLSX, name=name.removesuffix(".xlsx"))
