"""A part of the product that runs beside the supervisor, and is started again when it dies."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from congtam.project import processes

_LONGEST_PAUSE = 30.0
_STEADY = 60.0
_LOG_BYTES = 10_000_000


@dataclass
class Child:
    """One process with a log of its own. ``failures`` counts deaths in a row, each sooner than a minute."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    failures: int = 0
    process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _again: float = 0.0

    def start(self) -> None:
        """Start it now."""
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            marked = {**self.environment, processes.PART: self.name}
            self.process = processes.start(self.command, environment=marked, output=output)
        self._started = time.monotonic()

    def died(self) -> int | None:
        """The exit code if it has ended since the last look; what it left running is ended as well."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        processes.end_group(self.process.pid)
        self.process = None
        steady = time.monotonic() - self._started > _STEADY
        self.failures = 1 if steady else self.failures + 1
        self._again = time.monotonic() + self.pause
        return code

    @property
    def pause(self) -> float:
        """Seconds before it is started again: 1, 2, 4, … 30."""
        return float(min(_LONGEST_PAUSE, 2.0 ** (self.failures - 1)))

    def start_when_due(self) -> bool:
        """Start it if it has died and has waited long enough."""
        if self.process is not None or time.monotonic() < self._again:
            return False
        self.start()
        return True

    def stop(self, *, patience: float) -> None:
        """Ask it to stop, and kill whatever is left of its process group after ``patience`` seconds."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
        processes.end_group(self.process.pid)
        self.process.wait()
        self.process = None

    def last_words(self, size: int = 1500) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-size:].strip() if self.log.exists() else ""
