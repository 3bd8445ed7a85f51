"""Originals of a record: write down, hand back, print the slip, see the proof."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.archives import actions
from congtam.casework.archives.forms.paper import OriginalForm, ReturnForm
from congtam.casework.archives.models import Original
from congtam.casework.archives.reading import may_read, shown_original
from congtam.casework.archives.views.common import form_page, record_or_404, require, saved
from congtam.casework.archives.views.papers import KEEP, about
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening
from congtam.interface.web.serving import stored_attachment
from congtam.mechanisms.lifecycle.models import Record


@require_http_methods(["GET", "HEAD", "POST"])
@needs(KEEP)
def receive(request: ActorRequest, code: str) -> HttpResponse:
    """Write down an original that came with the record."""
    record = _kept(request.actor, code)
    form = OriginalForm(
        request.POST or None, initial={"on": clock.today(), "copies": 1, **opening(record.version)}
    )
    status = saved(form, lambda: _received(record, request.actor, form)) if form.is_bound else HTTPStatus.OK
    back = reverse("archives:record", args=(code,))
    if form.is_bound and status == HTTPStatus.OK:
        messages.success(request, _("Đã ghi bản gốc vào bảng kê."))
        return redirect(back)
    return form_page(
        request, form, heading=_("Ghi bản gốc kèm theo"), button=_("Ghi vào bảng kê"), back=back, status=status,
        under=record.code,
        happens=(_("Tên giấy tờ và người nộp được niêm phong cùng hồ sơ; nhật ký chỉ ghi số tờ."),),
    )  # fmt: skip


def _received(record: Record, actor: Actor, form: OriginalForm) -> Original:
    data = form.cleaned_data
    return actions.receive_original(
        record=record, actor=actor, on=data["on"], description=data["description"], sheets=data["sheets"],
        copies=data["copies"], received_from=data["received_from"], save_key=form.key,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(KEEP)
def give_back(request: ActorRequest, code: str, place: int) -> HttpResponse:
    """Hand one original back."""
    record = _kept(request.actor, code)
    original = _original(record, place)
    form = ReturnForm(
        request.POST or None, request.FILES or None, initial={"on": clock.today(), **opening(record.version)}
    )
    status = saved(form, lambda: _given(original, request.actor, form)) if form.is_bound else HTTPStatus.OK
    back = reverse("archives:record", args=(code,))
    if form.is_bound and status == HTTPStatus.OK:
        messages.success(request, _("Đã ghi trả lại bản gốc."))
        return redirect(back)
    what = shown_original(original, record, hidden=not may_read(record, request.actor)).description
    return form_page(
        request, form, heading=_("Trả lại bản gốc"), button=_("Ghi đã trả lại"), back=back, status=status,
        under=f"{record.code} · {what}" if what else record.code,
        happens=(_("Ghi một lần, không sửa được; bản quét giấy nhận được mã hóa cùng hồ sơ."),),
    )  # fmt: skip


def _given(original: Original, actor: Actor, form: ReturnForm) -> None:
    data = form.cleaned_data
    scan = data.get("scan")
    actions.return_original(
        original=original, actor=actor, on=data["on"], to=data["to"], sentence=data["sentence"], scan=scan or None,
        name=scan.name if scan else "", save_key=form.key,
    )  # fmt: skip


@require_GET
@needs("archives.view")
def slip(request: ActorRequest, code: str) -> HttpResponse:
    """The list of originals to print, signed by both sides."""
    record = record_or_404(request.actor, code)
    if not may_read(record, request.actor):
        raise NotPermitted(KEEP)
    return render(request, "archives/slip.html", about(record, request.actor))


@require_GET
@needs("archives.view")
def scan(request: ActorRequest, code: str, place: int) -> HttpResponse:
    """The scan that proves that an original was handed back."""
    record = record_or_404(request.actor, code)
    original = _original(record, place)
    if not may_read(record, request.actor):
        raise NotPermitted(KEEP)
    if original.proof is None:
        raise Http404
    return stored_attachment(original.proof, name=f"{code}-{place}")


def _kept(actor: Actor, code: str) -> Record:
    record = record_or_404(actor, code)
    require(actor, KEEP, record)
    return record


def _original(record: Record, place: int) -> Original:
    found = (
        record.originals.select_related("record__data_key", "proof__data_key").filter(position=place).first()
    )
    if found is None:
        raise Http404
    return found
