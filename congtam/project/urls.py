"""Addresses: the shell's own and, by discovery, those of every domain, inside and on the citizens' side."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from congtam.foundation.domains.discovery import domain_modules, optional_module
from congtam.interface.web.oidc.views import nowhere
from congtam.project.health import healthz


def _of_domains(part: str, prefix: str = "") -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for domain in domain_modules():
        if (module := optional_module(domain, part)) is not None:
            found.append(path(prefix, include(module)))
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("thiet-lap/", include("congtam.project.first_day.urls")),
    re_path("^accounts/(?:3rdparty|social)/", nowhere),
    path("accounts/", include("allauth.urls")),
    path("", include("congtam.interface.web.urls")),
    path("<public_language:language>/", include("congtam.interface.portal.urls")),
    *_of_domains("public_urls", "<public_language:language>/"),
    *_of_domains("urls"),
]

handler400 = "congtam.interface.web.errors.bad_request"
handler403 = "congtam.interface.web.errors.permission_denied"
handler404 = "congtam.interface.web.errors.not_found"
handler500 = "congtam.interface.web.errors.server_error"
