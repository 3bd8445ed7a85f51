"""The working calendar: the years and how sure each is, and a year as twelve months."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from congtam.foundation import clock
from congtam.foundation.calendar import Calendar
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.mechanisms.rulebook import editions
from congtam.registers.legislation import queries
from congtam.registers.legislation.lifecycle import CALENDAR
from congtam.registers.legislation.notices import notices
from congtam.registers.legislation.showing import months

#: years ahead that the list shows
AHEAD = 2
#: first and last year of which a page is made; beyond that the address is nobody's
FIRST, LAST = 1900, 2200


@require_GET
@signed_in
def calendar(request: ActorRequest) -> HttpResponse:
    """All years, the newest first."""
    shown, this_year = editions.shown().calendar, clock.today().year
    confirmed = queries.confirmations()
    years = {*shown.settled_years, *confirmed, *range(this_year, this_year + AHEAD + 1)}
    context = {
        "years": [_year(year, shown, confirmed) for year in sorted(years, reverse=True)],
        "this_year": this_year,
        "notices": list(notices(request.actor)),
        "may_change": request.actor.may(CALENDAR),
    }
    return render(request, "legislation/calendar.html", context)


@require_GET
@signed_in
def year(request: ActorRequest, year: int) -> HttpResponse:
    """One year; of one that nothing is known of, the page says so."""
    shown, confirmed = editions.shown().calendar, queries.confirmations()
    context: dict[str, Any] = {
        "year": year,
        "known": queries.is_known(shown, year),
        "state": _year(year, shown, confirmed),
        "confirmation": confirmed.get(year),
        "may_change": request.actor.may(CALENDAR),
    }
    if context["known"]:
        plan = shown.plan(year)
        context |= {
            "months": months.months(plan, today=clock.today()),
            "entries": months.entries(plan),
            "pending": months.pending_day(plan),
            "weekdays": months.WEEKDAYS,
            "legend": [(mark, *about) for mark, about in months.MARKS.items()],
            "changes": _changes(request, year),
        }
    return render(request, "legislation/year.html", context)


def _year(number: int, shown: Calendar, confirmed: Any) -> dict[str, Any]:
    """The state in words, with its badge: shipped, confirmed, provisional, unknown."""
    if not queries.is_known(shown, number):
        return {
            "year": number,
            "state": "unknown",
            "label": pgettext("of a year", "chưa có"),
            "tint": "late",
            "icon": "ban",
        }
    plan = shown.plan(number)
    about = {
        "year": number,
        "off": len(plan.off),
        "worked": len(plan.worked),
        "working": months.working_days(number, shown),
        "confirmation": confirmed.get(number),
    }
    if number in confirmed:
        return about | {
            "state": "confirmed",
            "label": _("cơ quan đã xác nhận"),
            "tint": "good",
            "icon": "circle-check",
        }
    if shown.settled(number):
        return about | {
            "state": "shipped",
            "label": _("theo dữ liệu kèm theo"),
            "tint": "info",
            "icon": "book-2",
        }
    return about | {"state": "provisional", "label": _("tạm tính"), "tint": "soon", "icon": "alert-triangle"}


def _changes(request: ActorRequest, year: int) -> list[dict[str, Any]]:
    from congtam.registers.legislation.showing.journal import KINDS

    rows = queries.changes_of_year(year)
    codes = queries.codes_of_editions((row.edition_id for row in rows), actor=request.actor) if rows else {}
    return [
        {"row": row, "kind": KINDS.get(row.kind, row.kind), "code": codes.get(row.edition_id, "")}
        for row in rows
    ]
