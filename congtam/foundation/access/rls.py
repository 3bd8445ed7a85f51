"""Row-level security: the database refuses what the code forgot.

The form of the policy is the one that was measured (architecture, Decisions): the sub-select is evaluated
once a statement, and ``nullif`` is there because the setting comes back as an empty string after a
``SET LOCAL``. No scope means no rows. Helpers return migration operations; roles exist before migrations
run (the cluster's owner makes them).
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.migrations import RunSQL

SCOPE = "any((select nullif(current_setting('congtam.units', true), '')::int[])::int[])"


def protect(table: str, *, unit_column: str = "unit_id", app: str, worker: str = "") -> RunSQL:
    """Limit every row of ``table`` to the units in scope and grant the named rights.

    ``app`` and ``worker`` are comma-separated SQL privileges, e.g. ``"select, insert"``.
    """
    condition = f"{unit_column} = {SCOPE}"
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY unit_scope ON {table} USING ({condition}) WITH CHECK ({condition});"
        + grants(table, app=app, worker=worker),
        f"DROP POLICY unit_scope ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def open_table(table: str, *, app: str, worker: str = "") -> RunSQL:
    """Grant rights on a table whose rows belong to no unit."""
    return RunSQL(grants(table, app=app, worker=worker), RunSQL.noop)


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on ``table`` to every role, its owner included.

    The triggers fire always, so a session in replication mode does not pass by them; only a superuser who
    alters the table itself can, and then ``congtam verify`` names the first entry that does not fit.
    """
    return RunSQL(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP"
        " USING ERRCODE = 'insufficient_privilege'; END $$;"
        f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_rows;"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_all;",
        f"DROP TRIGGER {table}_rows ON {table}; DROP TRIGGER {table}_all ON {table};",
    )


def grants(table: str, *, app: str, worker: str = "") -> str:
    """GRANT statements for the application's roles."""
    pairs = (("congtam_app", app), ("congtam_worker", worker))
    return "".join(f"GRANT {rights} ON {table} TO {role};" for role, rights in pairs if rights)


#: what else the statement that sets the scope reads: SQL of one value, and who is told it
_read_with_scope: list[tuple[str, Callable[[Any], None]]] = []


def read_with_scope(sql: str, tell: Callable[[Any], None]) -> None:
    """Let each transaction's first statement read one more value, so that no page pays a query for it. ``sql`` is a
    constant of the product, never made from input."""
    if (sql, tell) not in _read_with_scope:
        _read_with_scope.append((sql, tell))


def set_scope(unit_ids: Iterable[int]) -> None:
    """Set the units of the current transaction; outside a transaction this has no effect."""
    value = "{" + ",".join(str(int(unit)) for unit in sorted(unit_ids)) + "}"
    columns = ["set_config('congtam.units', %s, true)", *(sql for sql, _tell in _read_with_scope)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", [value])
        row = cursor.fetchone()
    for (_sql, tell), found in zip(_read_with_scope, row[1:], strict=True):
        tell(found)
