"""Row-level security: the database refuses what the code forgot.

The form of the policy is the one that was measured (architecture, Decisions): the sub-select is evaluated
once a statement, and ``nullif`` is there because the setting comes back as an empty string after a
``SET LOCAL``. No scope means no rows. Helpers return migration operations; roles exist before migrations
run (the cluster's owner makes them).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.db.migrations import RunSQL

SCOPE = "any((select nullif(current_setting('congtam.units', true), '')::int[])::int[])"
#: the units in which the actor may know of sealed records
SEALED_SCOPE = "any((select nullif(current_setting('congtam.sealed', true), '')::int[])::int[])"
#: the records from which the account is excluded, and the data keys of these records
HIDDEN = "congtam.hidden"
HIDDEN_KEYS = "congtam.hidden_keys"


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


def hide_excluded(table: str, *, column: str = "record_id", setting: str = HIDDEN) -> RunSQL:
    """Hide from an account the rows of ``table`` that belong to a record from which it is excluded.

    ``column`` holds the record's id; with ``setting=HIDDEN_KEYS`` that of the record's data key. The policy is
    restrictive: it takes away from what the units in scope show, and no right brings it back. A transaction
    whose scope was never set sees nothing.
    """
    hidden = f"(select nullif(current_setting('{setting}', true), '')::bigint[])::bigint[]"
    return restrict(table, name="not_excluded", condition=f"{column} <> ALL ({hidden})")


def hide_with(table: str, *, parent: str, column: str) -> RunSQL:
    """Hide a row of ``table`` whose row in ``parent`` (``column`` points to its id) cannot be seen: for tables
    that know their record through another one, and are read a few rows at a time."""
    return restrict(
        table,
        name="not_excluded",
        condition=f"EXISTS (SELECT FROM {parent} of WHERE of.id = {table}.{column})",
    )


def hide_sealed(table: str) -> RunSQL:
    """Hide the rows with the level "sealed" outside the units in which the actor may know of them."""
    return restrict(table, name="sealed_scope", condition=f"level <> 'sealed' OR unit_id = {SEALED_SCOPE}")


def hide_sealed_with(table: str, *, parent: str, column: str) -> RunSQL:
    """Hide a row of ``table`` whose row in ``parent`` (``column`` points to its id) is hidden as sealed. Where the
    actor may know of what is sealed, the parent is not looked at."""
    shown = f"EXISTS (SELECT FROM {parent} of WHERE of.id = {table}.{column})"
    return restrict(table, name="sealed_scope", condition=f"unit_id = {SEALED_SCOPE} OR {shown}")


def restrict(table: str, *, name: str, condition: str) -> RunSQL:
    """A restrictive policy: every row that is read or written has to meet ``condition`` too."""
    return RunSQL(
        f"CREATE POLICY {name} ON {table} AS RESTRICTIVE USING ({condition}) WITH CHECK ({condition});",
        f"DROP POLICY {name} ON {table};",
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


#: SQL functions of an account's id (null: a part of the system) by the setting that holds what they give
_hidden_from_account: dict[str, list[str]] = {HIDDEN: [], HIDDEN_KEYS: []}


def hidden_by(function: str, *, setting: str = HIDDEN) -> None:
    """Let ``setting`` hold what the SQL ``function(account bigint) RETURNS bigint[]`` gives, beside what the
    functions registered before it give. A name of the product, never made from input."""
    if function not in _hidden_from_account[setting]:
        _hidden_from_account[setting].append(function)


#: for whom the scope was set last, and the records hidden from them, so that asking again costs no query
known_hidden: ContextVar[tuple[int | None, frozenset[int]] | None] = ContextVar("known_hidden", default=None)
#: the place of HIDDEN in what the statement that sets the scope gives back
_HIDDEN_COLUMN = 3


def hidden_from(account_id: int | None) -> frozenset[int]:
    """The ids of the records from which the account is excluded: of whoever looks without a query, of somebody else
    with one. Nothing is hidden from a part of the system."""
    if account_id is None:
        return frozenset()
    known = known_hidden.get()
    if known is not None and known[0] == account_id:
        return known[1]
    functions = _hidden_from_account[HIDDEN]
    found = " || ".join(["'{}'::bigint[]", *(f"{name}(%s::bigint)" for name in functions)])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({found})::text", [account_id] * len(functions))
        return _ids(cursor.fetchone()[0])


def set_scope(
    unit_ids: Iterable[int], *, account_id: int | None = None, sealed_unit_ids: Iterable[int] | None = None
) -> None:
    """Set what the current transaction sees; outside a transaction this has no effect. One statement.

    ``account_id`` is who looks: records from which the account is excluded are hidden (None: nobody, nothing is).
    ``sealed_unit_ids`` are the units whose sealed records are shown (None: all of ``unit_ids``).
    """
    units = tuple(unit_ids)
    sealed = units if sealed_unit_ids is None else tuple(sealed_unit_ids)
    columns, values = _settings(units, account_id, sealed)
    with connection.cursor() as cursor:
        sql = ", ".join((*columns, *(sql for sql, _tell in _read_with_scope)))
        cursor.execute(f"SELECT {sql}", values)
        row = cursor.fetchone()
    known_hidden.set((account_id, _ids(row[_HIDDEN_COLUMN])))
    for (_sql, tell), found in zip(_read_with_scope, row[len(columns) :], strict=True):
        tell(found)


def _settings(
    units: Sequence[int], account_id: int | None, sealed: Sequence[int]
) -> tuple[list[str], list[str | int | None]]:
    columns = [f"set_config('congtam.{name}', %s, true)" for name in ("units", "sealed", "account")]
    values: list[str | int | None] = [
        _array(units), _array(set(units) & set(sealed)), "" if account_id is None else str(account_id)
    ]  # fmt: skip
    for setting, functions in _hidden_from_account.items():
        found = " || ".join(["'{}'::bigint[]", *(f"{name}(%s::bigint)" for name in functions)])
        columns.append(f"set_config('{setting}', ({found})::text, true)")
        values.extend([account_id] * len(functions))
    return columns, values


def _ids(array: str) -> frozenset[int]:
    return frozenset(int(each) for each in array.strip("{}").split(",") if each)


def _array(ids: Iterable[int]) -> str:
    return "{" + ",".join(str(int(each)) for each in sorted(ids)) + "}"


def show_sealed(unit_id: int) -> None:
    """Let the rest of the transaction see the sealed records of the unit: for the act that seals a record, which
    must be able to write what its actor may not read afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('congtam.sealed',"
            " (coalesce(nullif(current_setting('congtam.sealed', true), ''), '{}')::int[] || %s)::text, true)",
            [unit_id],
        )


_SETTINGS = ("congtam.units", "congtam.sealed", "congtam.account", HIDDEN, HIDDEN_KEYS)


@contextmanager
def whole_units(unit_ids: Iterable[int]) -> Iterator[None]:
    """See all of these units for a while, as a part of the system, inside somebody's transaction: for what an act
    must write on records that whoever acts may not know of. Nothing of them may reach the caller."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(["current_setting(%s, true)"] * len(_SETTINGS)), list(_SETTINGS))
        before, known = cursor.fetchone(), known_hidden.get()
    set_scope(unit_ids)
    yield
    with connection.cursor() as cursor:  # an exception ends the transaction, and the scope with it
        back = [value for pair in zip(_SETTINGS, before, strict=True) for value in pair]
        cursor.execute("SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(_SETTINGS)), back)
    known_hidden.set(known)
