"""Writes invented rows by COPY, as the owner of the tables."""

from collections.abc import Iterable
from datetime import date
from time import perf_counter
from typing import Any

import psycopg
from django.db.models import NOT_PROVIDED, Model
from psycopg import sql

from benchmarks.letters.inventing import Inventor, Row
from benchmarks.letters.people import World
from congtam.casework.letters.actions.registering import BOOK
from congtam.casework.letters.models import Letter, Matter
from congtam.foundation.numbering.models import Counter
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Record

#: in the order of their foreign keys
TABLES: tuple[type[Model], ...] = (DataKey, Record, Letter, Matter, JournalEntry, Deadline)
BATCH = 2000


def load(url: str, world: World, *, letters: int, today: date, seed: int, kept: dict[str, int]) -> float:
    """Invent and write the letters, set the sequences and counters, ANALYZE; the seconds that it took."""
    begun = perf_counter()
    inventor = Inventor(world, letters, today, seed, kept)
    with psycopg.connect(url, autocommit=True) as connection:
        for rows in inventor.batches(BATCH):
            with connection.transaction():
                for model in TABLES:
                    _copy(connection, model, rows[model])
        _continue_numbers(connection, inventor)
        connection.execute("ANALYZE")
    return perf_counter() - begun


def rows_of(url: str) -> dict[str, int]:
    """How many rows each table has."""
    with psycopg.connect(url) as connection:
        return {table: _count(connection, table) for table in (model._meta.db_table for model in TABLES)}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _copy(connection: psycopg.Connection[Any], model: type[Model], rows: Iterable[Row]) -> None:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    defaults = [_default(field) for field in fields]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([row.get(name, default) for name, default in zip(names, defaults, strict=True)])


def _default(field: Any) -> Any:
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    return None if field.null else ""


def _continue_numbers(connection: psycopg.Connection[Any], inventor: Inventor) -> None:
    """New rows go on after the loaded ones, in the books too."""
    for model in TABLES:
        if model is Letter:
            continue
        table = model._meta.db_table
        connection.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}").format(
                sql.Literal(table), sql.Identifier(table)
            )
        )
    rows = [
        {"unit_id": unit_id, "series": BOOK, "scope": str(year), "last": last}
        for (unit_id, year), last in inventor.numbers.items()
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Counter._meta.db_table} (unit_id, series, scope, last)"
            " VALUES (%(unit_id)s, %(series)s, %(scope)s, %(last)s)",
            rows,
        )
