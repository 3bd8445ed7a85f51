"""The page of one entry: what it is, where the paper is, what was done."""

from typing import Any, TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from congtam.casework.correspondence.catalogue import kind_label
from congtam.casework.correspondence.models import Entry, Incoming, Outgoing
from congtam.casework.correspondence.sheets import scope_label, series_label
from congtam.foundation.access.policies import policy_for
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.records.buttons import buttons
from congtam.interface.web.records.timeline import Wording, entries_of, timeline
from congtam.interface.web.serving import stored_attachment
from congtam.mechanisms.lifecycle.registry import lifecycle_of

E = TypeVar("E", bound=Entry)
PAGES = {"correspondence.incoming": "incoming", "correspondence.outgoing": "outgoing"}
WORDING = Wording(
    icons={
        "opened": "book", "hand": "user-plus", "hand_on": "arrow-forward-up", "correct": "pencil",
        "finish": "circle-check", "void": "ban",
    },
    systems={},
    notes={
        "handed_to": _("Người nhận"), "reason": _("Lý do"), "note": _("Kết quả"),
    },
)  # fmt: skip


def entry_or_404(request: ActorRequest, model: type[E], code: str) -> E:
    """The entry with what its page shows; whoever may not know of it is told that there is none. Raises Http404."""
    found = policy_for(model).visible(request.actor).filter(record__code=code)
    entry = found.select_related("record__data_key", "record__holder", "unit", "file__data_key").first()
    if entry is None:
        raise Http404
    return entry


def page_of(entry: Entry) -> str:
    """The address of an entry's page."""
    return reverse(f"correspondence:{PAGES[entry.record.kind]}-entry", args=(entry.record.code,))


@require_GET
@signed_in
def incoming_page(request: ActorRequest, code: str) -> HttpResponse:
    """An incoming document."""
    entry = entry_or_404(request, Incoming, code)
    return _page(request, entry, {"book": entry.get_book_display()})


@require_GET
@signed_in
def outgoing_page(request: ActorRequest, code: str) -> HttpResponse:
    """An outgoing document that was made outside the product."""
    entry = entry_or_404(request, Outgoing, code)
    more = {"scope": scope_label(entry.series_scope), "series": series_label(entry.series)}
    return _page(request, entry, more)


def _page(request: ActorRequest, entry: Entry, more: dict[str, Any]) -> HttpResponse:
    record = entry.record
    context = {
        "entry": entry,
        "record": record,
        "kind": kind_label(entry.kind),
        "incoming": isinstance(entry, Incoming),
        "state": lifecycle_of(record.kind).state(record.state),
        "buttons": buttons(record, actor=request.actor, base=f"{page_of(entry)}steps/"),
        "items": timeline(record, entries_of(record), wording=WORDING),
        "page": page_of(entry),
        **more,
    }
    return render(request, "correspondence/entry.html", context)


@require_GET
@signed_in
def scan(request: ActorRequest, code: str, model: type[Incoming] | type[Outgoing]) -> HttpResponse:
    """The scan as it was handed in."""
    entry = entry_or_404(request, model, code)
    if entry.file is None:
        raise Http404
    return stored_attachment(entry.file, name=code)
