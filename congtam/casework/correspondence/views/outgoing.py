"""The book of outgoing documents: a page of a series, the print, the Excel file."""

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.casework.correspondence import queries, sheets
from congtam.casework.correspondence.actions import note_export
from congtam.casework.correspondence.lifecycle import ENTER, EXPORT, VIEW, VOID
from congtam.casework.correspondence.lines import OutgoingBook, all_outgoing, outgoing_page
from congtam.casework.correspondence.queries import Series
from congtam.casework.correspondence.views.asking import asked_of, chosen, number, typed_words, units_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.interface.web.books.answers import PRINTED, excel, printable
from congtam.interface.web.guards import ActorRequest, needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(VIEW)
def book(request: ActorRequest) -> HttpResponse:
    """Fifty numbers of one series of one year or term, the latest first. Words are looked for by POST."""
    units = units_of(request.actor, VIEW)
    unit = chosen(units, asked_of(request).get("unit"))
    begun = queries.series_of(request.actor, unit.pk)
    asked = _asked(request, unit, begun)
    lines, older = outgoing_page(request.actor, asked, before=number(asked_of(request).get("before")))
    context = {
        **_filters(units, unit, asked, begun),
        "lines": lines,
        "older": older,
        "older_url": f"?{_query(unit, asked)}&before={older}" if older and not asked.words else "",
        "query": _query(unit, asked),
        "may_enter": request.actor.may(ENTER, unit),
        "may_void": request.actor.may(VOID, unit),
        "may_export": request.actor.may(EXPORT, unit) and bool(asked.series),
    }
    return render(request, "correspondence/outgoing.html", context)


def _asked(request: HttpRequest, unit: Unit, begun: list[Series]) -> OutgoingBook:
    """The series that the address names, else the first of the newest scope. Raises Http404 for an unknown one."""
    given = asked_of(request)
    scopes = {each.scope for each in begun}
    scope = given.get("scope") or (begun[0].scope if begun else str(clock.today().year))
    names = [each.name for each in begun if each.scope == scope]
    series = given.get("series") or (names[0] if names else "")
    if (given.get("scope") and scope not in scopes) or (series and series not in names):
        raise Http404
    return OutgoingBook(unit_id=unit.pk, series=series, scope=scope, words=typed_words(request))


def _query(unit: Unit, asked: OutgoingBook, **changes: object) -> str:
    given = {"unit": unit.code, "scope": asked.scope, "series": asked.series}
    return urlencode({name: value for name, value in (given | changes).items() if value})


def _filters(units: list[Unit], unit: Unit, asked: OutgoingBook, begun: list[Series]) -> dict[str, Any]:
    return {
        "asked": asked,
        "unit": unit,
        "units": units if len(units) > 1 else [],
        "scope_label": sheets.scope_label(asked.scope),
        "scopes": [
            (scope, sheets.scope_label(scope)) for scope in dict.fromkeys(each.scope for each in begun)
        ],
        "series": [
            {
                "label": sheets.series_label(each.name),
                "href": f"?{_query(unit, asked, series=each.name)}",
                "current": each.name == asked.series,
                "count": each.last,
            }
            for each in begun
            if each.scope == asked.scope
        ],
    }


@require_GET
@needs(VIEW)
def printed(request: ActorRequest) -> HttpResponse:
    """The series as it lies on the shelf: rising numbers, A4 in landscape, in parts where it is long."""
    unit = chosen(units_of(request.actor, VIEW), request.GET.get("unit"))
    asked = _asked(request, unit, queries.series_of(request.actor, unit.pk))
    after = number(request.GET.get("after")) or 0
    lines = list(islice(all_outgoing(request.actor, asked, after=after), PRINTED + 1))
    last = lines[PRINTED - 1].number if len(lines) > PRINTED else 0
    return printable(
        request,
        sheets.outgoing_sheet(unit, asked),
        sheets.outgoing_rows(lines[:PRINTED]),
        back=f"{reverse('correspondence:outgoing')}?{_query(unit, asked)}",
        more=f"?{_query(unit, asked)}&after={last}" if last else "",
    )


@require_POST
@needs(EXPORT)
def exported(request: ActorRequest) -> HttpResponseBase:
    """The series as an Excel file, journaled."""
    actor = request.actor
    unit = chosen(units_of(actor, EXPORT), request.POST.get("unit"))
    asked = _asked(request, unit, queries.series_of(actor, unit.pk))
    return excel(
        sheets.outgoing_sheet(unit, asked),
        sheets.outgoing_rows(all_outgoing(actor, asked)),
        note=lambda rows: note_export(
            actor=actor,
            unit=unit,
            on=clock.today(),
            book=f"outgoing.{asked.series}",
            scope=asked.scope,
            rows=rows,
        ),
    )
