"""Who may open a page: somebody signed in, or somebody who holds a permission somewhere.

Whether this very record may be seen is its policy's answer, and the view says "not found" where it may not.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from congtam.foundation.access.actor import Actor, NotPermitted


class ActorRequest(HttpRequest):
    """A request of somebody who is signed in."""

    actor: Actor


View = Callable[..., HttpResponseBase]
#: what a guard leaves on the view, so that who may open a page can be read from the code
SIGNED_IN, NEEDS = "signed_in", "needs"


#: told of what was done on a page by a permission that the reader has for a short time only
_told: list[Callable[[ActorRequest, str], None]] = []


def after_elevated(tell: Callable[[ActorRequest, str], None]) -> None:
    """Let ``tell`` know, in the same transaction, of each POST that went well by a permission for a short time."""
    if tell not in _told:
        _told.append(tell)


def _tell(request: ActorRequest, permission: str, response: HttpResponseBase) -> None:
    actor = request.actor
    if request.method != "POST" or response.status_code >= 400 or not actor.elevated:
        return
    units = [unit for unit in actor.unit_ids if actor.may(permission, unit)]
    if all(actor.only_elevated(permission, unit) for unit in units):
        for tell in _told:
            tell(request, permission)


def signed_in(view: View) -> View:
    """The sign-in page for whoever is not signed in; the page they wanted comes after it."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request, "actor", None) is None:
            return _sign_in(request)
        return view(request, *args, **kwargs)

    setattr(guarded, SIGNED_IN, True)
    return guarded


def needs(permission: str) -> Callable[[View], View]:
    """As ``signed_in``; and 403 for whoever holds the permission in no unit at all."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.actor.may(permission):
                raise NotPermitted(permission)
            response = view(request, *args, **kwargs)
            _tell(request, permission, response)
            return response

        setattr(guarded, NEEDS, permission)
        return signed_in(guarded)

    return guard


def _sign_in(request: HttpRequest) -> HttpResponse:
    """A part of a page cannot show the sign-in page inside itself: the whole page goes there. A part that fills itself
    in while somebody types (``X-Quiet``) takes nobody away from what they typed: it stays empty."""
    if request.headers.get("X-Quiet"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    response = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(response.url)
    return response
