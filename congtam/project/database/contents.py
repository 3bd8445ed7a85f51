"""What a database holds, in figures that a backup and what was restored from it must share."""

from hashlib import sha256
from typing import Any

from psycopg import sql

from congtam.project.database.roles import Connection

_TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1
"""
# the record's own table: its head and length are what the whole journal must lead to
_RECORDS, _ENTRIES = "lifecycle_record", "lifecycle_journalentry"


def contents(connection: Connection) -> dict[str, Any]:
    """``{"tables": {name: rows}, "journal": {"records", "entries", "heads"}}`` as the owner sees them."""
    names = [str(row[0]) for row in connection.execute(_TABLES).fetchall()]
    tables = {name: count(connection, name) for name in names}
    return {
        "tables": tables,
        "journal": {
            "records": tables.get(_RECORDS, 0),
            "entries": tables.get(_ENTRIES, 0),
            "heads": _heads(connection) if _RECORDS in tables else "",
        },
    }


def count(connection: Connection, table: str) -> int:
    """Its rows; 0 where there is no such table."""
    found = connection.execute("SELECT to_regclass(%s)", [f'public."{table}"']).fetchone()
    if not found or found[0] is None:
        return 0
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(str(row[0])) if row else 0


def _heads(connection: Connection) -> str:
    found = sha256()
    with connection.cursor(name="heads") as cursor:
        cursor.itersize = 10_000
        cursor.execute(f"SELECT id, length, encode(head, 'hex') FROM {_RECORDS} ORDER BY id")  # noqa: S608 - a constant
        for row in cursor:
            found.update(f"{row[0]} {row[1]} {row[2]}\n".encode())
    return found.hexdigest()
