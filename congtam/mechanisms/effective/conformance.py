"""What the database must have for every table of facts, said as sentences where it lacks it."""

from typing import Any

from django.apps import apps
from django.db import connection

from congtam.mechanisms.effective.models import Fact
from congtam.mechanisms.effective.sql import history_table

OWN_COLUMNS = {"recorded", "superseded_by_id", "superseded_kind", "superseded_reason"}


def fact_models() -> list[type[Fact]]:
    """All concrete models of facts of the project."""
    return [model for model in apps.get_models() if issubclass(model, Fact)]


def problems(model: type[Fact]) -> list[str]:
    """What is missing for ``model``; empty when all is well."""
    table = model._meta.db_table
    history = history_table(table)
    checks = {
        f"{table} has no key ({model.subject_column()}, valid WITHOUT OVERLAPS)": _has_temporal_key(model),
        f"{history} has not the columns of {table}": _mirrors(history, table),
        f"{table} does not write its history": _triggers(table) >= {"superseded", "not_altered"},
        f"{history} can be altered": "append_only" in _triggers(history),
        f"{history} is not protected as {table} is": _protection(history) == _protection(table),
    }
    return [sentence for sentence, fine in checks.items() if not fine]


def _rows(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _has_temporal_key(model: type[Fact]) -> bool:
    rows = _rows(
        "SELECT array_agg(a.attname::text ORDER BY k.place) FROM pg_constraint c"
        " CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (number, place)"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number"
        " WHERE c.conrelid = to_regclass(%s) AND c.conperiod AND c.contype IN ('u', 'p') GROUP BY c.oid",
        model._meta.db_table,
    )
    return ([model.subject_column(), "valid"],) in rows


def _columns(table: str) -> set[tuple[str, str, bool]]:
    """Name, type and NOT NULL of each column."""
    return set(
        _rows(
            "SELECT attname::text, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
            " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            table,
        )
    )


def _mirrors(history: str, table: str) -> bool:
    found = _columns(history)
    own = {column for column in found if column[0] in OWN_COLUMNS}
    return len(own) == len(OWN_COLUMNS) and found - own == _columns(table)


def _triggers(table: str) -> set[str]:
    rows = _rows(
        "SELECT tgname::text FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A'", table
    )
    return {name for (name,) in rows}


def _protection(table: str) -> list[Any]:
    return _rows(
        "SELECT relrowsecurity, array(SELECT pg_get_expr(polqual, polrelid) FROM pg_policy"
        " WHERE polrelid = c.oid ORDER BY polname) FROM pg_class c WHERE c.oid = to_regclass(%s)",
        table,
    )
