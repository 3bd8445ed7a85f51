"""A scope for a bare connection: what the first statement of a request sets, without the application."""

from typing import Any

import psycopg

_SET = """SELECT set_config('congtam.units', %(units)s, true), set_config('congtam.sealed', %(sealed)s, true),
set_config('congtam.hidden', %(hidden)s, true), set_config('congtam.hidden_keys', %(keys)s, true)"""


def enter(
    connection: psycopg.Connection[Any], *units: int, account: int | None = None, sealed: bool = True
) -> None:
    """Bring ``units`` into the scope of the transaction, as somebody (None: nobody) who may know of what is sealed, or
    may not."""
    hidden = keys = "{}"
    if account is not None:
        query = "SELECT lifecycle_hidden(%(who)s)::text, lifecycle_hidden_keys(%(who)s)::text"
        hidden, keys = connection.execute(query, {"who": account}).fetchone()  # type: ignore[misc]
    scope = "{" + ",".join(map(str, units)) + "}"
    values = {"units": scope, "sealed": scope if sealed else "{}", "hidden": hidden, "keys": keys}
    connection.execute(_SET, values)
