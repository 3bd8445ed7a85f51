"""What somebody has for a short time stands on every page, with the minutes that are left."""

from math import ceil

from django.http import HttpRequest

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest
from congtam.interface.web.records.panels import Panel
from congtam.registers.accounts.actions.elevating import note_use


def countdown(request: HttpRequest) -> Panel | None:
    """For whoever has something for a short time (no query: the actor knows it); nothing for others."""
    actor = getattr(request, "actor", None)
    if actor is None or not actor.elevated:
        return None
    until = max(each.until for each in actor.elevated)
    seconds = max(0, ceil((until - clock.now()).total_seconds()))
    content = {"until": until, "seconds": seconds, "minutes": ceil(seconds / 60)}
    return Panel(template="accounts/countdown.html", content=content)


def used(request: ActorRequest, permission: str) -> None:
    """Journal what was done by it."""
    match = request.resolver_match
    page = match.view_name if match else ""
    note_use(actor=request.actor, permission=permission, page=page, on=clock.today())
