"""Many figures for one page, in one query."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators.counting import records_of
from congtam.mechanisms.indicators.registry import Indicator

UNKNOWN = "—"
NOT_YET = _("Chưa đến kỳ.")
NOT_COMPLETE = _("Chưa có đủ số liệu cho kỳ này.")
NOT_YOURS = _("Bạn không được xem số liệu này.")

#: (indicator, unit, place of the period) → count; what is not there is 0
Counts = dict[tuple[str, int, int], int]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number and what it stands for.

    ``value`` is None where the number is not known, and ``why`` says so; 0 means that there were none.
    ``provisional``: the period is not over.
    """

    indicator: Indicator
    period: Period
    unit_ids: tuple[int, ...]
    value: int | None
    why: Any = None
    provisional: bool = False

    def __str__(self) -> str:
        return UNKNOWN if self.value is None else str(self.value)

    def records(self) -> QuerySet[Any]:
        """What was counted, see ``counting.records_of``."""
        return records_of(self.indicator, period=self.period, unit_ids=self.unit_ids)


@dataclass(frozen=True)
class Line:
    """An indicator with its figure for each period."""

    indicator: Indicator
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """Figures by indicator, period and unit, of the units whose figures the actor may see."""

    indicators: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    today: date
    units: Mapping[str, tuple[int, ...]]
    known_from: Mapping[str, Mapping[int, date]]
    counts: Counts

    def figure(self, indicator: Indicator, period: Period, *, unit_id: int | None = None) -> Figure:
        """The figure of one unit, or of all units together; that is unknown where one of them is."""
        allowed = self.units[indicator.name]
        units = allowed if unit_id is None else tuple(unit for unit in allowed if unit == unit_id)
        why = self._unknown(indicator, period, units)
        place = self.periods.index(period)
        value = sum(self.counts.get((indicator.name, unit, place), 0) for unit in units)
        return Figure(
            indicator=indicator,
            period=period,
            unit_ids=units,
            value=value if why is None else None,
            why=why,
            provisional=why is None and period.contains(self.today),
        )

    def lines(self, *, unit_id: int | None = None) -> Iterator[Line]:
        """The figures of one unit, or of all together, a line for each indicator."""
        for indicator in self.indicators:
            figures = (self.figure(indicator, period, unit_id=unit_id) for period in self.periods)
            yield Line(indicator, tuple(figures))

    def _unknown(self, indicator: Indicator, period: Period, units: tuple[int, ...]) -> Any:
        if not units:
            return NOT_YOURS
        if period.start > self.today:
            return NOT_YET
        if indicator.known_from is None:
            return None
        known = self.known_from[indicator.name]
        complete = all(unit in known and known[unit] <= period.start for unit in units)
        return None if complete else NOT_COMPLETE


def table(
    indicators: Sequence[Indicator],
    periods: Sequence[Period],
    *,
    actor: Actor,
    today: date,
    unit_ids: Collection[int] | None = None,
) -> Table:
    """The figures of the indicators for the periods, in the actor's units or in those of them that are named.

    One query, whatever the number of indicators, periods and units; one more for each indicator with
    ``known_from``.
    """
    asked = actor.unit_ids if unit_ids is None else tuple(unit_ids)
    units = {each.name: tuple(unit for unit in asked if actor.may(each.needs, unit)) for each in indicators}
    return Table(
        indicators=tuple(indicators),
        periods=tuple(periods),
        today=today,
        units=units,
        known_from={each.name: each.known_from(units[each.name]) for each in indicators if each.known_from},
        counts=_counts([each for each in indicators if units[each.name]], periods, units),
    )


def _counts(
    indicators: Sequence[Indicator], periods: Sequence[Period], units: Mapping[str, tuple[int, ...]]
) -> Counts:
    if not indicators or not periods:
        return {}
    queries = [_grouped(each, periods, units[each.name]) for each in indicators]
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return {
        (name, unit, place): number for name, unit, *numbers in rows for place, number in enumerate(numbers)
    }


def _grouped(indicator: Indicator, periods: Sequence[Period], units: tuple[int, ...]) -> QuerySet[Any, Any]:
    """(name, unit, a number for each period), a row for each unit that has any."""
    numbers = {
        f"number_{place}": Count("pk", filter=indicator.within(period))
        for place, period in enumerate(periods)
    }
    rows = indicator.rows().filter(indicator.within_any(periods), **{f"{indicator.unit}__in": units})
    grouped = rows.order_by().values(counted_unit=F(indicator.unit)).annotate(**numbers)
    named = grouped.annotate(indicator_name=Value(indicator.name))
    found: QuerySet[Any, Any] = named.values_list("indicator_name", "counted_unit", *numbers)
    return found
