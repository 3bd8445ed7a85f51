"""What a home holds, read without the product's own counting."""

from hashlib import sha256

import psycopg

from congtam.project.backups.layout import stored_files
from congtam.project.database import ensure_server
from congtam.project.home import Home


def rows_of(home: Home) -> dict[str, int]:
    """How many rows each table holds."""
    server = ensure_server(home)
    try:
        with psycopg.connect(server.admin_url()) as connection:
            names = connection.execute("SELECT relname FROM pg_stat_user_tables ORDER BY 1").fetchall()
            return {
                str(name): int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # type: ignore[index]
                for (name,) in names
            }
    finally:
        server.stop_if_ours()


def files_of(home: Home) -> dict[str, str]:
    """Hash of each stored file by its name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in stored_files(home)}
