"""Migration operations for what PostgreSQL 18 knows about time and Django does not.

A temporal key is ``UNIQUE`` and not ``PRIMARY KEY``, because Django needs a primary key of one column.
A plain foreign key cannot point to it, a ``PERIOD`` foreign key can; such a key must be deferred, for a
change takes a fact away and puts two in its place, and only then is every day covered again.
"""

from django.db.migrations import RunSQL

_NAME_LENGTH = 63  # PostgreSQL cuts longer names in silence, and the second of two would then clash

_NEEDS_BTREE_GIST = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') THEN
    RAISE EXCEPTION 'The extension btree_gist is missing in the database %, so periods cannot be kept apart.',
      current_database() USING HINT = 'Whoever created the database runs: CREATE EXTENSION btree_gist;';
  END IF;
END $$;
"""


def _named(table: str, suffix: str) -> str:
    name = f"{table}_{suffix}"
    if len(name) > _NAME_LENGTH:
        raise ValueError(f"{name} is longer than {_NAME_LENGTH} letters")
    return name


def history_table(table: str) -> str:
    """The name of the table that keeps the superseded beliefs of ``table``."""
    return _named(table, "history")


def temporal_key(table: str, subject_column: str, *, valid: str = "valid") -> RunSQL:
    """A subject has one fact a day: ``UNIQUE (subject, valid WITHOUT OVERLAPS)``.

    The period has a first day, and both its ends are days ('infinity' is a date that Python does not have).
    Migrating raises an error that says so where the extension ``btree_gist`` is missing.
    """
    key, days = _named(table, "one_at_a_time"), _named(table, "whole_days")
    return RunSQL(
        f"{_NEEDS_BTREE_GIST}"
        f"ALTER TABLE {table} ADD CONSTRAINT {key} UNIQUE ({subject_column}, {valid} WITHOUT OVERLAPS);"
        f"ALTER TABLE {table} ADD CONSTRAINT {days} CHECK (NOT lower_inf({valid})"
        f" AND isfinite(lower({valid})) AND coalesce(isfinite(upper({valid})), true));",
        f"ALTER TABLE {table} DROP CONSTRAINT {days}; ALTER TABLE {table} DROP CONSTRAINT {key};",
    )


def period_foreign_key(
    table: str, columns: tuple[str, str], *, references: str, referenced: tuple[str, str]
) -> RunSQL:
    """On every day of a row's period there is a fact of the subject it points to.

    ``columns`` and ``referenced`` are (subject column, period column) of either side.
    """
    name = _named(table, f"{columns[0]}_in_time")
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns[0]}, PERIOD {columns[1]})"
        f" REFERENCES {references} ({referenced[0]}, PERIOD {referenced[1]}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def history_of(table: str, subject_column: str, *, valid: str = "valid") -> RunSQL:
    """The companion table of superseded beliefs and the triggers that fill and guard it.

    A row of facts leaves only by DELETE, and then the trigger writes it into the history, whoever deletes it;
    the application has no right to write there itself. The history refuses UPDATE, DELETE and TRUNCATE. For
    one subject no two beliefs about the same day were held at the same instant (exclusion constraint).

    Columns follow ``table`` as it is now: a later migration that alters one alters the other; the conformance
    test compares them.
    """
    history = history_table(table)
    never_two = _named(table, "one_belief")
    return RunSQL(
        f"CREATE TABLE {history} (LIKE {table}, PRIMARY KEY (id),"
        " recorded tstzrange NOT NULL CHECK (NOT isempty(recorded) AND NOT lower_inf(recorded)"
        " AND NOT upper_inf(recorded)),"
        " superseded_by_id bigint, superseded_kind text NOT NULL, superseded_reason text NOT NULL,"
        f" CONSTRAINT {never_two} EXCLUDE USING gist"
        f" ({subject_column} WITH =, {valid} WITH &&, recorded WITH &&));"
        + _trigger(table, "superseded", "AFTER DELETE", "ROW", "effective_supersede")
        + _trigger(table, "not_altered", "BEFORE UPDATE OR TRUNCATE", "STATEMENT", "effective_refuse")
        + _trigger(
            history, "append_only", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "effective_refuse"
        ),
        f"DROP TRIGGER superseded ON {table}; DROP TRIGGER not_altered ON {table}; DROP TABLE {history};",
    )


def _trigger(table: str, name: str, event: str, each: str, function: str) -> str:
    # ALWAYS: also for a session that sets session_replication_role to replica
    return (
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}();"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};"
    )
