"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from congtam.foundation import clock
from congtam.interface.web import navigation
from congtam.interface.web.middleware import public_language
from congtam.interface.web.top import shown_in_top

OTHER = {"vi": "en", "en": "vi"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """``actor`` (None when nobody is signed in), ``navigation`` and ``top_panels`` (computed only where shown),
    ``theme``, ``single_keys``, ``today``, ``demo``, ``oidc_name`` (of the office's identity provider, empty where
    there is none), ``second_factor`` (whether any right demands one), ``idle_seconds`` (0: the screen locks by hand
    only), ``language`` and, on a citizen's page, ``other_language_path``."""
    actor = getattr(request, "actor", None)
    account = getattr(actor, "account", None)
    return {
        "actor": actor,
        "navigation": SimpleLazyObject(lambda: navigation.entries(actor, request.path) if actor else []),
        "top_panels": SimpleLazyObject(lambda: shown_in_top(request) if actor else []),
        "theme": getattr(account, "theme", "auto"),
        "single_keys": getattr(account, "single_keys", True),
        "today": clock.today(),
        "demo": getattr(request, "demo", getattr(settings, "DEMO", False)),
        "oidc_name": getattr(settings, "OIDC", {}).get("name", ""),
        "second_factor": getattr(settings, "SECOND_FACTOR", "sensitive") != "none",
        "idle_seconds": int(getattr(settings, "IDLE_MINUTES", 0) * 60),
        "language": get_language(),
        "other_language_path": _other_language_path(request),
    }


def _other_language_path(request: HttpRequest) -> str:
    """The same citizen's page in the other language. A query is left out: it may hold a code."""
    language = public_language(request.path_info)
    return f"/{OTHER[language]}{request.path_info[3:]}" if language else ""
