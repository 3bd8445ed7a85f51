"""Half-open periods of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.utils.translation import gettext as _
from psycopg.types.range import Range

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` until the day before ``end``; ``end`` None means no end is known.

    Half-open, because one period then ends exactly where the next begins and no day is counted twice.
    Raises ValueError for a period without a day.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a period has at least one day: {self.start} – {self.end}")

    @classmethod
    def through(cls, first: date, last: date) -> Self:
        """The period from ``first`` to ``last``, both included, as a person writes it."""
        return cls(first, last + _DAY)

    @classmethod
    def from_range(cls, value: "Range[Any]") -> Self:
        """A ``daterange`` as psycopg and Django give it.

        Raises ValueError for the empty range and for one without a beginning.
        """
        if value.isempty or value.lower is None:
            raise ValueError(f"not a period: {value}")
        start = value.lower if value.lower_inc else value.lower + _DAY
        return cls(start, value.upper + _DAY if value.upper_inc and value.upper else value.upper)

    def to_range(self) -> "Range[date]":
        """The same period as a ``daterange``."""
        return Range(self.start, self.end, "[)")

    @property
    def last(self) -> date | None:
        """The last day that belongs to the period."""
        return None if self.end is None else self.end - _DAY

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    __contains__ = contains

    def covers(self, other: "Period") -> bool:
        """Whether every day of ``other`` is in this period."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some day is in both."""
        return self.intersect(other) is not None

    def meets(self, other: "Period") -> bool:
        """Whether ``other`` begins on the very day on which this period is over."""
        return self.end == other.start

    def intersect(self, other: "Period") -> "Period | None":
        """The days in both, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends, default=None)
        return Period(start, end) if end is None or start < end else None

    def cut(self, day: date) -> "tuple[Period | None, Period | None]":
        """What lies before ``day``, and what lies from ``day`` on."""
        if day <= self.start:
            return None, self
        if not self.contains(day):
            return self, None
        return Period(self.start, day), Period(day, self.end)

    def without(self, other: "Period") -> "tuple[Period, ...]":
        """What is left when the days of ``other`` are taken out: none, one or two periods, in order."""
        before, rest = self.cut(other.start)
        after = rest.cut(other.end)[1] if rest and other.end else None
        return tuple(part for part in (before, after) if part)

    def __str__(self) -> str:
        first = self.start.strftime("%d/%m/%Y")
        if self.last is None:
            return _("từ ngày %(first)s") % {"first": first}
        if self.last == self.start:
            return _("ngày %(day)s") % {"day": first}
        return _("từ ngày %(first)s đến hết ngày %(last)s") % {
            "first": first,
            "last": self.last.strftime("%d/%m/%Y"),
        }
