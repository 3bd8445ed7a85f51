"""What the database itself says about rights, read as superuser."""

from collections import defaultdict
from collections.abc import Iterator

import psycopg

Connection = psycopg.Connection[tuple[object, ...]]
ROLES = ("congtam_app", "congtam_worker", "congtam_loader", "PUBLIC")
ORDER = ("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain", "execute")

_GRANTED = """
SELECT relation, grantee, privilege, string_agg(DISTINCT part, ' ' ORDER BY part)
FROM (
    SELECT c.relname AS relation, a.grantee, a.privilege_type AS privilege, NULL AS part
    FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT c.relname, a.grantee, a.privilege_type, t.attname
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT p.proname || '()', a.grantee, a.privilege_type, NULL
    FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
) AS granted (relation, grantee, privilege, part)
WHERE CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END = ANY (%(roles)s)
GROUP BY relation, grantee, privilege
"""


def granted(connection: Connection) -> Iterator[str]:
    """One line a table, and a function that runs as its owner: "table: app select insert; worker select"."""
    names = dict(connection.execute("SELECT oid, rolname FROM pg_roles").fetchall())
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for relation, grantee, privilege, columns in connection.execute(_GRANTED, {"roles": list(ROLES)}):
        role = str(names.get(grantee, "PUBLIC")).removeprefix("congtam_")
        found[str(relation)][role].append((str(privilege).lower(), str(columns or "")))
    for relation in sorted(found):
        roles = (role.removeprefix("congtam_") for role in ROLES)
        parts = (f"{role} {_privileges(found[relation][role])}" for role in roles if found[relation][role])
        yield f"{relation}: {'; '.join(parts)}"


def _privileges(given: list[tuple[str, str]]) -> str:
    ordered = sorted(given, key=lambda each: (ORDER.index(each[0]), each[1]))
    return ", ".join(f"{name} ({columns})" if columns else name for name, columns in ordered)


def protected_tables(connection: Connection) -> set[str]:
    """Tables with row-level security on and one policy only that lets rows through: every role and command, the units
    in scope. Restrictive policies beside it take away and never add."""
    rows = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relrowsecurity AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'"
        " AND pg_get_expr(p.polqual, c.oid) LIKE '(unit_id = ANY (( SELECT%%congtam.units%%'"
        " AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)"
        " AND (SELECT count(*) FROM pg_policy q WHERE q.polrelid = c.oid AND q.polpermissive) = 1"
    )
    return {str(name) for (name,) in rows}


def hiding_policies(connection: Connection) -> dict[str, str]:
    """The condition of the restrictive policy "not_excluded" by table: of every role and command, for what is read
    and what is written alike."""
    rows = connection.execute(
        "SELECT c.relname, pg_get_expr(p.polqual, c.oid) FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relrowsecurity AND p.polname = 'not_excluded' AND NOT p.polpermissive AND p.polcmd = '*'"
        " AND p.polroles = '{0}' AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)"
    )
    return {str(name): str(condition) for name, condition in rows}


def sealing_tables(connection: Connection) -> set[str]:
    """Tables that show no row of a sealed record to whoever may not know of it: by a restrictive policy "sealed_scope"
    of their own, or because their rows hide with a row of another table."""
    rows = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relrowsecurity AND NOT p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}'"
        " AND pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid)"
        " AND (p.polname = 'sealed_scope' AND pg_get_expr(p.polqual, c.oid) LIKE '%congtam.sealed%'"
        " OR p.polname = 'not_excluded' AND pg_get_expr(p.polqual, c.oid) LIKE '%(EXISTS %')"
    )
    return {str(name) for (name,) in rows}


_LEADING = """
WITH RECURSIVE reaching (relation) AS (
    SELECT unnest(ARRAY['lifecycle_record', 'sealing_datakey']::regclass[]::oid[])
    UNION
    SELECT c.conrelid FROM pg_constraint c JOIN reaching ON c.confrelid = reaching.relation WHERE c.contype = 'f'
)
SELECT relation::regclass::text FROM reaching
"""


def leading_to_a_record(connection: Connection) -> set[str]:
    """Tables whose rows are of a record, or lead to one or to a data key through foreign keys."""
    return {str(name) for (name,) in connection.execute(_LEADING)}
