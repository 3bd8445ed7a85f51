"""The provider of the office; the library finds it in ``provider``."""

from django.apps import AppConfig


class OidcConfig(AppConfig):
    name = "congtam.interface.web.oidc"
    label = "oidc"
