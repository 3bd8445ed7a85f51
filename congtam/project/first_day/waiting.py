"""What ``congtam up`` says of a home that nobody has set up yet. Knows the database, not Django."""

from pathlib import Path

import psycopg

from congtam.project.database import Server
from congtam.project.first_day import set_up_code

PAGE = "/thiet-lap/"


def prepare(home: Path, server: Server) -> str | None:
    """A new set-up code for a home without accounts; None, and no code left, for every other one."""
    with psycopg.connect(server.url("app")) as connection:
        row = connection.execute("SELECT EXISTS (SELECT FROM access_account)").fetchone()
    if row and row[0]:
        set_up_code.forget(home)
        return None
    return set_up_code.renew(home)


def invitation(url: str, code: str) -> str:
    """The lines on the terminal, in both languages: nobody has chosen one yet."""
    # untranslated: both languages stand here
    return (
        f"Cơ quan chưa được thiết lập. Mở {url}{PAGE} và gõ mã thiết lập: {code}\n"
        f"This office is not set up yet. Open {url}{PAGE}?lang=en and type the set-up code: {code}"
    )
