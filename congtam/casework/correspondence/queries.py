"""Reading the books: pages by falling number, all lines by rising number. Nothing here changes anything.

Search looks in one book of one year (or series of one scope) only, which an index finds first: under row-level security
no index on text would be used (docs/adr/0006).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from django.db.models import Max, QuerySet

from congtam.casework.correspondence.models import Entry, Incoming, Outgoing
from congtam.casework.correspondence.numbering import COUNTERS
from congtam.casework.correspondence.series import INCOMING_COUNTERS
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.numbering.models import begun
from congtam.foundation.text import fold
from congtam.mechanisms.documents.kinds import apart_series
from congtam.mechanisms.documents.models import IssuedDocument

PAGE_SIZE = 50
CHUNK = 500
HEAVY = ("record__receipt_sealed", "record__receipt_mac", "record__head")


class Numbered(Protocol):
    """A line of a book, of either origin."""

    number: int


E = TypeVar("E", bound=Entry)
N = TypeVar("N", Incoming, Outgoing, IssuedDocument)
L = TypeVar("L", bound=Numbered)


@dataclass(frozen=True, kw_only=True)
class IncomingBook:
    """One book of one year, as a page asks for it. ``kind`` and ``words`` leave lines out where they are given."""

    unit_id: int
    book: str
    year: int
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """One series that has begun: "BC" of "2026", and the last number given in it."""

    name: str
    scope: str
    last: int


def incoming_of(actor: Actor, asked: IncomingBook) -> QuerySet[Incoming]:
    """The lines of a book that the actor may see."""
    found = policy_for(Incoming).visible(actor)
    found = found.filter(unit_id=asked.unit_id, book=asked.book, year=asked.year)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    return _light(_holding(found, asked.words))


def outgoing_of(
    actor: Actor, *, unit_id: int, series: str, scope: str, words: str = ""
) -> QuerySet[Outgoing]:
    """The lines of a series that were made outside the product."""
    found = policy_for(Outgoing).visible(actor)
    found = found.filter(unit_id=unit_id, series=series, series_scope=scope)
    return _light(_holding(found, words))


def issued_of(
    *, unit_id: int, series: str, scope: str, words: str = "", kinds: Sequence[str] = ()
) -> QuerySet[Any]:
    """The documents of a series that any domain issued, without their sealed facts.

    All numbers stand here, so that the book has no gaps; what a line says is decided by the record's own policy.
    ``kinds`` are kinds that ``words`` name.
    """
    found = IssuedDocument.objects.filter(unit_id=unit_id, series=series, series_scope=scope)
    if words:
        found = found.filter(symbol__icontains=words) | found.filter(kind__in=kinds)
    return found.select_related("record__data_key").defer("facts", *HEAVY)


def _holding(found: QuerySet[E], words: str) -> QuerySet[E]:
    folded = fold(words)
    return found.filter(folded__contains=f" {folded}") if folded else found


def _light(found: QuerySet[E]) -> QuerySet[E]:
    return found.select_related("record__data_key").defer(*HEAVY)


def page_before(found: QuerySet[N], before: int | None) -> list[N]:
    """One line more than a page holds, by falling number."""
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found.order_by("-number")[: PAGE_SIZE + 1])


def cut(rows: list[L]) -> tuple[list[L], int | None]:
    """The lines of one page and the number before which the next begins (None: there is none)."""
    more = len(rows) > PAGE_SIZE
    rows = rows[:PAGE_SIZE]
    return rows, rows[-1].number if more else None


def chunks(found: Callable[[], QuerySet[N]], *, after: int = 0) -> Iterator[list[N]]:
    """All lines by rising number, some hundreds at a time, by key: a book of any length is never held whole."""
    while rows := list(found().filter(number__gt=after).order_by("number")[:CHUNK]):
        yield rows
        after = rows[-1].number


def series_of(actor: Actor, unit_id: int) -> list[Series]:
    """The series of outgoing documents that have begun, the newest scope first (two queries at most).

    A series apart is not there for whoever may not know of the unit's sealed records; the others see it as far as its
    papers are shown to them, since its counter tells of papers from which they may be kept away.
    """
    apart = apart_series()
    found = [
        Series(name=name, scope=row.scope, last=row.last)
        for row in begun(unit_id=unit_id, prefix=COUNTERS)
        if (name := row.series.removeprefix(COUNTERS)) not in apart
    ]
    if unit_id in actor.sealed_unit_ids:
        found += _apart(unit_id, apart)
        found.sort(key=attrgetter("name"))
        found.sort(key=attrgetter("scope"), reverse=True)
    return found


def _apart(unit_id: int, apart: Collection[str]) -> list[Series]:
    """Row-level security leaves out the papers of records from which the reader is kept away."""
    found = IssuedDocument.objects.filter(unit_id=unit_id, series__in=apart)
    rows = found.values_list("series", "series_scope").annotate(Max("number"))
    return [Series(name=name, scope=scope, last=last) for name, scope, last in rows]


def years_of(unit_id: int) -> list[int]:
    """The years in which a book of incoming documents has begun, the newest first (one query)."""
    found = begun(unit_id=unit_id, prefix=INCOMING_COUNTERS)
    return sorted({int(row.scope) for row in found}, reverse=True)
