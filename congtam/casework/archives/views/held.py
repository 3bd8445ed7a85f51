"""Originals that are still here though their record is over."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtam.casework.archives import queries
from congtam.casework.archives.models import Original
from congtam.casework.archives.reading import fetch_for_reading, may_read, shown_original
from congtam.casework.archives.views.common import key_of, tabs
from congtam.foundation.access.actor import Actor
from congtam.interface.web.guards import ActorRequest, needs
from congtam.mechanisms.lifecycle.registry import lifecycle_of
from congtam.mechanisms.rulebook import editions

RULE = "letter-original-documents-return"


@require_GET
@needs("archives.view")
def held(request: ActorRequest) -> HttpResponse:
    """Fifty originals to hand back, newest first. The rule gives no number of days: nothing is overdue."""
    page = queries.page_of(queries.still_held(request.actor), before=key_of(request))
    fetch_for_reading(original.record for original in page.rows)
    context = {
        "tabs": tabs("originals"),
        "rule": editions.shown().book.rule(RULE),
        "rows": [_row(original, request.actor) for original in page.rows],
        "older_url": f"?before={page.older}" if page.older else "",
    }
    return render(request, "archives/originals.html", context)


def _row(original: Original, actor: Actor) -> dict[str, object]:
    record = original.record
    return {
        "record": record,
        "state": lifecycle_of(record.kind).state(record.state).label,
        "original": shown_original(original, record, hidden=not may_read(record, actor)),
        "keeps": actor.may("archives.keep", record.unit_id),
    }
