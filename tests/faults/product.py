"""A whole product in a process of its own, as somebody would start it from a shell."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from congtam.project import processes
from congtam.project.database.cluster import Cluster
from congtam.project.home import Home

CONGTAM = [sys.executable, "-m", "congtam.project.cli"]
_PATIENCE = 90.0


def environment(home: Path, **extra: str) -> dict[str, str]:
    """As a shell has it, with this home and without what the test run itself has set."""
    without = {"DATABASE_URL", "CONGTAM_DB", "CONGTAM_TEST_ROOT", "PORT", "HOST", processes.PART}
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return kept | {"CONGTAM_HOME": str(home)} | extra


def run(home: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [*CONGTAM, *arguments],
        env=environment(home, **extra),
        check=False,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        stdin=subprocess.DEVNULL,
    )


@dataclass
class Product:
    """``congtam up`` in ``home``."""

    home: Path
    extra: dict[str, str] = field(default_factory=dict)
    before_exec: Callable[[], object] | None = None
    command: Sequence[str] = (*CONGTAM, "up")
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Product":
        """Start it and wait until it is ready, or has ended."""
        self.launch()
        wait_until(lambda: "READY " in self.said or self.process.poll() is not None, self.describe)
        return self

    def launch(self) -> None:
        """Start it and wait for nothing."""
        self.home.parent.mkdir(exist_ok=True)
        self._log = self.home.with_name(f"{self.home.name}.said")
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                env=environment(self.home, **self.extra),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=self.before_exec,
                start_new_session=True,
            )

    def describe(self) -> str:
        """For a test that fails."""
        return f"the product said: {self.said}"

    @property
    def said(self) -> str:
        """Everything on its standard output and error."""
        return self._log.read_text()

    @property
    def url(self) -> str:
        """The address that it printed when it was ready."""
        ready = [line for line in self.said.splitlines() if line.startswith("READY ")]
        assert ready, self.said
        return ready[-1].removeprefix("READY ")

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def signal(self, number: signal.Signals) -> int:
        """Send a signal to the supervisor alone and wait for its end; its exit code."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)

    @property
    def parts(self) -> list[int]:
        """Web, worker and what they have started."""
        return processes.parts_of(self.home.resolve())

    @property
    def database_pid(self) -> int | None:
        return Cluster(Home(self.home.resolve())).pid()

    def end(self) -> None:
        """Whatever happened in the test, nothing stays."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        processes.end(self.parts)
        Cluster(Home(self.home.resolve())).stop()


def wait_until(
    met: Callable[[], bool], describe: Callable[[], str] = str, seconds: float = _PATIENCE
) -> None:
    """Wait for something that must happen."""
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, describe()
        time.sleep(0.05)


def health(url: str) -> tuple[int, dict[str, Any]]:
    """Status and body of /healthz."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)
    except OSError:
        return 0, {}
