"""What people set for themselves (language, theme, one-letter shortcuts), and whether the session holds."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from congtam.foundation.access.models import Account
from congtam.interface.web.returning import next_page
from congtam.interface.web.sessions import state


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Set one or more of ``language``, ``theme``, ``single_keys`` on the account and go back to ``next``."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.account is None:
        return HttpResponseRedirect(resolve_url("account_login"))
    changes = _changes(request)
    if changes is None:
        return HttpResponseBadRequest()
    for name, value in changes.items():
        setattr(actor.account, name, value)
    if changes:
        actor.account.save(update_fields=list(changes))
    return HttpResponseRedirect(next_page(request))


@require_GET
@never_cache
def session_state(request: HttpRequest) -> JsonResponse:
    """``{"signed_in", "csrf", "locked"}``: a page that was open for long asks before it sends what was typed.
    Somebody at work on it says so (``?active``), and the screen is not locked for want of them.

    A token for the present session is given because signing in again, in another tab, changes it. No other
    site can read this answer.
    """
    actor = getattr(request, "actor", None)
    locked = actor is not None and state.is_locked(request)
    if actor is not None and not locked and "active" in request.GET:
        state.seen(request)
    found = {"signed_in": actor is not None, "csrf": get_token(request) if actor else "", "locked": locked}
    return JsonResponse(found)


def _changes(request: HttpRequest) -> dict[str, Any] | None:
    """What is to be changed; None where a value is not one that may be chosen."""
    changes: dict[str, Any] = {}
    for name, choices in (("language", Account.Language), ("theme", Account.Theme)):
        if (value := request.POST.get(name)) is not None:
            if value not in choices.values:
                return None
            changes[name] = value
    if (value := request.POST.get("single_keys")) is not None:
        changes["single_keys"] = value == "on"
    return changes
