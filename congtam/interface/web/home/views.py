"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.home.things import groups


@signed_in
def home(request: ActorRequest) -> HttpResponse:
    """What to do today."""
    found = groups(request.actor, today=clock.today())
    return render(request, "home/home.html", {"groups": found, "empty": not any(g.things for g in found)})
