"""The second step at sign-in: who has one, who needs one, and the page that leads to it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from congtam.foundation import clock
from congtam.foundation.access import factors
from congtam.foundation.access.actor import actor_of
from congtam.foundation.access.models import Account
from congtam.foundation.access.permissions import declared
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.returning import next_page
from congtam.interface.web.sessions import state

#: recovery codes only stand in for one of these
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def steps_of(account: Account) -> set[str]:
    """The kinds of second step that the account has (one query)."""
    return set(Authenticator.objects.filter(user=account, type__in=STEPS).values_list("type", flat=True))


def has_one(account: Account) -> bool:
    """Whether the account has an app or a passkey."""
    return bool(steps_of(account))


def may_lose(account: Account, authenticator: Authenticator) -> bool:
    """Whether this means may be taken off: another one stays, or no right of the account demands any."""
    others = Authenticator.objects.filter(user=account, type__in=STEPS).exclude(pk=authenticator.pk)
    return others.exists() or not factors.demanding(actor_of(account, on=clock.today()))


@require_GET
@never_cache
@signed_in
def second_step_page(request: ActorRequest) -> HttpResponse:
    """Why a second step is needed, and the ways to one; or, where there is one already, to show it."""
    account = request.actor.account
    assert account is not None
    needed = factors.demanding(request.actor)
    target = next_page(request)
    if not needed or state.is_proven(request):
        return HttpResponseRedirect(target)
    steps = steps_of(account)
    known = declared()
    context: dict[str, Any] = {
        "labels": [known[name].label for name in needed if name in known],
        "totp": Authenticator.Type.TOTP in steps,
        "webauthn": Authenticator.Type.WEBAUTHN in steps,
        "target": target,
    }
    return render(request, "sessions/second_step.html", context)
