"""What an indicator is, and which there are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from congtam.mechanisms.effective import Period


class UnknownIndicator(LookupError):
    """No indicator has this name."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Something that is counted.

    ``name``    "letters.received": the domain, a point, what is counted
    ``label``   "Đơn đã tiếp nhận"; ``counts`` the thing of which there are so many: "đơn", "vụ việc"
    ``needs``   the permission, held in a unit, to see the unit's figures
    ``rows``    the things, of all units and times, without order; conditions may follow relations to one row
                only (use ``Exists`` for others: a join to many rows counts a thing many times)
    ``dated``   path to the day of the fact that decides the period, a DateField
    ``unit``    path to the unit's id
    ``record``  path from a thing to its ``Record``; empty where the thing is the record
    ``during``  for what *stands* rather than happens ("open at the end of the period"): the condition for a
                period, in place of "``dated`` lies in it"; ``dated`` then only orders the list
    ``known_from``  the first day from which each unit's rows are complete; before it, and for a unit that is
                not named, a figure is unknown. Without it everything is taken as complete
    """

    name: str
    label: Any
    counts: Any
    needs: str
    rows: Callable[[], QuerySet[Any]]
    dated: str
    unit: str = "unit_id"
    record: str = "record"
    during: Callable[[Period], Q] | None = None
    known_from: Callable[[Collection[int]], Mapping[int, date]] | None = None

    def within(self, period: Period) -> Q:
        """The condition for a row to count in ``period``."""
        if self.during is not None:
            return self.during(period)
        started = Q(**{f"{self.dated}__gte": period.start})
        return started if period.end is None else started & Q(**{f"{self.dated}__lt": period.end})

    def within_any(self, periods: Sequence[Period]) -> Q:
        """A condition that leaves out no row of the periods, so that the database reads no others."""
        if self.during is not None:
            return reduce(or_, (self.during(period) for period in periods))
        ends = [period.end for period in periods if period.end is not None]
        last = max(ends) if len(ends) == len(periods) else None
        return self.within(Period(min(period.start for period in periods), last))


_indicators: dict[str, Indicator] = {}


def register(indicator: Indicator) -> Indicator:
    """Register an indicator once; another one of the same name is refused with ValueError."""
    known = _indicators.get(indicator.name)
    if known is not None and known is not indicator:
        raise ValueError(f"there is an indicator {indicator.name} already")
    _indicators[indicator.name] = indicator
    return indicator


def indicator_of(name: str) -> Indicator:
    """The indicator of this name, or UnknownIndicator."""
    try:
        return _indicators[name]
    except KeyError:
        raise UnknownIndicator(name) from None


def indicators(domain: str = "") -> tuple[Indicator, ...]:
    """All indicators, or those of a domain ("letters"), in the order in which they were registered."""
    return tuple(each for each in _indicators.values() if not domain or each.name.startswith(f"{domain}."))
