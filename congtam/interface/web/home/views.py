"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render

from congtam.foundation import clock
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.home.notices import notices_for
from congtam.interface.web.home.things import MOST, groups


@signed_in
def home(request: ActorRequest) -> HttpResponse:
    """What to do today."""
    found = groups(request.actor, today=clock.today())
    shown = sum(len(group.things) for group in found)
    return render(
        request,
        "home/home.html",
        {
            "groups": found,
            "empty": shown == 0,
            "cut": MOST if shown >= MOST else 0,
            "notices": list(notices_for(request.actor)),
        },
    )
