"""Reading facts: what held on a day, and what was believed at an instant."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from django.db import connection
from django.db.models import QuerySet

from congtam.mechanisms.effective.models import Fact
from congtam.mechanisms.effective.sql import history_table

F = TypeVar("F", bound=Fact)


def as_of(facts: "type[F] | QuerySet[F]", day: date) -> QuerySet[F]:
    """The facts that hold on ``day``, as they are believed now; at most one a subject."""
    found = facts if isinstance(facts, QuerySet) else facts._default_manager.all()
    return found.filter(valid__contains=day)


def as_known_at(
    model: type[F], instant: datetime, day: date | None = None, *, subjects: Iterable[int] | None = None
) -> list[F]:
    """What was believed at ``instant``: of one ``day``, or of all time; of the named subjects, or of all.

    One query over the present facts recorded by then and the beliefs that were superseded after it, ordered
    by subject and period. The answer for an instant never changes once the acts before it are committed.
    The rows are for reading: ``save`` refuses them like every fact.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    limits, values = _limits(model, day, subjects)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in model._meta.concrete_fields)
    table = model._meta.db_table
    statement = (
        f"SELECT {columns} FROM {quote(table)} WHERE recorded_at <= %s{limits}"  # noqa: S608  names of the model
        f" UNION ALL SELECT {columns} FROM {quote(history_table(table))}"
        f" WHERE recorded @> %s::timestamptz{limits} ORDER BY {quote(model.subject_column())}, valid"
    )
    return list(model._default_manager.raw(statement, [instant, *values, instant, *values]))


def _limits(model: type[F], day: date | None, subjects: Iterable[int] | None) -> tuple[str, list[object]]:
    limits, values = "", list[object]()
    if day is not None:
        limits += " AND valid @> %s::date"
        values.append(day)
    if subjects is not None:
        limits += f" AND {connection.ops.quote_name(model.subject_column())} = ANY(%s)"
        values.append(list(subjects))
    return limits, values
