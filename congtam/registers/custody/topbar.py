"""The state of one's key on every page: how long it stays open, and what is being read by a grant.

Only browsers that hold a half of a key are asked about (by its cookie): nobody else's pages cost a query more.
"""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.http import HttpRequest

from congtam.foundation import clock
from congtam.foundation.custody import unlocking
from congtam.interface.web.records.panels import Panel
from congtam.registers.custody.models import IdentityRequest


@dataclass(frozen=True, kw_only=True)
class Grant:
    """An identity that the reader may see until then."""

    code: str
    pk: int
    minutes: int


def minutes_until(then: datetime) -> int:
    """Whole minutes, begun ones counted."""
    return max(0, ceil((then - clock.now()).total_seconds() / 60))


def key_state(request: HttpRequest) -> Panel | None:
    """For a browser with a half of a key (2 queries while it is open, one otherwise); else nothing, and no query."""
    cookie = request.COOKIES.get(unlocking.COOKIE, "")
    actor = getattr(request, "actor", None)
    if not cookie or actor is None or actor.account_id is None:
        return None
    until = unlocking.until(cookie, account_id=actor.account_id)
    content = {
        "open": until is not None,
        "minutes": minutes_until(until) if until else 0,
        "grants": _grants(actor.account_id) if until else [],
    }
    return Panel(template="custody/top.html", content=content)


def _grants(account_id: int) -> list[Grant]:
    found = IdentityRequest.objects.filter(
        asked_by_id=account_id, outcome="granted", ended_at__isnull=True, until__gt=clock.now()
    )
    return [
        Grant(code=each.code, pk=each.pk, minutes=minutes_until(each.until))
        for each in found.only("code", "until").order_by("until")[:3]
        if each.until
    ]
