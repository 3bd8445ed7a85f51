"""After the office is made: the second step of signing in, printed recovery codes, what comes next."""

from typing import Any, cast

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from congtam.foundation.access.models import Account
from congtam.interface.web.guards import signed_in
from congtam.project.first_day.views.steps import go, placed, show

SECOND = [Authenticator.Type.TOTP]


def has_second(request: HttpRequest) -> bool:
    """Whether the second step is on for whoever is signed in."""
    return bool(is_mfa_enabled(cast("Account", request.user), SECOND))


class Totp(ActivateTOTPView):
    """The picture for the app, and its first code."""

    template_name = "first_day/two-step.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if has_second(request):
            return go(request, "codes")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **placed("two-step")}

    def get_success_url(self) -> str:
        return reverse("first-day:codes")


class Codes(ViewRecoveryCodesView):
    """Ten codes to print and put away."""

    template_name = "first_day/codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_second(request):
            return go(request, "two-step")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **placed("two-step")}


@signed_in
def done(request: HttpRequest) -> HttpResponseBase:
    """What comes next."""
    return show(request, "done", second=has_second(request))


totp = signed_in(Totp.as_view())
codes = signed_in(Codes.as_view())
