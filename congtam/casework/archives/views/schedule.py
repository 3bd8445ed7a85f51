"""How long records are kept: what the rulebook says, and what is empty."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from congtam.casework.archives import retention
from congtam.casework.archives.views.common import tabs
from congtam.interface.web.guards import ActorRequest, needs
from congtam.mechanisms.rulebook import editions


@require_GET
@needs("archives.view")
def schedule(request: ActorRequest) -> HttpResponse:
    """Each kind of record and outcome with the rules that say how long it is kept."""
    return render(
        request,
        "archives/schedule.html",
        {"tabs": tabs("schedule"), "outcomes": list(retention.outcomes(editions.shown()))},
    )
