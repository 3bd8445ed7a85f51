"""The letters that were taken in and wait to be registered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter, Scan
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import say_day
from congtam.interface.web.guards import ActorRequest, needs

REGISTER = LETTER.step("register")
SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One line of the list."""

    code: str
    href: str
    about: str


def waiting_letters(actor: Actor) -> dict[str, Any]:
    """The oldest ``SHOWN`` of them as ``waiting``, and how many there are (3 queries)."""
    units = [unit for unit in actor.unit_ids if actor.may(REGISTER.needs, unit)]
    found = policy_for(Letter).visible(actor)
    found = found.filter(unit_id__in=units, record__state__in=REGISTER.sources)
    scans = Prefetch("scans", queryset=Scan.objects.select_related("file").order_by("position"))
    rows = list(found.select_related("record").prefetch_related(scans).order_by("pk")[: SHOWN + 1])
    count = len(rows) if len(rows) <= SHOWN else found.count()
    return {"waiting": [_line(letter) for letter in rows[:SHOWN]], "waiting_count": count}


def _line(letter: Letter) -> Waiting:
    code = letter.record.code
    parts = [_("Đến %(day)s") % {"day": say_day(letter.received_on)}, str(letter.get_channel_display())]
    scans = list(letter.scans.all())
    if scans:
        pages = sum(scan.file.pages for scan in scans)
        parts += [
            ngettext("%(n)s trang", "%(n)s trang", pages) % {"n": pages},
            str(scans[0].get_state_display()),
        ]
    else:
        parts.append(_("không có bản quét"))
    return Waiting(code=code, href=reverse("letters:register", args=(code,)), about=" · ".join(parts))


@require_GET
@needs(REGISTER.needs)
def waiting_part(request: ActorRequest) -> HttpResponse:
    """The list alone, asked for again when files have arrived."""
    return render(request, "letters/intake/waiting.html", waiting_letters(request.actor))
