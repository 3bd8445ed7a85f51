"""Any other PostgreSQL 18, named by DATABASE_URL.

The URL names a role that may create roles (or the roles exist already and it administers them), and the
database that the product lives in. Web and worker never see it: each gets the URL of its own role.
"""

from collections.abc import Mapping

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from congtam.foundation.commands import CommandError, ExitCode, Role
from congtam.project.database import roles

OLDEST = 180000


def refuse_older(connection: roles.Connection) -> None:
    """Raise CommandError (exit 4) where the server is older than PostgreSQL 18."""
    row = connection.execute("SHOW server_version_num").fetchone()
    found = int(str(row[0])) if row else 0
    if found < OLDEST:
        raise CommandError(
            "postgresql_too_old",
            f"The server is PostgreSQL {found // 10000}; PostgreSQL 18 is needed, because periods are"
            " guarded by temporal keys (WITHOUT OVERLAPS), which older versions lack.",
            "Name a PostgreSQL 18 in DATABASE_URL, or unset it to use the one that comes with the product.",
            ExitCode.UNAVAILABLE,
        )


def conninfo(parts: Mapping[str, str | int | None]) -> str:
    """A connection string of its parts."""
    return make_conninfo(**{name: str(value) for name, value in parts.items() if value is not None})


class ExternalServer:
    """The server of DATABASE_URL; it is never stopped."""

    started = False

    def __init__(self, url: str) -> None:
        try:
            self._parts = conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise CommandError(
                "database_url_unreadable",
                "DATABASE_URL is not a PostgreSQL URL.",
                "For example DATABASE_URL=postgresql://admin:secret@host:5432/congtam",
            ) from error
        self.database = str(self._parts.get("dbname") or roles.DATABASE)
        self._secret = str(self._parts.get("password") or "")

    def enter(self) -> "ExternalServer":
        """Check the version, make database, roles and grants where they are missing. Raises CommandError."""
        try:
            self._make_database()
            with psycopg.connect(self.admin_url(), autocommit=True, connect_timeout=10) as connection:
                refuse_older(connection)
                self._make_roles(connection)
                roles.grant_database(connection)
        except psycopg.Error as error:
            raise self._unavailable(error) from error
        return self

    def _make_database(self) -> None:
        try:
            psycopg.connect(self.admin_url(), connect_timeout=10).close()
        except psycopg.OperationalError as error:
            if not _says_missing_database(error):
                raise
            with psycopg.connect(self.admin_url("postgres"), autocommit=True) as connection:
                refuse_older(connection)
                roles.create_database(connection, self.database)

    def _make_roles(self, connection: roles.Connection) -> None:
        roles.create_roles(connection)
        if self._secret:
            for role in roles.ROLES:
                self._keep_password(connection, role)

    def _keep_password(self, connection: roles.Connection, role: Role) -> None:
        """Set the derived password where it is not yet the one (or the server asks for none)."""
        try:
            psycopg.connect(self.url(role), connect_timeout=10).close()
        except psycopg.OperationalError:
            name, password = roles.role_name(role), roles.derived_password(self._secret, role)
            # hashed here, so that no server log ever shows it
            hashed = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(name), sql.Literal(hashed.decode())
                )
            )

    def url(self, role: Role, database: str = "") -> str:
        changed: dict[str, str] = {"user": roles.role_name(role), "dbname": database or self.database}
        if self._secret:
            changed["password"] = roles.derived_password(self._secret, role)
        return conninfo(self._parts | changed)

    def admin_url(self, database: str = "") -> str:
        return conninfo(self._parts | {"dbname": database or self.database})

    def recover(self) -> bool:
        return False

    def stop_if_ours(self) -> None:
        return

    def _unavailable(self, error: psycopg.Error) -> CommandError:
        text = " ".join(str(error).split())
        if self._secret:
            text = text.replace(self._secret, "***")
        return CommandError(
            "database_unavailable",
            f"The server of DATABASE_URL cannot be used: {text}",
            "Its role must be able to log in, to create roles (CREATEROLE), and own the database.",
            ExitCode.UNAVAILABLE,
        )


def _says_missing_database(error: psycopg.OperationalError) -> bool:
    # a failed connection carries no SQLSTATE, and the message may be translated: only the name in quotes
    # and the word for "database" are not. PostgreSQL's English text, which a default server sends:
    return "does not exist" in str(error) and "database" in str(error)
