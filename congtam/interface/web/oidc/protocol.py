"""What is stricter here than in the library: the issuer is the one that was configured, the signature is always
checked, and a silent provider is told apart from a wrong answer."""

from typing import Any

from allauth.core.internal.deferred import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

#: signatures by a key pair: one that is made with a shared secret could be made by whoever knows the public key
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")


class Protocol(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks to the provider. Raises OAuth2Error for what does not fit, RequestException where it does not answer."""

    @property
    def openid_config(self) -> dict[str, Any]:
        found: dict[str, Any] = super().openid_config
        if found.get("issuer") != self.get_provider().app.settings["issuer"]:
            raise OAuth2Error("another issuer than the configured one")
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("oidc_callback"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no ID token")
        return self.get_provider().sociallogin_from_response(
            request, {"id_token": self._checked(app, id_token)}
        )

    def _checked(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims of a token that the provider signed, for us, and that has not ended."""
        try:
            algorithm = jwt.get_unverified_header(id_token).get("alg")
        except jwt.PyJWTError as broken:
            raise OAuth2Error("not a token") from broken
        if algorithm not in ALGORITHMS:
            raise OAuth2Error("a signature of an unknown kind")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not claims.get("sub"):
            raise OAuth2Error("no subject")
        return claims
