"""An empty home again: no row, no file; the keys stay."""

import shutil

from congtam.project.database import Server, migrate
from congtam.project.database.recreate import recreate
from congtam.project.home import Home


def empty_home(home: Home, server: Server) -> None:
    """Drop everything in the database, migrate anew, remove the stored files and what was said of them."""
    recreate(server)
    home.demo_file.unlink(missing_ok=True)
    shutil.rmtree(home.files)
    home.prepare()
    migrate(home, server, force=True)
