"""Number, symbol, place and date as they are written on paper.

State documents: ``Số: 05/TB-UBND``, with a colon and a leading zero (NĐ 30/2020/NĐ-CP, phụ lục I, mục II.3);
an official letter names the drafting unit instead of its kind. Party documents: ``Số 127-TB/TU``, without a
colon (36-HD/VPTW).
"""

from dataclasses import dataclass
from datetime import date
from string import Formatter

from congtam.mechanisms.documents.kinds import DocumentKind

STATE = "{number:02d}/{series}-{issuer}"
STATE_LETTER = "{number:02d}/{issuer}-{drafter}"
PARTY = "{number:02d}-{series}/{issuer}"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues: names as printed at the head, and the abbreviations of the symbol.

    ``superior`` is printed above the issuer and may be empty; ``drafter`` is the unit that drafted, for kinds
    whose symbol names it; ``term`` ("2020-2025") is needed by kinds that are numbered by term.
    """

    issuer: str
    symbol: str
    place: str
    superior: str = ""
    drafter: str = ""
    term: str = ""


def symbol(kind: DocumentKind, *, number: int, letterhead: Letterhead) -> str:
    """ "05/TB-UBND". ValueError where the letterhead lacks a part that the kind's symbol names."""
    parts = {"series": kind.series, "issuer": letterhead.symbol, "drafter": letterhead.drafter}
    named = {name for _, name, _, _ in Formatter().parse(kind.symbol) if name}
    if absent := sorted(name for name in named & set(parts) if not parts[name].strip()):
        raise ValueError(f"{kind.name}: the letterhead has no {', '.join(absent)}")
    return kind.symbol.format(number=number, **parts)


def number_line(kind: DocumentKind, symbol: str) -> str:
    """ "Số: 05/TB-UBND", or "Số 127-TB/TU" for a series by term."""
    return f"Số: {symbol}" if kind.numbering == "year" else f"Số {symbol}"


def date_line(place: str, day: date) -> str:
    """ "Vĩnh Yên, ngày 05 tháng 02 năm 2026": days below 10 and the months 1 and 2 take a zero, so that nobody
    can put a digit before them (NĐ 30/2020/NĐ-CP, phụ lục I, mục II.4)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def scope(kind: DocumentKind, *, on: date, letterhead: Letterhead) -> str:
    """The year or the term in which the kind counts. ValueError where a term is needed and none is given."""
    if kind.numbering == "year":
        return str(on.year)
    if not letterhead.term:
        raise ValueError(f"{kind.name} is numbered by term, and the letterhead names none")
    return letterhead.term
