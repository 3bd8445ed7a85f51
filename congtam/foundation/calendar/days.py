"""The small values a calendar is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from django.utils.translation import gettext as _

from congtam.foundation.calendar.words import weekday_name

DayKind = Literal["weekend", "statutory", "compensatory", "swap_off", "local_off"]
Confidence = Literal[
    "verified_in_law_text", "secondary_source", "from_memory", "provisional", "confirmed_by_office"
]
KINDS: tuple[str, ...] = get_args(DayKind)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked, and why. `source` is an address or None; a weekend needs none."""

    day: date
    name_vi: str
    kind: DayKind
    confidence: Confidence
    source: str | None = None
    note_vi: str | None = None

    @property
    def reason(self) -> str:
        """Why the day is off, in the reader's language: "Quốc khánh", "Chủ nhật", "Tết Âm lịch (nghỉ bù)"."""
        return reason_text(name_vi=self.name_vi, kind=self.kind, day=self.day)


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """A Saturday worked in exchange for a weekday off; `instead_of` is None where the source is silent."""

    day: date
    instead_of: date | None
    basis: str
    confidence: Confidence
    source: str | None = None


@dataclass(frozen=True, slots=True)
class YearPlan:
    """One year: its weekdays off and its worked Saturdays, by day. `settled` False means provisional: neither
    part of the facts shipped nor confirmed by an office."""

    year: int
    confidence: Confidence
    off: Mapping[date, DayOff]
    worked: Mapping[date, WorkedDay]
    settled: bool = True


def reason_text(*, name_vi: str, kind: str, day: date) -> str:
    """The same words for a stored explanation, which keeps name and kind but not the object."""
    if kind == "weekend":
        return weekday_name(day)
    name = _(name_vi)
    return _("%(holiday)s (nghỉ bù)") % {"holiday": name} if kind == "compensatory" else name
