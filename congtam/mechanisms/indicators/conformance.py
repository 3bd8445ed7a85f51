"""What is wrong with an indicator, said as sentences. Runs on any database, an empty one too."""

from datetime import date
from typing import Any

from django.db.models import DateField, DateTimeField, F
from django.db.models.sql.datastructures import Join

from congtam.foundation.access import permissions
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.effective import Period
from congtam.mechanisms.indicators.counting import count, page_of, record_of, rows_in
from congtam.mechanisms.indicators.registry import Indicator
from congtam.mechanisms.indicators.spans import presets
from congtam.mechanisms.indicators.tables import table

ALWAYS = Period(date(1, 1, 1))
NOBODY = -1


def problems(indicator: Indicator, *, today: date) -> list[str]:
    """What is wrong; empty when all is well. Runs every query that a page would run."""
    units = tuple(Unit.objects.values_list("pk", flat=True)) or (NOBODY,)
    said = {
        "it has no label": bool(str(indicator.label)) and bool(str(indicator.counts)),
        "its name does not begin with a domain": indicator.name.count(".") == 1,
        f"nobody declared the permission {indicator.needs}": indicator.needs in permissions.declared(),
        f"{indicator.dated} is no day": _is_day(indicator),
    }
    wrong = [sentence for sentence, fine in said.items() if not fine]
    if not wrong:  # otherwise the queries would fail
        wrong = _wrong_figures(indicator, units, today)
    return [f"{indicator.name}: {sentence}" for sentence in wrong]


def _wrong_figures(indicator: Indicator, units: tuple[int, ...], today: date) -> list[str]:
    checks = {
        "it may count a thing many times": not _joins_many(indicator, units),
        "its list is not as long as its count says": _list_fits(indicator, units, today),
        "a table gives another number": _table_fits(indicator, units, today),
    }
    return [sentence for sentence, fine in checks.items() if not fine]


def _is_day(indicator: Indicator) -> bool:
    """A DateField; where ``during`` decides on the rows, never empty, or the list could not be ordered."""
    field = indicator.rows().annotate(day=F(indicator.dated)).query.annotations["day"].output_field
    day = isinstance(field, DateField) and not isinstance(field, DateTimeField)
    return day and not (indicator.during and field.null)


def _joins_many(indicator: Indicator, units: tuple[int, ...]) -> bool:
    joins = rows_in(indicator, period=ALWAYS, unit_ids=units).query.alias_map.values()
    fields: list[Any] = [join.join_field for join in joins if isinstance(join, Join)]
    return any(field.one_to_many or field.many_to_many for field in fields)


def _periods(today: date) -> list[Period]:
    return [
        ALWAYS,
        *(span.period for name in ("civil", "reporting") for span in presets(today, calendar=name)),
    ]


def _list_fits(indicator: Indicator, units: tuple[int, ...], today: date) -> bool:
    return all(
        count(indicator, period=period, unit_ids=units) == _length(indicator, period, units)
        for period in _periods(today)
    )


def _length(indicator: Indicator, period: Period, units: tuple[int, ...]) -> int:
    """The list, read page by page as a person would."""
    length, after = 0, ""
    while True:
        page = page_of(indicator, period=period, unit_ids=units, after=after)
        length += len({row.pk for row in page.rows if record_of(indicator, row) is not None})
        after = page.next
        if not after:
            return length


def _table_fits(indicator: Indicator, units: tuple[int, ...], today: date) -> bool:
    actor = Actor(account=None, permissions=dict.fromkeys(units, frozenset({indicator.needs})))
    periods = _periods(today)
    figures = next(table([indicator], periods, actor=actor, today=today).lines()).figures
    counted = [count(indicator, period=period, unit_ids=units) for period in periods]
    return all(
        figure.value is None or figure.value == number
        for figure, number in zip(figures, counted, strict=True)
    )
