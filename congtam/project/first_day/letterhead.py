"""The head of a document as it will be printed, while the office is still being described."""

from dataclasses import dataclass
from datetime import date

from congtam.mechanisms.documents import symbols
from congtam.registers.organisations.models import Numbering

# untranslated: as printed on paper
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")  # untranslated: as printed on paper
_SERIES = "TB"


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The lines of the head. What is not known yet is an ellipsis."""

    superior: str
    issuer: str
    number: str
    title: str
    motto: str
    day: str
    by_term: bool


def preview(
    *, name: str, superior_name: str, symbol: str, place: str, numbering: str, on: date, first: int = 1
) -> Preview:
    """The head of the first notice ("TB") that this office issues, dated ``on``."""
    by_term = numbering == Numbering.TERM
    form = symbols.PARTY if by_term else symbols.STATE
    title, motto = _PARTY if by_term else _STATE
    number = form.format(number=first, series=_SERIES, issuer=symbol or "…")
    return Preview(
        superior=superior_name.upper(),
        issuer=name.upper() or "…",
        number=f"Số {number}" if by_term else f"Số: {number}",  # untranslated: as printed on paper
        title=title,
        motto=motto,
        day=symbols.date_line(place or "…", on),
        by_term=by_term,
    )
