"""Pages of the citizens' side: nothing is kept of who asks, and nothing is taken that another site sent.

There is no cookie to forge a request with; what is left is that another site makes a visitor's browser write. A
browser says where a form comes from in Sec-Fetch-Site, or in Origin where it is older.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from congtam.foundation.files.uploading import takes_files_of_anybody
from congtam.interface.portal.bounds import bound, intake
from congtam.interface.portal.callers import caller
from congtam.interface.web.errors import bad_request, too_large, too_many_requests

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page of the citizens' side."""
    return _page(view, refused=lambda request: _from_elsewhere(request))


def public_writing(view: View) -> View:
    """A page whose form is kept: whoever sends it has to say from where; a body is bounded before it is read."""
    return _page(_bounded(view), refused=lambda request: _from_elsewhere(request) or _from_nowhere(request))


def _page(view: View, *, refused: Callable[[HttpRequest], bool]) -> View:
    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, language: str, **more: object) -> HttpResponse:
        if request.method == "POST" and refused(request):
            return bad_request(request)
        response = view(request, **more)
        response.headers["Cache-Control"] = "no-store"
        return response

    return page


def _bounded(view: View) -> View:
    @wraps(view)
    def page(request: HttpRequest, **more: object) -> HttpResponse:
        if request.method == "POST":
            size = int(request.META.get("CONTENT_LENGTH") or 0)
            if size > bound("REQUEST_BYTES"):
                return too_large(request)
            if seconds := _full(request, size):
                return too_many_requests(request, retry_after=seconds)
            takes_files_of_anybody(request)
        return view(request, **more)

    return page


def _full(request: HttpRequest, size: int) -> int:
    """Seconds until this caller may send that much; 0 for now."""
    name = caller(request)
    return intake.wait(name) or intake.take(size, caller=name)


def _from_elsewhere(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    origin = request.headers.get("Origin")
    # under "no-referrer" a browser names no origin for our own form either, and one that is old, or that has
    # no TLS, sends no Sec-Fetch-Site: whoever has the code may ask
    return origin not in (None, "null") and origin.partition("://")[2] != request.get_host()


def _from_nowhere(request: HttpRequest) -> bool:
    """Every browser names an origin with a form, if only "null"; what names none is no browser."""
    return "Sec-Fetch-Site" not in request.headers and "Origin" not in request.headers
