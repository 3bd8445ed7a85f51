"""Named periods: months, quarters, half years, nine months, years, in civil or in reporting months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congtam.mechanisms.effective import Period

_FILE = Path(__file__).parent / "data" / "calendars.yaml"
_ROMAN = ("I", "II", "III", "IV")


class Kind(StrEnum):
    """The kinds of span; all but month and quarter begin with the year."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine"
    YEAR = "year"


_MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE_MONTHS: 9, Kind.YEAR: 12}
_NUMBERS = {Kind.MONTH: 12, Kind.QUARTER: 4}


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When months begin, and the text that says so (empty for the civil months)."""

    name: str
    title_vi: str
    title_en: str
    months_begin_on: int
    citation: str | None
    source_url: str | None
    confidence: str | None
    note: str

    @property
    def title(self) -> str:
        """In the reader's language."""
        return self.title_en if get_language() == "en" else self.title_vi

    def begin(self, month: int) -> date:
        """The first day of a month, counted from year 0 (``year * 12 + month - 1``)."""
        year, number = divmod(month if self.months_begin_on == 1 else month - 1, 12)
        return date(year, number + 1, self.months_begin_on)

    def month_of(self, day: date) -> int:
        """The month, counted from year 0, to which a day belongs."""
        civil = day.year * 12 + day.month - 1
        return civil + 1 if 1 < self.months_begin_on <= day.day else civil


@cache
def calendars() -> Mapping[str, Calendar]:
    """The calendars by name: "civil" and "reporting"."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["calendars"]
    return {row["name"]: Calendar(**row) for row in rows}


@dataclass(frozen=True)
class Span:
    """One named period; ``number`` is that of the month or quarter, and 1 for the other kinds.

    Raises ValueError for a month 13 or a quarter 5, KeyError for a calendar that does not exist.
    """

    calendar: str
    kind: Kind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.calendar not in calendars():
            raise KeyError(self.calendar)
        if not 1 <= self.number <= _NUMBERS.get(self.kind, 1):
            raise ValueError(f"there is no {self.kind} {self.number}")

    @classmethod
    def containing(cls, day: date, kind: Kind, *, calendar: str = "civil") -> "Self | None":
        """The span of a kind to which ``day`` belongs; None after the first half or nine months of a year."""
        year, month = divmod(calendars()[calendar].month_of(day), 12)
        number = month // _MONTHS[kind] + 1
        return cls(calendar, kind, year, number) if number <= _NUMBERS.get(kind, 1) else None

    @classmethod
    def from_key(cls, key: str) -> Self:
        """The span of an address. Raises ValueError for anything that ``key`` does not write."""
        try:
            calendar, year, kind, number = key.split("-")
            span = cls(calendar, Kind(kind), int(year), int(number))
        except KeyError:
            raise ValueError(key) from None
        if span.key != key:
            raise ValueError(key)
        return span

    @property
    def key(self) -> str:
        """For addresses: "reporting-2025-quarter-1"."""
        return f"{self.calendar}-{self.year}-{self.kind}-{self.number}"

    @property
    def period(self) -> Period:
        """The days of the span."""
        calendar = calendars()[self.calendar]
        length = _MONTHS[self.kind]
        first = self.year * 12 + (self.number - 1) * length
        return Period(calendar.begin(first), calendar.begin(first + length))

    @property
    def previous(self) -> Self:
        """The span before, of the same kind; that of the year before for half and nine months."""
        if self.number > 1:
            return type(self)(self.calendar, self.kind, self.year, self.number - 1)
        return type(self)(self.calendar, self.kind, self.year - 1, _NUMBERS.get(self.kind, 1))

    @property
    def label(self) -> str:
        """ "Tháng 3/2025", "Quý I/2025", "6 tháng đầu năm 2025", "Năm 2025"."""
        if self.kind is Kind.MONTH:
            return _("Tháng %(number)s/%(year)s") % {"number": self.number, "year": self.year}
        if self.kind is Kind.QUARTER:
            return _("Quý %(number)s/%(year)s") % {"number": _ROMAN[self.number - 1], "year": self.year}
        if self.kind is Kind.YEAR:
            return _("Năm %(year)s") % {"year": self.year}
        return _("%(months)s tháng đầu năm %(year)s") % {"months": _MONTHS[self.kind], "year": self.year}


def presets(today: date, *, calendar: str = "civil") -> tuple[Span, ...]:
    """What a page offers first: this and the last month, quarter and year."""
    spans = [
        Span.containing(today, kind, calendar=calendar) for kind in (Kind.MONTH, Kind.QUARTER, Kind.YEAR)
    ]
    return tuple(each for span in spans if span for each in (span, span.previous))
