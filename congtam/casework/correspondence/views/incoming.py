"""The book of incoming documents: a page of it, the print, the Excel file."""

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from congtam.casework.correspondence import queries, sheets
from congtam.casework.correspondence.actions import note_export
from congtam.casework.correspondence.catalogue import all_kinds, options
from congtam.casework.correspondence.lifecycle import ENTER, EXPORT, VIEW
from congtam.casework.correspondence.lines import all_incoming, incoming_lines
from congtam.casework.correspondence.models import Book
from congtam.casework.correspondence.queries import IncomingBook
from congtam.casework.correspondence.views.asking import asked_of, chosen, number, typed_words, units_of
from congtam.foundation import clock
from congtam.foundation.access.models import Unit
from congtam.interface.web.books.answers import PRINTED, excel, printable
from congtam.interface.web.guards import ActorRequest, needs


@require_http_methods(["GET", "HEAD", "POST"])
@needs(VIEW)
def book(request: ActorRequest) -> HttpResponse:
    """Fifty lines of one book of one year, the latest number first. Words are looked for by POST."""
    units = units_of(request.actor, VIEW)
    unit = chosen(units, asked_of(request).get("unit"))
    asked = _asked(request, unit)
    found = queries.page_before(
        queries.incoming_of(request.actor, asked), number(asked_of(request).get("before"))
    )
    rows, older = queries.cut(found)
    context = {
        **_filters(units, unit, asked),
        "lines": incoming_lines(rows),
        "older": older,
        "older_url": f"?{_query(unit, asked)}&before={older}" if older and not asked.words else "",
        "query": _query(unit, asked),
        "may_enter": request.actor.may(ENTER, unit),
        "may_export": request.actor.may(EXPORT, unit),
    }
    return render(request, "correspondence/incoming.html", context)


def _asked(request: HttpRequest, unit: Unit) -> IncomingBook:
    given = asked_of(request)
    book = given.get("book") or Book.GENERAL.value
    year = number(given.get("year")) or clock.today().year
    kind = given.get("kind", "")
    if book not in Book.values or not 1900 <= year <= 9999 or (kind and kind not in all_kinds()):
        raise Http404
    return IncomingBook(unit_id=unit.pk, book=book, year=year, kind=kind, words=typed_words(request))


def _query(unit: Unit, asked: IncomingBook, **changes: object) -> str:
    given = {"unit": unit.code, "book": asked.book, "year": asked.year, "kind": asked.kind}
    return urlencode({name: value for name, value in (given | changes).items() if value})


def _filters(units: list[Unit], unit: Unit, asked: IncomingBook) -> dict[str, Any]:
    years = sorted({*queries.years_of(unit.pk), clock.today().year, asked.year}, reverse=True)
    return {
        "asked": asked,
        "unit": unit,
        "units": units if len(units) > 1 else [],
        "books": [
            {"label": label, "href": f"?{_query(unit, asked, book=name)}", "current": name == asked.book}
            for name, label in Book.choices
        ],
        "years": years,
        "kinds": options(all_kinds().values()),
        "filtered": bool(asked.kind or asked.words),
    }


@require_GET
@needs(VIEW)
def printed(request: ActorRequest) -> HttpResponse:
    """The book as it lies on the shelf: rising numbers, A4 in landscape, in parts where it is long."""
    unit = chosen(units_of(request.actor, VIEW), request.GET.get("unit"))
    asked = _asked(request, unit)
    after = number(request.GET.get("after")) or 0
    lines = list(islice(all_incoming(request.actor, asked, after=after), PRINTED + 1))
    last = lines[PRINTED - 1].entry.number if len(lines) > PRINTED else 0
    return printable(
        request,
        sheets.incoming_sheet(unit, asked),
        sheets.incoming_rows(lines[:PRINTED]),
        back=f"{reverse('correspondence:incoming')}?{_query(unit, asked)}",
        more=f"?{_query(unit, asked)}&after={last}" if last else "",
    )


@require_POST
@needs(EXPORT)
def exported(request: ActorRequest) -> HttpResponseBase:
    """The book as an Excel file, journaled."""
    actor = request.actor
    unit = chosen(units_of(actor, EXPORT), request.POST.get("unit"))
    asked = _asked(request, unit)
    return excel(
        sheets.incoming_sheet(unit, asked),
        sheets.incoming_rows(all_incoming(actor, asked)),
        note=lambda rows: note_export(
            actor=actor,
            unit=unit,
            on=clock.today(),
            book=f"incoming.{asked.book}",
            scope=str(asked.year),
            rows=rows,
        ),
    )
