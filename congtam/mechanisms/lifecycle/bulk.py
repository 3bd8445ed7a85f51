"""Other values for many rows in one statement: acts wait meanwhile, so it has to be short."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Field

#: rows a statement
BATCH = 1000


def update_many(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Store the named fields of ``rows``, all of one model, as they are in memory. What `QuerySet.bulk_update` does
    with an expression for every value is here one array a field: no expressions are built while acts wait.

    Row-level security holds as for any UPDATE: a row that it hides stays as it is.
    """
    for start in range(0, len(rows), BATCH):
        _update(rows[start : start + BATCH], columns)


def _update(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    meta, quote = type(rows[0])._meta, connection.ops.quote_name
    by_name = {field.name: field for field in meta.concrete_fields}
    fields = [meta.pk, *(by_name[name] for name in columns)]
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    names = [quote(str(field.column)) for field in fields]
    changed = ", ".join(f"{name} = new.{name}" for name in names[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            # the names are those of our own models
            f"UPDATE {quote(meta.db_table)} AS kept SET {changed} FROM unnest({arrays}) AS new ({', '.join(names)})"  # noqa: S608
            f" WHERE kept.{names[0]} = new.{names[0]}",
            [[_value(field, row) for row in rows] for field in fields],
        )


def _value(field: "Field[Any, Any]", row: models.Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
