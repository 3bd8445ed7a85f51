"""The law and the calendar as the office has them: what is shipped, and what was filled in or changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.db import connection

from congtam.foundation import editions
from congtam.foundation.calendar import ChangedDay, YearPlan, default_calendar
from congtam.foundation.editions.models import Edition as Number
from congtam.mechanisms.rulebook.book import default_rulebook
from congtam.mechanisms.rulebook.changes import ValueChange
from congtam.mechanisms.rulebook.edition import Edition
from congtam.mechanisms.rulebook.models import CalendarDay, CalendarYear, OfficeValue


def binding() -> Edition:
    """The edition for an act that stores what it computes; none can follow before the act's transaction ends."""
    return of(editions.binding())


def shown() -> Edition:
    """The edition for pages: that of the transaction's beginning (no query once the process has read it)."""
    return of(editions.of_this_transaction())


def of(number: int) -> Edition:
    """The edition of this number, rebuilt from the rows up to it."""
    return _kept(str(connection.settings_dict["NAME"]), number)


def before(number: int) -> Edition:
    """The edition that the one of this number changes: for the act that makes it."""
    newest = Number.objects.filter(pk__lt=number).order_by("-pk").values_list("pk", flat=True).first()
    return of(newest or 0)


@lru_cache(maxsize=8)
def _kept(database: str, number: int) -> Edition:
    """Rows up to a number never change, so an edition that was read stays true; the database's name is part of the
    key because two databases count alike."""
    shipped = Edition(number=number, book=default_rulebook(), calendar=default_calendar())
    if number == 0:
        return shipped
    values = [_value(row) for row in OfficeValue.objects.filter(edition_id__lte=number).order_by("pk")]
    days = [_day(row) for row in CalendarDay.objects.filter(edition_id__lte=number).order_by("pk")]
    years = list(CalendarYear.objects.filter(edition_id__lte=number).order_by("pk"))
    known = replace(shipped, calendar=shipped.calendar.replaced(_confirmed(years)))
    return known.changed(values=values, days=days, confirmed={row.year for row in years})


def _confirmed(rows: Iterable[CalendarYear]) -> Iterator[YearPlan]:
    """The years as they stood when they were confirmed; days that were changed later are laid over them."""
    return (YearPlan.from_json(row.plan) for row in rows if row.plan)


def _value(row: OfficeValue) -> ValueChange:
    return ValueChange(
        rule=row.rule,
        manner=row.manner,  # type: ignore[arg-type]  # a choice of the model
        value=row.value,
        unit=row.unit,  # type: ignore[arg-type]  # checked when it was stored
        source=row.source,
        source_url=row.source_url,
        effective_from=row.effective_from,
        note=row.note,
    )


def _day(row: CalendarDay) -> ChangedDay:
    return ChangedDay(
        day=row.day,
        kind=row.kind,  # type: ignore[arg-type]  # checked when it was stored
        name=row.name,
        instead_of=row.instead_of,
        source=row.source,
    )
