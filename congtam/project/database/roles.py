"""Roles and rights: the same four roles on every server, none of them a superuser.

owner   owns the tables, used by migrations only
app     web and API
worker  background jobs
loader  imports through a staging table
"""

import hashlib
import hmac
from typing import LiteralString, cast, get_args

import psycopg
from psycopg import sql

from congtam.foundation.commands import Role

DATABASE = "congtam"
ROLES: tuple[Role, ...] = cast(tuple[Role, ...], get_args(Role))
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
_ATTRIBUTES = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")

Connection = psycopg.Connection[tuple[object, ...]]


def role_name(role: Role) -> str:
    """The role's name in the database, e.g. ``congtam_app``."""
    return f"congtam_{role}"


def derived_password(secret: str, role: Role) -> str:
    """The password of a role on a foreign server, from the secret of DATABASE_URL alone.

    Nothing needs to be stored, and every machine of an installation comes to the same password. The secret
    cannot be computed from it (HMAC-SHA256).
    """
    return hmac.new(secret.encode(), f"congtam role {role}".encode(), hashlib.sha256).hexdigest()


def missing_roles(connection: Connection) -> list[Role]:
    """The roles that the server does not have yet."""
    names = [role_name(role) for role in ROLES]
    rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [names]).fetchall()
    present = {row[0] for row in rows}
    return [role for role in ROLES if role_name(role) not in present]


def create_roles(connection: Connection) -> None:
    """Create the roles that are missing."""
    for role in missing_roles(connection):
        connection.execute(sql.SQL("CREATE ROLE {} ").format(sql.Identifier(role_name(role))) + _ATTRIBUTES)


def create_database(connection: Connection, name: str, *, owner: str | None = None) -> None:
    """Create the database ``name`` if there is none. The connection must be in autocommit."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if owner:
            statement += sql.SQL(" OWNER {}").format(sql.Identifier(owner))
        connection.execute(statement)


_ON_DATABASE = (
    "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {everyone}",
    "GRANT CREATE ON DATABASE {name} TO {owner}",
)
_ON_SCHEMA = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {everyone}",
    "GRANT CREATE ON SCHEMA public TO {owner}",
)


def _grant(connection: Connection, statements: tuple[LiteralString, ...], name: str) -> None:
    parts = {
        "name": sql.Identifier(name),
        "everyone": sql.SQL(", ").join(sql.Identifier(role_name(role)) for role in ROLES),
        "owner": sql.Identifier(role_name("owner")),
    }
    for statement in statements:
        connection.execute(sql.SQL(statement).format(**parts))


def limit_entry(connection: Connection, name: str) -> None:
    """Only the four roles may enter the database ``name``. A clone does not inherit this."""
    _grant(connection, _ON_DATABASE, name)


def grant_database(connection: Connection) -> None:
    """In the current database: only the four roles come in, only the owner creates, the extensions are there.

    An extension that may not be created here is left to the migration that needs it, which then says so.
    """
    limit_entry(connection, connection.info.dbname)
    _grant(connection, _ON_SCHEMA, connection.info.dbname)
    for extension in EXTENSIONS:
        _create_extension(connection, extension)


def _create_extension(connection: Connection, name: str) -> None:
    try:
        with connection.transaction():
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedFile):
        return
