"""An empty database in place of the present one, for `demo reset` and for a restore."""

import psycopg
from psycopg import sql

from congtam.project.database import roles
from congtam.project.database.server import Server


def recreate(server: Server, database: str = "") -> None:
    """Remove everything that the product's roles own in the database, and give the rights anew.

    The database itself stays: on a foreign server it may not be ours to drop. Migrate with ``force`` after.
    """
    with psycopg.connect(server.url("owner", database), autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(roles.role_name("owner")))
        )
    with psycopg.connect(server.admin_url(database), autocommit=True) as connection:
        roles.grant_database(connection)
