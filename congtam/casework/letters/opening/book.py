"""What rows must agree with outside the file: the numbers of the book, and the accounts of the office."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from congtam.casework.letters.opening.models import PaperEntry
from congtam.casework.letters.opening.problems import Problem
from congtam.casework.letters.opening.rows import PaperRow
from congtam.foundation.access.models import Account, Holding
from congtam.foundation.numbering.models import Counter
from congtam.mechanisms.lifecycle.models import Record

#: the series of the book of letters, as registering names it
BOOK = "letters"
VIEW = "letters.view"


@dataclass(frozen=True, kw_only=True)
class Book:
    """The book of a unit: ``taken`` are its numbers (year, number), ``given`` the last one of each year that the
    product itself has given; ``handlers`` are accounts by user name, in any case."""

    taken: frozenset[tuple[int, int]]
    given: Mapping[int, int]
    handlers: Mapping[str, Account]


def book_of(unit_id: int, rows: Iterable[PaperRow], *, today: date) -> Book:
    """The book as far as the rows touch it (4 queries)."""
    rows = list(rows)
    years = {row.whole("year") for row in rows}
    entries = Record.objects.filter(unit_id=unit_id, book=BOOK, book_year__in=years, number__isnull=False)
    taken = frozenset(entries.values_list("book_year", "number"))
    from_paper = PaperEntry.objects.filter(unit_id=unit_id).values("letter_id")
    own = set(entries.exclude(pk__in=from_paper).values_list("book_year", flat=True).distinct())
    counters = Counter.objects.filter(unit_id=unit_id, series=BOOK, scope__in=[str(year) for year in own])
    return Book(
        taken=frozenset((year, number) for year, number in taken if year and number),
        given={int(counter.scope): counter.last for counter in counters},
        handlers=_handlers(unit_id, {row.text("handler").lower() for row in rows} - {""}, today=today),
    )


def _handlers(unit_id: int, names: set[str], *, today: date) -> dict[str, Account]:
    """Accounts that may see letters of the unit by a post of today, by user name: also of people who were invited
    and have not come yet, since a paper book is entered on the first day. Whoever left holds no post."""
    if not names:
        return {}
    holdings = Holding.objects.filter(
        held__contains=today,
        post__unit_id=unit_id,
        post__permissions__contains=[VIEW],
    ).select_related("account")
    found = {holding.account.username.lower(): holding.account for holding in holdings}
    return {name: account for name, account in found.items() if name in names}


def check(rows: Iterable[PaperRow], book: Book) -> Iterator[Problem]:
    """Numbers that are there already, in the file or in the book, and names that nobody bears."""
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        year, number = row.key
        if year and number:
            yield from _number(row, book, seen)
            seen.setdefault(row.key, row.row)
        if (name := row.text("handler")) and name.lower() not in book.handlers:
            yield row.problem("handler", _("Không có tài khoản nào mang tên này xem được đơn của đơn vị."))


def _number(row: PaperRow, book: Book, seen: Mapping[tuple[int, int], int]) -> Iterator[Problem]:
    year, number = row.key
    if row.key in seen:
        yield row.problem("number", _("Số này đã có ở dòng %(row)s.") % {"row": seen[row.key]})
    if row.key in book.taken:
        yield row.problem("number", _("Số này đã có trong sổ đơn năm %(year)s.") % {"year": year})
    elif (last := book.given.get(year)) is not None and number > last:
        words = {"last": last, "year": year}
        yield row.problem(
            "number",
            _("Phần mềm đã cấp số của năm %(year)s đến số %(last)s; số lớn hơn sẽ bị cấp trùng.") % words,
        )
