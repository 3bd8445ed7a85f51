"""What may happen with somebody whom the provider names: enter a linked account, or link one's own."""

import logging
from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import constant_time_compare
from requests import RequestException

from congtam.interface.web.oidc import answers
from congtam.interface.web.sessions import state

logger = logging.getLogger(__name__)


class Office(DefaultSocialAccountAdapter):
    """Nobody signs up, nothing is taken over, errors are told in our words and name nobody in the log."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """The configured provider; none of the database."""
        found = settings.OIDC
        if not found:
            return []
        return [
            SocialApp(
                provider="oidc",
                provider_id="office",
                name=found["name"],
                client_id=found["client_id"],
                secret=found["secret"],
                settings={
                    "server_url": found["issuer"],
                    "issuer": found["issuer"],
                    "oauth_pkce_enabled": True,
                },
            )
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def authenticate_by_email(self, login: Any) -> None:
        """An address at the provider is no proof of anything here."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The token must answer the very question that this session asked; and who is entered must be linked."""
        asked = sociallogin.state.get("nonce") or ""
        if not asked or not constant_time_compare(str(sociallogin.claims.get("nonce", "")), asked):
            raise ImmediateHttpResponse(answers.refused(request))
        if sociallogin.state.get("process") == "connect":
            if not did_recently_reauthenticate(request):
                raise ImmediateHttpResponse(HttpResponseRedirect(answers.own_page()))
            return
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(answers.not_linked(request))
        if _two_steps(sociallogin.claims):
            request.session[state.PROVEN] = sociallogin.user.pk

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return answers.own_page()

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        logger.warning("signing in at the identity provider failed: %s", type(exception).__name__)
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(answers.cancelled(request))
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(answers.silent(request))
        raise ImmediateHttpResponse(answers.refused(request))


def _two_steps(claims: dict[str, Any]) -> bool:
    """Whether the provider says that it saw one of the second steps which the office trusts it with (``amr``)."""
    shown = claims.get("amr")
    return isinstance(shown, list) and bool(set(settings.OIDC["trusted_amr"]) & set(map(str, shown)))
