"""Following a letter by its tracking code: no account, no cookie, no code in an address.

The code is typed, or stands in the fragment of the address on the slip, which a browser never sends; it
travels in the body of a POST only. There is no CSRF cookie on this side: a request from another site is
refused by Sec-Fetch-Site and Origin.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.foundation.text import fold
from congtam.interface.portal.callers import caller
from congtam.interface.portal.contacts import contact_of
from congtam.interface.portal.forms import CodeForm
from congtam.interface.portal.limiter import limiter
from congtam.interface.portal.lookup import Paper, follow, paper
from congtam.interface.portal.story import tell
from congtam.interface.web.errors import bad_request, too_many_requests
from congtam.mechanisms.documents.kinds import kind_of
from congtam.mechanisms.lifecycle.registry import lifecycles

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page of the citizens' side: nothing is kept, nothing from another site is taken."""

    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, language: str, **more: object) -> HttpResponse:
        if request.method == "POST" and _from_elsewhere(request):
            return bad_request(request)
        response = view(request, **more)
        response.headers["Cache-Control"] = "no-store"
        return response

    return page


def _from_elsewhere(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site != "same-origin"
    origin = request.headers.get("Origin")
    # under "no-referrer" a browser names no origin for our own form either, and one that is old, or that has
    # no TLS, sends no Sec-Fetch-Site: whoever has the code may ask
    return origin not in (None, "null") and origin.partition("://")[2] != request.get_host()


@public
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The page to type the code in, and the letter's story."""
    if request.method == "GET":
        return render(request, "portal/enter.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/enter.html", {"form": form}, status=422)
    if seconds := limiter.wait(caller(request)):
        return too_many_requests(request, retry_after=seconds)
    found = follow(form.cleaned_data["code"])
    if found is None:
        limiter.wrong(caller(request))
        return render(request, "portal/enter.html", {"form": form, "unknown": True}, status=404)
    today = clock.today()
    story = tell(found, today=today)
    contact = contact_of(story.unit_id, on=today, name=story.unit)
    return render(
        request, "portal/story.html", {"story": story, "contact": contact, "code": form.cleaned_data["code"]}
    )


@public
@require_http_methods(["POST"])
def download(request: HttpRequest) -> HttpResponse:
    """A paper that was sent to the sender."""
    if seconds := limiter.wait(caller(request)):
        return too_many_requests(request, retry_after=seconds)
    found = _paper(request.POST.get("code", ""), request.POST.get("paper", ""))
    if found is None:
        limiter.wrong(caller(request))
        return render(request, "portal/enter.html", {"form": CodeForm(), "unknown": True}, status=404)
    response = HttpResponse(found.content, content_type=_media_type(found.media_type))
    name = fold(f"{kind_of(found.kind).label} {found.symbol}").replace(" ", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{_extension(found.media_type)}"'
    return response


def _paper(code: str, uid: str) -> Paper | None:
    try:
        found = paper(code, UUID(uid))
    except ValueError:
        return None
    allowed = {kind for lifecycle in lifecycles().values() for kind in lifecycle.citizen_papers}
    return found if found and found.kind in allowed else None


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _media_type(stored: str) -> str:
    return DOCX if stored == "application/x-docx" else stored


def _extension(stored: str) -> str:
    return {
        "application/x-docx": ".docx",
        "application/pdf": ".pdf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
    }.get(stored, "")
