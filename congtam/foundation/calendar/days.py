"""The small values a calendar is made of."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

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

    def to_json(self) -> dict[str, Any]:
        """For a JSON column: days as ISO text. `from_json` reads it back as it was."""
        return {
            "year": self.year,
            "confidence": self.confidence,
            "settled": self.settled,
            "off": [_to_json(self.off[day]) for day in sorted(self.off)],
            "worked": [_to_json(self.worked[day]) for day in sorted(self.worked)],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "YearPlan":
        off = [DayOff(**_with_days(row)) for row in raw["off"]]
        worked = [WorkedDay(**_with_days(row)) for row in raw["worked"]]
        by_day = {"off": {each.day: each for each in off}, "worked": {each.day: each for each in worked}}
        return cls(**{**raw, **by_day})


_DAYS = ("day", "instead_of")


def _to_json(row: DayOff | WorkedDay) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()
    }


def _with_days(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in row.items()
    }


def reason_text(*, name_vi: str, kind: str, day: date) -> str:
    """The same words for a stored explanation, which keeps name and kind but not the object."""
    if kind == "weekend":
        return weekday_name(day)
    name = _(name_vi)
    return _("%(holiday)s (nghỉ bù)") % {"holiday": name} if kind == "compensatory" else name
