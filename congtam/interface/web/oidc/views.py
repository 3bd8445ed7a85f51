"""To the provider and back."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.oidc import answers
from congtam.interface.web.oidc.protocol import Protocol
from congtam.interface.web.returning import next_page


@require_POST
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Begin to sign in there or, for somebody signed in, to link their account: a form of ours begins it, so that
    no other site can link its own identity to somebody's account."""
    _configured()
    linking = request.user.is_authenticated
    if linking and not did_recently_reauthenticate(request):
        return HttpResponseRedirect(
            f"{reverse('account_reauthenticate')}?{urlencode({'next': answers.own_page()})}"
        )
    provider = get_adapter().get_provider(request, "oidc")
    try:
        there = provider.begin(
            request,
            process="connect" if linking else "login",
            next_url=answers.own_page() if linking else next_page(request),
        )
    except (RequestException, ValueError):
        return answers.silent(request)
    except OAuth2Error:
        return answers.refused(request)
    # a page in between: a form may not lead elsewhere (Content-Security-Policy), a page may
    response = render(request, "oidc/go.html", {"there": there["Location"]})
    response["Refresh"] = f"0; url={there['Location']}"
    return response


@require_GET
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """What the provider sends the browser back with."""
    _configured()
    view = OAuth2CallbackView.adapter_view(Protocol(request, "office"))  # type: ignore[no-untyped-call]
    try:
        answer: HttpResponse = view(request)
    except ImmediateHttpResponse as known:
        return known.response
    except RequestException:
        return answers.silent(request)
    except (OAuth2Error, KeyError, TypeError, ValueError):
        return answers.refused(request)
    return answer


@require_POST
@signed_in
def unlink(request: ActorRequest) -> HttpResponse:
    """From now on the account is not entered from there. It keeps its password or passkey."""
    _configured()
    SocialAccount.objects.filter(user=request.actor.account).delete()
    messages.success(request, _("Đã bỏ liên kết với “%(name)s”.") % {"name": settings.OIDC["name"]})
    return redirect("mfa_index")


def nowhere(request: HttpRequest) -> HttpResponse:
    """The library's own pages about providers: there is one provider here, and these pages are ours."""
    raise Http404


def _configured() -> None:
    if not settings.OIDC:
        raise Http404
