"""The one guard of sessions: no view has to think of it, and none can forget it.

It stands behind whatever finds out who is there. A session that is too old ends; one that is locked answers
nothing but the page that unlocks it; whoever holds a right that demands a second step and has shown none in this
session gets nothing but the pages where they set one up.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from congtam.foundation.access import factors
from congtam.interface.web.middleware import public_language
from congtam.interface.web.sessions import second_step, state

LOCKED = 423
#: what a background request of a page says, so that it does not pass for somebody at work
IDLE_HEADER = "X-Idle"

#: the only pages that a locked session opens
WHEN_LOCKED = frozenset({"lock", "unlock", "session-state", "account_logout"})
#: beside them, to whoever lacks a second step
WITHOUT_STEP = WHEN_LOCKED | {"second-step", "preferences"}
SHOW_STEP = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
#: only while there is none: else whoever knows the password would add a means of their own
SET_UP_STEP = frozenset(
    {
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)


class LockKeeper:
    """Looks once more whether somebody locked the session, just before it is written.

    It stands outside the request's transaction: after an error nothing can be asked of that one any more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _account(request) is not None and response.status_code != HTTPStatus.INTERNAL_SERVER_ERROR:
            state.keep_lock(request)
        return response


class SessionGuard:
    """See the module."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The answer instead of the view's, or None."""
        if _account(request) is None or public_language(request.path_info):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if state.too_old(request):
            return _ended(request)
        if state.is_locked(request):
            return None if name in WHEN_LOCKED else _locked(request, view)
        if IDLE_HEADER not in request.headers and name != "session-state":
            state.seen(request)
        return _step_missing(request, name)


def _account(request: HttpRequest) -> Any:
    return getattr(getattr(request, "actor", None), "account", None)


def wants_page(request: HttpRequest) -> bool:
    """Whether a person looks at the answer: a script cannot show it a page."""
    if request.headers.get("HX-Request"):
        return False
    if mode := request.headers.get("Sec-Fetch-Mode"):
        return mode == "navigate"
    accepts = request.headers.get("Accept", "text/html")
    return "text/html" in accepts


def _ended(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    if not wants_page(request):
        return JsonResponse({"message": _("Phiên đăng nhập đã hết. Hãy đăng nhập lại.")}, status=401)
    return _to("account_login", request)


def _locked(request: HttpRequest, view: Any) -> HttpResponseBase:
    """Nothing of what was asked. What a form sent is handed back sealed, to be sent after unlocking; not where nobody
    checked yet that it was a form of ours."""
    if not wants_page(request):
        return JsonResponse({"locked": True, "message": _("Màn hình đang khóa.")}, status=LOCKED)
    if request.method == "POST":
        from congtam.interface.web.sessions.views import unlock_page

        return unlock_page(request, status=LOCKED, keep=_is_ours(request, view))
    return _to("unlock", request)


def _is_ours(request: HttpRequest, view: Any) -> bool:
    """Whether the form carries this session's token: a view that reads its body in its own way checks it itself."""
    if not getattr(view, "csrf_exempt", False):
        return True
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    return check.process_view(request, lambda _request: HttpResponse(), (), {}) is None


def _step_missing(request: HttpRequest, name: str) -> HttpResponseBase | None:
    actor = request.actor  # type: ignore[attr-defined]
    if name in WITHOUT_STEP or not factors.demanding(actor) or state.is_proven(request):
        return None
    if name in (SHOW_STEP if second_step.has_one(actor.account) else SET_UP_STEP):
        return None
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("second-step"))
    if not wants_page(request):
        return JsonResponse({"message": _("Cần xác thực hai bước trước khi làm việc này.")}, status=403)
    return _to("second-step", request)


def _to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To that page; from there back here, where here is a page that may be asked for again."""
    path = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("home")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': path})}")
