"""What the pages of the archive share: the tabs, finding a record, showing and saving a form."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from congtam.casework.archives import queries
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.interface.web.guards import ActorRequest
from congtam.interface.web.records.saving import SaveForm, save
from congtam.mechanisms.lifecycle.models import Record

TABS = {
    "papers": _("Đang ở đâu"),
    "originals": _("Bản gốc còn giữ"),
    "review": _("Đến hạn xem xét"),
    "proposals": _("Đề xuất tiêu hủy"),
    "schedule": _("Thời hạn bảo quản"),
}


def tabs(current: str) -> list[dict[str, object]]:
    """The pages of the archive."""
    return [
        {"label": label, "href": reverse(f"archives:{name}"), "current": name == current}
        for name, label in TABS.items()
    ]


def record_or_404(actor: Actor, code: str) -> Record:
    """The record whose paper the actor may see. Raises Http404."""
    if (record := queries.record_by_code(actor, code)) is None:
        raise Http404
    return record


def require(actor: Actor, permission: str, record: Record) -> None:
    """Raise NotPermitted unless the actor holds the permission in the record's unit."""
    if not actor.may(permission, record.unit_id):
        raise NotPermitted(permission)


def key_of(request: ActorRequest) -> int | None:
    """The key from which a list goes on. Raises Http404 for anything else."""
    text = request.GET.get("before")
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404
    return int(text)


def saved(
    form: SaveForm, act: Callable[[], object], *, telling: dict[type[Exception], Any] | None = None
) -> HTTPStatus:
    """Check the form and perform the act; its errors stand on the form where it was not done."""
    if not form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return save(form, act, telling=telling)


def form_page(
    request: ActorRequest,
    form: SaveForm,
    *,
    heading: Any,
    button: Any,
    back: str,
    under: Any = "",
    happens: tuple[Any, ...] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """One form on a page of its own. ``happens``: what saving does, in sentences."""
    context = {
        "form": form, "heading": heading, "button": button, "back": back, "under": under, "happens": happens,
    }  # fmt: skip
    return render(request, "archives/form.html", context, status=status)
