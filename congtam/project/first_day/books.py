"""The books whose next number an office says on its first day: a paper book may stand at 144 in mid-year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from congtam.casework.correspondence.models import Book as Incoming
from congtam.casework.correspondence.series import incoming_counter
from congtam.casework.letters.actions.registering import BOOK as LETTERS
from congtam.casework.letters.denunciation.actions import BOOK as DENUNCIATIONS
from congtam.mechanisms.documents.issuing import counter_series
from congtam.mechanisms.documents.kinds import DocumentKind, kinds


@dataclass(frozen=True, kw_only=True)
class Book:
    """``key``: as in the file of `congtam init` ("letters", "TB"); ``series`` and ``scope``: the counter.
    ``detail``: what is numbered in it."""

    key: str
    label: Any
    detail: Any
    series: str
    scope: str


def books_of(*, on: date, term: str = "") -> tuple[Book, ...]:
    """The books of an office on a day: letters, denunciations, incoming documents, then issued documents by kind.

    Kinds that are counted by term are among them once the office has named its term.
    """
    return (*_letters(on), *_denunciations(on), *_incoming(on), *_issued(on, term))


def _letters(on: date) -> Iterator[Book]:
    yield Book(
        key="letters",
        label=format_lazy(_("Sổ đơn năm {year}"), year=on.year),
        detail=_("Số của đơn khi vào sổ."),
        series=LETTERS,
        scope=str(on.year),
    )


def _denunciations(on: date) -> Iterator[Book]:
    yield Book(
        key="denunciations",
        label=format_lazy(_("Sổ tố cáo năm {year}"), year=on.year),
        detail=_("Số của tố cáo; không ghi tên người tố cáo."),
        series=DENUNCIATIONS,
        scope=str(on.year),
    )


def _incoming(on: date) -> Iterator[Book]:
    for book in Incoming:
        yield Book(
            key=f"incoming_{book.value}",
            label=format_lazy(_("Văn bản đến năm {year}: {book}"), year=on.year, book=book.label),
            detail=_("Số đến. Sổ không dùng thì để nguyên 1."),
            series=incoming_counter(book),
            scope=str(on.year),
        )


def _issued(on: date, term: str) -> Iterator[Book]:
    for series, of_series in sorted(_by_series().items()):
        scope = str(on.year) if of_series[0].numbering == "year" else term
        if not scope:
            continue
        yield Book(
            key=series,
            label=format_lazy(_("Văn bản đi {series}, {scope}"), series=series, scope=scope),
            detail=format_lazy("{}.", ", ".join(str(kind.label) for kind in of_series)),
            series=counter_series(of_series[0]),
            scope=scope,
        )


def _by_series() -> dict[str, list[DocumentKind]]:
    """Kinds that share a series share their numbers, as on paper."""
    found: dict[str, list[DocumentKind]] = {}
    for kind in kinds().values():
        found.setdefault(kind.series, []).append(kind)
    return found
