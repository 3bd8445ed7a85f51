"""The database: PostgreSQL 18, the one that the product brings along or any other.

:func:`ensure_server` is all that others need: it returns a server that gives one URL a role.
"""

from congtam.project.database.migrations import migrate
from congtam.project.database.roles import DATABASE, ROLES, role_name
from congtam.project.database.server import Server, ensure_server

__all__ = ["DATABASE", "ROLES", "Server", "ensure_server", "migrate", "role_name"]
