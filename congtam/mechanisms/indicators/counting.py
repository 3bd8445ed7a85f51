"""One figure, and the list behind it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators.registry import Indicator

PAGE = 50


def rows_in(indicator: Indicator, *, period: Period, unit_ids: Collection[int]) -> QuerySet[Any]:
    """What the indicator counts in the period and the units, without order."""
    units = {f"{indicator.unit}__in": tuple(unit_ids)}
    rows: QuerySet[Any] = indicator.rows().filter(indicator.within(period), **units)
    return rows.order_by()


def count(indicator: Indicator, *, period: Period, unit_ids: Collection[int]) -> int | None:
    """How many there are; None without a unit, for nothing was asked then, and nothing is not 0."""
    return rows_in(indicator, period=period, unit_ids=unit_ids).count() if unit_ids else None


def records_of(indicator: Indicator, *, period: Period, unit_ids: Collection[int]) -> QuerySet[Any]:
    """The things behind a figure with their records, the latest first.

    Each row has its day as ``listed_on``; ``record_of`` gives its record without another query.
    """
    rows: QuerySet[Any] = rows_in(indicator, period=period, unit_ids=unit_ids)
    rows = rows.annotate(listed_on=F(indicator.dated))
    if indicator.record:
        rows = rows.select_related(indicator.record)
    return rows.order_by(F("listed_on").desc(), "-pk")


def record_of(indicator: Indicator, row: Any) -> Any:
    """The ``Record`` of a row that ``records_of`` gave."""
    for name in indicator.record.split("__") if indicator.record else ():
        row = getattr(row, name)
    return row


@dataclass(frozen=True)
class Page:
    """A part of a list; ``next`` is the place after which the next part begins, empty at the end."""

    rows: tuple[Any, ...]
    next: str


def page_of(
    indicator: Indicator, *, period: Period, unit_ids: Collection[int], after: str = "", size: int = PAGE
) -> Page:
    """One page of ``records_of`` in one query, found by place and not by counting, so page 1000 is as quick
    as page 1 and a row that was added meanwhile moves nothing. Raises ValueError for a wrong ``after``."""
    rows = records_of(indicator, period=period, unit_ids=unit_ids)
    if after:
        day, pk = _place(after)
        rows = rows.filter(Q(listed_on__lt=day) | Q(listed_on=day, pk__lt=pk))
    found = list(rows[: size + 1])
    shown = tuple(found[:size])
    return Page(shown, f"{shown[-1].listed_on.isoformat()}.{shown[-1].pk}" if len(found) > size else "")


def _place(after: str) -> tuple[date, int]:
    day, _point, pk = after.partition(".")
    return date.fromisoformat(day), int(pk)
