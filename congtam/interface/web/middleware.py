"""What every request passes: security headers, and the language of the reader."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

GetResponse = Callable[[HttpRequest], HttpResponse]

PUBLIC_PATH = re.compile(r"/(vi|en)(?:/|$)")

#: Nothing inline, nothing from elsewhere. ``data:`` is for the small signs inside Tabler's style sheet.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
#: nothing may run, load or be sent from a file, whatever a browser takes it for
POLICY_OF_FILES = "sandbox; default-src 'none'"
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


def public_language(path: str) -> str | None:
    """ "vi" or "en" for a citizen's address, None for every other one."""
    found = PUBLIC_PATH.match(path)
    return found[1] if found else None


class SecurityHeaders:
    """Sets the headers on every answer, errors and files included; it stands first in the list."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # where a citizen comes from or goes to is nobody's business
        referrer = "no-referrer" if public_language(request.path_info) else "same-origin"
        response.headers["Content-Security-Policy"] = _policy(response)
        response.headers["Referrer-Policy"] = referrer
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # the next person at a shared computer must not find the page with the back button
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _policy(response: HttpResponse) -> str:
    """A file brings its own; every other answer has the one of pages, whatever it says."""
    own: str = response.headers.get("Content-Security-Policy", "")
    return own if own == POLICY_OF_FILES else CONTENT_SECURITY_POLICY


class Language:
    """The language before anybody is known: of the address, else asked for by ``?lang=``, else the browser's.

    No cookie is set or read. What an account has chosen comes later, in AccountLanguage.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_address = public_language(request.path_info)
        use(request, in_address or _asked_for(request) or _of_browser(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if in_address is None:
            patch_vary_headers(response, ("Accept-Language",))
        return response


class AccountLanguage:
    """Inside, the choice of the account. A citizen's address keeps the language that it names."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = getattr(getattr(request, "actor", None), "account", None)
        if account is not None and public_language(request.path_info) is None:
            use(request, account.language)
        return self.get_response(request)


def use(request: HttpRequest, language: str) -> None:
    """Make ``language`` the one of this request."""
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _known(language: str) -> str | None:
    code = language.lower().partition("-")[0]
    return code if code in dict(settings.LANGUAGES) else None


def _asked_for(request: HttpRequest) -> str | None:
    return _known(request.GET.get("lang", ""))


def _of_browser(request: HttpRequest) -> str:
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((code for name, _weight in wanted if (code := _known(name))), settings.LANGUAGE_CODE)
