"""The page on which an office opens or closes its public page."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from congtam.casework.letters.public.actions import set_web_channel
from congtam.casework.letters.public.actions.channels import MAINTAIN
from congtam.casework.letters.public.offices import closed_offices, open_offices
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.interface.web.guards import ActorRequest, needs


@dataclass(frozen=True, kw_only=True)
class ShownOffice:
    """``takes``: letters come in on the public page today; ``closed``: somebody closed it. An office that neither takes
    letters nor is closed lacks contacts, or somebody who enters letters."""

    unit: Unit
    takes: bool
    closed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MAINTAIN)
def channels(request: ActorRequest) -> HttpResponse:
    """The offices of the reader, and whether each takes letters on the public page."""
    if request.method == "POST":
        return _changed(request)
    return render(request, "letters/public/channels.html", {"offices": _shown(request.actor)})


def _changed(request: ActorRequest) -> HttpResponse:
    unit = next((each for each in _units(request.actor) if each.code == request.POST.get("unit")), None)
    if unit is None:
        raise Http404
    opens = request.POST.get("open") == "yes"
    set_web_channel(unit=unit, actor=request.actor, on=clock.today(), open=opens)
    said = _("Đã mở trang gửi đơn của %(unit)s.") if opens else _("Đã đóng trang gửi đơn của %(unit)s.")
    messages.success(request, said % {"unit": unit.name})
    return redirect("letters:channels")


def _units(actor: Actor) -> list[Unit]:
    mine = [unit for unit in actor.unit_ids if actor.may(MAINTAIN, unit)]
    return list(Unit.objects.filter(pk__in=mine).order_by("name"))


def _shown(actor: Actor) -> list[ShownOffice]:
    taking = {office.unit.pk for office in open_offices(clock.today())}
    closed = set(closed_offices())
    return [
        ShownOffice(unit=unit, takes=unit.pk in taking, closed=unit.pk in closed) for unit in _units(actor)
    ]
