"""Where the paper of a record is: by code, on the record's own page, and each move."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from congtam.casework.archives import actions, queries
from congtam.casework.archives.forms.paper import MoveForm, codes_in
from congtam.casework.archives.models import Stay
from congtam.casework.archives.reading import may_read, shown_original, why_moved
from congtam.casework.archives.retention import hand_over_by, kept_to
from congtam.casework.archives.views.common import form_page, key_of, record_or_404, require, saved, tabs
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.interface.web.guards import ActorRequest, needs
from congtam.interface.web.records.saving import opening
from congtam.mechanisms.lifecycle.models import Erasure, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.rulebook import editions

KEEP = "archives.keep"
#: more codes than a person types; a scanner's list is longer than a page shows
MOST_ASKED = 50


@require_GET
@needs("archives.view")
def papers(request: ActorRequest) -> HttpResponse:
    """Find papers by code; without a code, what was moved last."""
    typed = request.GET.get("q", "")
    codes = codes_in(typed)[:MOST_ASKED]
    page = queries.page_of(queries.places(request.actor, codes=codes), before=key_of(request))
    context = {
        "tabs": tabs("papers"),
        "typed": typed,
        "asked": bool(typed.strip()),
        "stays": page.rows,
        "nowhere": _nowhere(request.actor, codes, page.rows),
        "older_url": f"?before={page.older}" if page.older and not codes else "",
        "keeps": request.actor.may(KEEP),
    }
    return render(request, "archives/papers.html", context)


def _nowhere(actor: Actor, codes: list[str], rows: Any) -> list[dict[str, object]]:
    """Codes that were asked for and whose paper nobody has placed, or that the reader may not know of."""
    placed = {stay.record.code for stay in rows}
    missing = [code for code in codes if code not in placed]
    if not missing:
        return []
    known = {each.code for each in queries.records_by_codes(actor, missing, permission="archives.view")}
    return [{"code": code, "known": code in known} for code in missing]


@require_GET
@needs("archives.view")
def record_page(request: ActorRequest, code: str) -> HttpResponse:
    """All about the paper of one record."""
    record = record_or_404(request.actor, code)
    return render(request, "archives/record.html", {**about(record, request.actor), **_life(record)})


def about(record: Record, actor: Actor) -> dict[str, Any]:
    """Originals and stays as this reader may know them (2 queries)."""
    hidden = not may_read(record, actor)
    stays = queries.stays_of(record)
    return {
        "record": record,
        "hidden": hidden,
        "keeps": actor.may(KEEP, record.unit_id),
        "subject": "" if hidden else record.subject,
        "state": lifecycle_of(record.kind).state(record.state),
        "originals": [shown_original(each, record, hidden=hidden) for each in queries.originals_of(record)],
        "stay": stays[0] if stays else None,
        "stays": [{"stay": stay, "why": why_moved(stay, record, hidden=hidden)} for stay in stays],
    }


def _life(record: Record) -> dict[str, Any]:
    edition = editions.shown()
    lifecycle = lifecycle_of(record.kind)
    return {
        "kind": lifecycle.label,
        "page": reverse(lifecycle.page, args=[record.code]) if lifecycle.page else "",
        "kept_to": kept_to(record, edition),
        "keeps_known": bool(lifecycle.state(record.state).keeps),
        "hand_over_by": hand_over_by(record, edition),
        "erasure": Erasure.objects.filter(record=record).first(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(KEEP)
def move(request: ActorRequest, code: str) -> HttpResponse:
    """Note where the paper went, who has it, and why."""
    record = record_or_404(request.actor, code)
    require(request.actor, KEEP, record)
    people = queries.people_of(record.unit_id, on=clock.today())
    form = MoveForm(
        request.POST or None, people=people, initial={"on": clock.today(), **opening(record.version)}
    )
    status = saved(form, lambda: _moved(record, request.actor, form)) if form.is_bound else HTTPStatus.OK
    back = reverse("archives:record", args=(code,))
    if form.is_bound and status == HTTPStatus.OK:
        messages.success(request, _("Đã ghi nơi để hồ sơ giấy."))
        return redirect(back)
    return form_page(
        request, form, heading=_("Chuyển hồ sơ giấy"), button=_("Ghi nơi để mới"), back=back, status=status,
        under=record.code, happens=(_("Nơi để trước kết thúc, nơi để mới bắt đầu từ lúc này."),),
    )  # fmt: skip


def _moved(record: Record, actor: Actor, form: MoveForm) -> Stay:
    data = form.cleaned_data
    return actions.move_paper(
        record=record, actor=actor, on=data["on"], place=data["place"], holder=form.holder_account,
        reason=data["reason"], save_key=form.key,
    )  # fmt: skip
