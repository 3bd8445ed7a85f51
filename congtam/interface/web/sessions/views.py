"""Locking the screen and opening it again."""

from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.returning import next_page
from congtam.interface.web.sessions import kept, second_step, state
from congtam.interface.web.sessions.forms import PasskeyReauthenticate, UnlockForm


@require_POST
@signed_in
def lock(request: ActorRequest) -> HttpResponse:
    """Lock at once; a script shows the cover over the page, else the page that unlocks comes."""
    state.lock(request)
    if _for_script(request):
        return JsonResponse({"locked": True})
    return HttpResponseRedirect(f"{reverse('unlock')}?{urlencode({'next': next_page(request)})}")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def unlock(request: ActorRequest) -> HttpResponse:
    """Password or passkey, and the very page that was locked. Scripts ask and get JSON."""
    if request.method == "GET":
        return _opening(request)
    form = _form(request)
    if not form.is_valid():
        return _refused(request, form)
    if isinstance(form, PasskeyReauthenticate):
        form.save()
    sealed = request.POST.get("kept", "")
    state.unlock(request)
    if _for_script(request):
        return JsonResponse({"unlocked": True, "csrf": get_token(request)})
    if form_kept := kept.opened(request, sealed) if sealed else None:
        return render(request, "sessions/kept.html", {"kept": form_kept})
    return HttpResponseRedirect(next_page(request))


def unlock_page(
    request: HttpRequest, *, form: Any = None, status: int = 200, keep: bool = False
) -> HttpResponse:
    """The page that opens a locked screen; with ``keep``, what this request's form sent goes along, sealed."""
    account = request.actor.account  # type: ignore[attr-defined]
    context = {
        "form": form or UnlockForm(request=request),
        "name": account.display_name,
        "passkey": Authenticator.Type.WEBAUTHN in second_step.steps_of(account),
        "has_password": account.has_usable_password(),
        "kept": kept.keep(request) if keep else request.POST.get("kept", ""),
        "target": reverse("home") if keep else next_page(request),
    }
    return render(request, "sessions/unlock.html", context, status=status)


def _opening(request: ActorRequest) -> HttpResponse:
    account = request.actor.account
    if _for_script(request):
        if not state.is_locked(request):
            return JsonResponse({"unlocked": True, "csrf": get_token(request)})
        return JsonResponse({"request_options": begin_authentication(account)})
    if not state.is_locked(request):
        return HttpResponseRedirect(next_page(request))
    return unlock_page(request)


def _form(request: ActorRequest) -> Any:
    if request.POST.get("credential"):
        return PasskeyReauthenticate(user=request.actor.account, data=request.POST)
    return UnlockForm(request.POST, request=request)


def _refused(request: ActorRequest, form: Any) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if _for_script(request):
        said = " ".join(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"message": said}, status=status)
    if not isinstance(form, UnlockForm):
        said, form = form.errors.get("credential", []), UnlockForm({"password": ""}, request=request)
        form.errors.clear()
        for each in said:
            form.add_error(None, each)
    return unlock_page(request, form=form, status=status)


def _for_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
