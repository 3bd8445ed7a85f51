"""The citizens' side forgets who asks: before a page, a log or an error can see it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from congtam.interface.portal.callers import forget_caller
from congtam.interface.web.middleware import public_language

#: what a browser says of itself and of where it was; the check of where a form comes from needs two of the others
FORGOTTEN = (
    "HTTP_COOKIE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_ACCEPT_LANGUAGE", "HTTP_AUTHORIZATION", "HTTP_FROM",
    "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA", "HTTP_CLIENT_IP", "HTTP_TRUE_CLIENT_IP",
    "HTTP_CF_CONNECTING_IP", "REMOTE_HOST", "REMOTE_PORT", "REMOTE_USER",
)  # fmt: skip
#: signs by which a browser tells what it is (client hints)
HINTS = ("HTTP_SEC_CH_", "HTTP_X_FORWARDED_")
KEPT = ("HTTP_X_FORWARDED_PROTO",)


class Citizens:
    """Takes address, cookies and what the browser says of itself from every request of a citizen's address, and
    every cookie from the answer. It stands before whatever could read or set them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if public_language(request.path_info) is None:
            return self.get_response(request)
        forget_caller(request)
        forget_browser(request)
        response = self.get_response(request)
        response.cookies.clear()
        return response


def forget_browser(request: HttpRequest) -> None:
    """Take from the request what tells one browser from another."""
    for name in FORGOTTEN:
        request.META.pop(name, None)
    for name in [name for name in request.META if name.startswith(HINTS) and name not in KEPT]:
        del request.META[name]
    # both are computed once from what was just taken away
    request.__dict__.pop("headers", None)
    request.__dict__.pop("COOKIES", None)
