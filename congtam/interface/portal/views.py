"""Following a letter by its tracking code: no account, no cookie, no code in an address.

The code is typed, or stands in the fragment of the address on the slip, which a browser never sends; it
travels in the body of a POST only. Who may send one is told in `guards`.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from congtam.foundation import clock
from congtam.interface.portal.callers import caller
from congtam.interface.portal.contacts import contact_of
from congtam.interface.portal.forms import CodeForm
from congtam.interface.portal.guards import public
from congtam.interface.portal.limiter import limiter
from congtam.interface.portal.lookup import Paper, follow, paper
from congtam.interface.portal.sections import doors, sections
from congtam.interface.portal.story import tell
from congtam.interface.web.errors import too_many_requests
from congtam.interface.web.serving import attachment
from congtam.mechanisms.lifecycle.registry import lifecycles


@public
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The page to type the code in, and the letter's story."""
    if request.method == "GET":
        return render(request, "portal/enter.html", {"form": CodeForm(), "doors": doors()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/enter.html", {"form": form}, status=422)
    return story_page(request, form.cleaned_data["code"])


def pause(request: HttpRequest) -> int:
    """Seconds that this caller waits after wrong codes; 0 for none."""
    return limiter.wait(caller(request))


def story_page(
    request: HttpRequest, code: str, *, said: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a code, or the page to type it again where it leads nowhere. ``said`` is what a section has to
    say of this very request."""
    if seconds := pause(request):
        return too_many_requests(request, retry_after=seconds)
    found = follow(code)
    if found is None:
        limiter.wrong(caller(request))
        form = CodeForm({"code": code})
        return render(request, "portal/enter.html", {"form": form, "unknown": True}, status=404)
    today = clock.today()
    story = tell(found, today=today)
    context = {
        "story": story,
        "contact": contact_of(story.unit_id, on=today, name=story.unit),
        "code": code,
        "sections": sections(code, said or {}),
    }
    return render(request, "portal/story.html", context, status=status)


@public
@require_http_methods(["POST"])
def download(request: HttpRequest) -> HttpResponse:
    """A paper that was sent to the sender."""
    if seconds := pause(request):
        return too_many_requests(request, retry_after=seconds)
    found = _paper(request.POST.get("code", ""), request.POST.get("paper", ""))
    if found is None:
        limiter.wrong(caller(request))
        return render(request, "portal/enter.html", {"form": CodeForm(), "unknown": True}, status=404)
    # the name of the kind would tell the next person at this computer what was sent to the office
    return attachment(found.content, media_type=found.media_type, name=f"van-ban-{found.symbol}")


def _paper(code: str, uid: str) -> Paper | None:
    try:
        found = paper(code, UUID(uid))
    except ValueError:
        return None
    allowed = {kind for lifecycle in lifecycles().values() for kind in lifecycle.citizen_papers}
    return found if found and found.kind in allowed else None
