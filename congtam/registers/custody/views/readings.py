"""Who has seen the identity of a record."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from congtam.foundation.access.actor import Actor
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.registers.custody import queries
from congtam.registers.custody.lifecycle import KEEP, REVIEW
from congtam.registers.custody.models import Purpose
from congtam.registers.custody.views.finding import key_or_404, record_or_404


def may_review(record: Record, actor: Actor) -> bool:
    """Who reviews in the unit, and who keeps its identities. Whoever is kept away does not find the record at all."""
    if actor.may(REVIEW, record.unit_id):
        return True
    if actor.account is None or not actor.may(KEEP, record.unit_id):
        return False
    return holders.keeps(actor.account, record.unit_id, duty=Custodian.Duty.IDENTITY)


@require_GET
@signed_in
def views(request: ActorRequest, code: str) -> HttpResponse:
    """Every view: who, when, what for, by which right."""
    record = record_or_404(request, code)
    if not may_review(record, request.actor):
        raise Http404
    after = key_or_404(request.GET.get("after"))
    rows, more = queries.views_of(record, after=after)
    here = reverse("keepers:views", args=[code])
    lifecycle = lifecycle_of(record.kind)
    context = {
        "record": record,
        "record_url": reverse(lifecycle.page, args=[record.code]) if lifecycle.page else "",
        "rows": [{"entry": each, "by": by_which_right(each), "purpose": purpose_of(each)} for each in rows],
        "older_url": f"{here}?after={more}" if more else "",
        "start_url": here if after is not None else "",
    }
    return render(request, "custody/views.html", context)


def by_which_right(entry: JournalEntry) -> str:
    """In words."""
    by = entry.payload.get("by", "")
    words: dict[str, Any] = {
        "grant": _("được đồng ý cho xem (đề nghị số %(number)s)")
        % {"number": entry.payload.get("request", "")},
        "identity": _("người giữ danh tính"),
        "intake": _("người giữ khóa tiếp nhận"),
        "permission": _("quyền của chức vụ"),
    }
    return str(words.get(by, by))


def purpose_of(entry: JournalEntry) -> str:
    found = entry.payload.get("purpose", "")
    return str(Purpose(found).label) if found in Purpose.values else ""
