"""Where an outgoing document is counted, and how its number is written.

Party documents count per kind and term of the committee, state documents per kind and calendar year, a congress
counts all kinds in one series; documents under State protection share the series of their kind in the Party and have
their own in the State (Hướng dẫn 36-HD/VPTW, II.1.3.1a; Nghị định 30/2020/NĐ-CP, Điều 15).
"""

from dataclasses import dataclass
from datetime import date

from congtam.casework.correspondence.catalogue import Issuer, PaperKind, congress_symbol, numbered
from congtam.foundation.access.models import Unit
from congtam.mechanisms.documents import symbols
from congtam.registers.organisations.models import Numbering
from congtam.registers.organisations.queries import Letterhead, letterhead

#: the counters of everything that leaves an office, whichever part of the product or of the office made it
COUNTERS = "documents:"
#: the one series of a congress
CONGRESS = "DAI-HOI"
#: what a state office adds to the series of its documents under State protection
PROTECTED = " (M)"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One series of one scope ("BC" of "2020-2025"), with what the symbol is made of."""

    kind: PaperKind
    series: str
    scope: str
    issuer: Issuer
    head: Letterhead

    @property
    def counter(self) -> str:
        """The counter's name for `foundation.numbering`."""
        return counter(self.series)

    def symbol(self, number: int, *, drafter: str = "") -> str:
        """ "58-BC/TU", "01/BC-UBND", "05/UBND-VP"."""
        pattern = self._pattern(drafter)
        issuer = self.head.symbol or (congress_symbol() if self.series == CONGRESS else "")
        return pattern.format(number=number, series=self.kind.symbol, issuer=issuer, drafter=drafter)

    def number_line(self, symbol: str) -> str:
        """ "Số 58-BC/TU" of the Party, "Số: 01/BC-UBND" of the State."""
        # untranslated: as printed on paper
        return f"Số {symbol}" if self.issuer == "party" else f"Số: {symbol}"

    def _pattern(self, drafter: str) -> str:
        if self.issuer == "party":
            return symbols.PARTY
        return symbols.STATE_LETTER if self.kind.names_drafter and drafter else symbols.STATE


def counter(series: str) -> str:
    """The name of the counter of a series."""
    return f"{COUNTERS}{series}"


def issuer_of(head: Letterhead) -> Issuer:
    """Whether an office issues as a Party office or as a state one, by how it numbers."""
    return "state" if head.numbering == Numbering.YEAR else "party"


def place_of(unit: Unit, code: str, *, on: date, protected: bool = False) -> Place:
    """Where a document of the kind, dated ``on``, is counted. Raises NotDescribed, UnknownDocumentKind."""
    head = letterhead(unit, on)
    issuer = issuer_of(head)
    kind = numbered(issuer, code)
    return Place(
        kind=kind, series=_series(kind, head, protected=protected), scope=head.scope, issuer=issuer, head=head
    )


def _series(kind: PaperKind, head: Letterhead, *, protected: bool) -> str:
    if head.numbering == Numbering.CONGRESS:
        return CONGRESS
    name = kind.symbol or ""
    return f"{name}{PROTECTED}" if protected and head.numbering == Numbering.YEAR else name
