"""What is stricter here than in the library: the issuer is the one that was configured, the signature is always
checked, and a silent provider is told apart from a wrong answer."""

from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

#: signatures by a key pair: one that is made with a shared secret could be made by whoever knows the public key
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: how far the two clocks may differ, in seconds
LEEWAY = 30


class Protocol(OpenIDConnectOAuth2Adapter):
    """Talks to the provider. Raises OAuth2Error for what does not fit, RequestException where it does not answer."""

    @property
    def openid_config(self) -> dict[str, Any]:
        found: dict[str, Any] = super().openid_config
        if found.get("issuer") != self._provider().app.settings["issuer"]:
            raise OAuth2Error("another issuer than the configured one")
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("oidc_callback"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no ID token")
        return self._provider().sociallogin_from_response(request, {"id_token": self._checked(app, id_token)})

    def _provider(self) -> Any:
        return self.get_provider()  # type: ignore[no-untyped-call]

    def _checked(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims of a token that the provider signed, for us, and that has not ended."""
        issuer = self.openid_config["issuer"]
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key_of(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as broken:
            raise OAuth2Error("no valid ID token") from broken
        if not claims["sub"] or claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("an ID token for somebody else")
        return claims

    def _key_of(self, id_token: str) -> Any:
        """The provider's public key that the token names; it may name none where there is one only."""
        named = jwt.get_unverified_header(id_token).get("kid")
        with get_adapter().get_requests_session() as session:  # type: ignore[no-untyped-call]
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        found = [key for key in keys if named is None or key.key_id == named]
        if len(found) != 1:
            raise OAuth2Error("no key for this ID token")
        return found[0]
