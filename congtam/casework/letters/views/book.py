"""The register of letters: a page of a year, the print, the Excel file. Only here do numbers stand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from congtam.casework.letters import queries
from congtam.casework.letters.actions import note_export
from congtam.casework.letters.actions.registering import BOOK
from congtam.casework.letters.lifecycle import LETTER, kept_sealed
from congtam.casework.letters.models import Kind
from congtam.casework.letters.queries import LetterBook
from congtam.casework.letters.sender import sender_of
from congtam.casework.letters.views.desk import key_of, row_of
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.numbering.models import begun
from congtam.interface.web.books.answers import PRINTED, excel, printable
from congtam.interface.web.books.layout import Column, Line, Sheet, joined, void_words
from congtam.interface.web.books.voids import reasons_of
from congtam.interface.web.guards import ActorRequest, needs
from congtam.mechanisms.lifecycle.models import Record

VIEW, EXPORT = "letters.book", "letters.export"
#: kinds that a book may be asked for; what is, or may be, a denunciation stays among the others
KINDS = (Kind.COMPLAINT, Kind.PETITION, Kind.REFLECTION)
COLUMNS = (
    Column(label=gettext_lazy("Số"), width=8),
    Column(label=gettext_lazy("Ngày đến"), width=11),
    Column(label=gettext_lazy("Người gửi"), width=26),
    Column(label=gettext_lazy("Địa chỉ"), width=28),
    Column(label=gettext_lazy("Loại"), width=16),
    Column(label=gettext_lazy("Nội dung"), width=48),
    Column(label=gettext_lazy("Bước"), width=18),
    Column(label=gettext_lazy("Mã hồ sơ"), width=12),
    Column(label=gettext_lazy("Ghi chú"), width=28),
)


@require_GET
@needs(VIEW)
def book(request: ActorRequest) -> HttpResponse:
    """Fifty numbers of a year, the latest first."""
    units = units_of(request.actor, VIEW)
    unit = chosen(units, request.GET.get("unit"))
    asked = _asked(request, unit)
    rows, older = queries.book_page(asked, before=key_of(request.GET.get("before")))
    reasons = reasons_of(rows)
    query = _query(unit, asked)
    context = {
        "unit": unit,
        "units": units if len(units) > 1 else [],
        "year": asked.year,
        "kind": asked.kind,
        "kinds": [(kind.value, kind.label) for kind in KINDS],
        "years": [_year_chip(unit, asked, year) for year in years_of(unit, BOOK, shown=asked.year)],
        "rows": [_shown(record, request.actor, reasons) for record in rows],
        "older_url": f"?{query}&before={older}" if older else "",
        "query": query,
        "may_export": request.actor.may(EXPORT, unit),
    }
    return render(request, "letters/book.html", context)


def _shown(record: Record, actor: Actor, reasons: dict[int, str]) -> dict[str, Any]:
    voided = record.state == "voided"
    return {**row_of(record, actor), "voided": voided, "reason": reasons.get(record.pk, "")}


def units_of(actor: Actor, permission: str) -> list[Unit]:
    """The units of whose book the actor may see, that of the post begun last first (one query)."""
    ids = [unit for unit in actor.unit_ids if actor.may(permission, unit)]
    return sorted(Unit.objects.filter(pk__in=ids), key=lambda unit: (unit.pk != actor.unit_id, unit.name))


def chosen(units: Sequence[Unit], code: str | None) -> Unit:
    """The unit of the code, the first where none is asked for. Raises Http404."""
    found = next((unit for unit in units if not code or unit.code == code), None)
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, unit: Unit) -> LetterBook:
    given = request.GET if request.method == "GET" else request.POST
    year, kind = given.get("year") or str(clock.today().year), given.get("kind", "")
    if not year.isdecimal() or len(year) != 4 or (kind and kind not in KINDS):
        raise Http404
    return LetterBook(unit_id=unit.pk, year=int(year), kind=kind)


def _query(unit: Unit, asked: LetterBook) -> str:
    given = {"unit": unit.code, "year": asked.year, "kind": asked.kind}
    return urlencode({name: value for name, value in given.items() if value})


def years_of(unit: Unit, book: str, *, shown: int) -> list[int]:
    """The years in which the book has begun, this one, and the one that is shown (one query)."""
    known = {int(row.scope) for row in begun(unit_id=unit.pk, prefix=book) if row.series == book}
    return sorted({*known, clock.today().year, shown}, reverse=True)


def _year_chip(unit: Unit, asked: LetterBook, year: int) -> dict[str, object]:
    query = _query(unit, LetterBook(unit_id=unit.pk, year=year, kind=asked.kind))
    return {"label": str(year), "href": f"?{query}", "current": year == asked.year}


# -- on paper and as a file -----------------------------------------------------------------------------------


@require_GET
@needs(VIEW)
def printed(request: ActorRequest) -> HttpResponse:
    """The book as it lies on the shelf: rising numbers, A4 in landscape, in parts where it is long."""
    unit = chosen(units_of(request.actor, VIEW), request.GET.get("unit"))
    asked = _asked(request, unit)
    lines = list(islice(_lines(asked, after=key_of(request.GET.get("after")) or 0), PRINTED + 1))
    last = lines[PRINTED - 1].cells[0] if len(lines) > PRINTED else 0
    query = _query(unit, asked)
    return printable(
        request,
        _sheet(unit, asked),
        lines[:PRINTED],
        back=f"{reverse('letters:book')}?{query}",
        more=f"?{query}&after={last}" if last else "",
    )


@require_POST
@needs(EXPORT)
def exported(request: ActorRequest) -> HttpResponseBase:
    """The book as an Excel file, journaled. Whoever takes it: a sealed sender is not in it."""
    actor = request.actor
    unit = chosen(units_of(actor, EXPORT), request.POST.get("unit"))
    asked = _asked(request, unit)
    return excel(
        _sheet(unit, asked),
        _lines(asked),
        note=lambda rows: note_export(
            actor=actor, unit=unit, on=clock.today(), scope=str(asked.year), rows=rows
        ),
    )


def _sheet(unit: Unit, asked: LetterBook) -> Sheet:
    kind = str(Kind(asked.kind).label) if asked.kind else _("mọi loại")
    return Sheet(
        title=_("Sổ đơn"), unit=unit.name, period=_("Năm %(year)s · %(kind)s") % {"year": asked.year, "kind": kind},
        name=f"so-don-{asked.year}", columns=COLUMNS,
    )  # fmt: skip


def _lines(asked: LetterBook, *, after: int = 0) -> Iterator[Line]:
    for rows in queries.whole_book(asked, after=after):
        yield from _cells(rows)


def _cells(rows: Iterable[Record]) -> Iterator[Line]:
    """Paper goes from hand to hand: a sealed sender is hidden there, and of a held letter all but number and day."""
    rows = list(rows)
    reasons = reasons_of(rows)
    for record in rows:
        letter, held = record.letter, kept_sealed(record)
        open_to_all = letter.opened_at is not None and not held
        sender = sender_of(letter) if open_to_all else {"name": _("niêm phong"), "address": ""}
        kinds = (
            sorted({str(matter.get_kind_display()) for matter in letter.matters.all()}) if open_to_all else []
        )
        voided = record.state == "voided"
        yield Line(
            cells=(
                record.number, letter.received_on, sender["name"], sender["address"], joined(kinds),
                record.subject if not held else _("giữ niêm phong"), str(LETTER.state(record.state).label),
                record.code, void_words(reasons.get(record.pk, "")) if voided else "",
            ),
            voided=voided,
        )  # fmt: skip
