"""The demo data behind ``congtam up --demo``: loaded once, its accounts named at every start."""

import os
import subprocess
import sys

from congtam.foundation.commands import CommandError, ExitCode, say
from congtam.project import processes
from congtam.project.home import Home, write_private
from congtam.project.signals import Signals, StopRequested

_HOLDS_DATA = "This home held data before; `congtam demo reset` begins a demo anew and names its accounts."


def demo_accounts(home: Home, signals: Signals) -> str:
    """The accounts and the citizen's receipt: what ``demo load`` said when the home was still empty.

    It loads in one transaction, so one that was cut off is simply begun again. Raises CommandError (exit 4)
    where it fails, StopRequested after a signal.
    """
    if not home.demo_file.exists():
        write_private(home.demo_file, _load(home, signals) + "\n")
    return home.demo_file.read_text().strip()


def _load(home: Home, signals: Signals) -> str:
    say("Loading the demo data …")
    loader = subprocess.Popen(
        [sys.executable, "-m", "congtam.project.cli", "demo", "load"],
        env={**os.environ, "CONGTAM_HOME": str(home.path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=processes.ends_with_parent(),
    )
    while loader.poll() is None:
        if signals.requested:
            processes.end([loader.pid])
            raise StopRequested
        signals.wait(0.5)
    return _said(loader)


def _said(loader: "subprocess.Popen[bytes]") -> str:
    said = loader.stdout.read().decode() if loader.stdout else ""
    if loader.returncode == ExitCode.WRONG_CALL:  # it was loaded, or work was begun, without this command
        return _HOLDS_DATA
    if loader.returncode:
        raise CommandError(
            "demo_not_loaded", "The demo data could not be loaded.", exit_code=ExitCode.UNAVAILABLE
        )
    return said.strip()
