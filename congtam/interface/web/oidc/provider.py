"""The office's identity provider, as the library knows it: with a nonce, PKCE, and only the subject taken from it."""

from hashlib import sha256
from typing import Any

from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from congtam.interface.web.oidc.protocol import Protocol


def uid_of(*, issuer: str, subject: str) -> str:
    """Under what a person is linked (hex): a subject is one person's at its own issuer only, so that another provider,
    should the office change to one, lets nobody in by a subject that happens to be the same."""
    return sha256(f"{issuer}\0{subject}".encode()).hexdigest()


class Answer(SocialLogin):
    """A sign-in with what the provider's token said; it lives as long as the request."""

    claims: dict[str, Any]


class OfficeProvider(OpenIDConnectProvider):
    """One provider an installation."""

    id = "oidc"
    name = "OpenID Connect"
    oauth2_adapter_class = Protocol
    package = "congtam.interface.web.oidc"
    pkce_enabled_default = True

    def begin(self, request: HttpRequest, *, process: str, next_url: str) -> HttpResponse:
        """Where the browser goes; state, nonce and PKCE's verifier stay in the session."""
        nonce = get_random_string(32)
        answer: HttpResponse = self.redirect(
            request, process, next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
        return answer

    def get_scope(self) -> list[str]:
        return ["openid"]

    def get_oauth2_adapter(self, request: HttpRequest) -> Protocol:
        return Protocol(request, self.app.provider_id)

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Answer:
        """The subject, and an account that is nobody yet: what else the provider told is not looked at."""
        claims = response["id_token"]
        uid = uid_of(issuer=str(claims["iss"]), subject=str(claims["sub"]))
        login = Answer(provider=self, account=SocialAccount(uid=uid, provider=self.sub_id))
        login.claims = claims
        return login


provider_classes = [OfficeProvider]
