"""Number, symbol, place and date as they are written on paper.

State documents: ``Số: 05/TB-UBND``, with a colon and a leading zero (NĐ 30/2020/NĐ-CP, phụ lục I, mục II.3);
an official letter names the drafting unit instead of its kind. Party documents: ``Số 127-TB/TU``, without a
colon (36-HD/VPTW).
"""

from dataclasses import dataclass
from datetime import date
from string import Formatter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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


class LetterheadIncomplete(Exception):
    """The office has not said how it is named or abbreviated; ``parts`` are fields of `Letterhead`."""

    def __init__(self, parts: list[str]) -> None:
        super().__init__(
            _("Chưa khai báo phần đầu văn bản của đơn vị: %(parts)s.")
            % {"parts": ", ".join(str(_LABELS[part]) for part in parts)}
        )
        self.parts = tuple(parts)


_LABELS = {
    "issuer": gettext_lazy("tên cơ quan ban hành"),
    "symbol": gettext_lazy("chữ viết tắt của cơ quan"),
    "drafter": gettext_lazy("chữ viết tắt của bộ phận soạn thảo"),
    "place": gettext_lazy("địa danh"),
    "term": gettext_lazy("nhiệm kỳ"),
}


def check_letterhead(kind: DocumentKind, letterhead: Letterhead) -> None:
    """Raise LetterheadIncomplete unless the letterhead has all that the kind's head and symbol need."""
    named = {name for _text, name, _format, _conversion in Formatter().parse(kind.symbol)}
    needed = ["issuer", "symbol", "place"]
    needed += ["drafter"] if "drafter" in named else []
    needed += ["term"] if kind.numbering == "term" else []
    if absent := [part for part in needed if not getattr(letterhead, part).strip()]:
        raise LetterheadIncomplete(absent)


def symbol(kind: DocumentKind, *, number: int, letterhead: Letterhead) -> str:
    """ "05/TB-UBND"."""
    return kind.symbol.format(
        number=number, series=kind.series, issuer=letterhead.symbol, drafter=letterhead.drafter
    )


def number_line(kind: DocumentKind, symbol: str) -> str:
    """ "Số: 05/TB-UBND", or "Số 127-TB/TU" for a series by term."""
    # untranslated: as printed on paper
    return f"Số: {symbol}" if kind.numbering == "year" else f"Số {symbol}"


def date_line(place: str, day: date) -> str:
    """ "Vĩnh Yên, ngày 05 tháng 02 năm 2026".

    Days below 10 and the months 1 and 2 take a zero, so that nobody can put a digit before them
    (NĐ 30/2020/NĐ-CP, phụ lục I, mục II.4).
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    # untranslated: as printed on paper
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def scope(kind: DocumentKind, *, on: date, letterhead: Letterhead) -> str:
    """The year ("2026") or the term ("2020-2025") in which the kind counts."""
    return str(on.year) if kind.numbering == "year" else letterhead.term
