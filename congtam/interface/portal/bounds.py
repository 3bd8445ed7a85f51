"""What the citizens' side takes in: how often one caller may write, and how much all of them together.

Counted in memory, by the caller's name of this hour (`callers`): nothing is written anywhere. A flood meets a clear
message and cannot fill the disk. Each bound can be set as ``CONGTAM_PUBLIC_<NAME>``.
"""

from collections import Counter
from threading import Lock
from time import monotonic

from django.conf import settings

from congtam.interface.portal.callers import HOUR

_DEFAULTS = {
    # one caller may be a whole village behind one address
    "WRITES_PER_HOUR": 20,
    "REQUEST_BYTES": 60 * 1024 * 1024,
    "BYTES_PER_HOUR": 1024 * 1024 * 1024,
    "FILES": 10,
    "WAITING": 500,
}

#: what comes from one caller is at most this part of what comes from all
PART_OF_A_CALLER = 4


def bound(name: str) -> int:
    """The bound in force: writes, bytes, files of one letter, letters that wait in one office."""
    return int(getattr(settings, f"CONGTAM_PUBLIC_{name}", _DEFAULTS[name]))


class Intake:
    """Counts what came in during this hour. Thread-safe; one a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._renew(monotonic())

    def _renew(self, now: float) -> None:
        self._writes: Counter[str] = Counter()
        self._bytes = 0
        self._bytes_of: Counter[str] = Counter()
        self._ends = now + HOUR

    def _turn(self) -> float:
        if (now := monotonic()) >= self._ends:
            self._renew(now)
        return now

    def take(self, size: int, *, caller: str) -> int:
        """Count a body of ``size`` bytes before it is read; else the seconds until there is room again.

        One caller gets a part of the whole only: who announces much, kept or not, shuts the page for nobody else.
        """
        with self._lock:
            now = self._turn()
            whole = bound("BYTES_PER_HOUR")
            if self._bytes + size > whole or self._bytes_of[caller] + size > whole // PART_OF_A_CALLER:
                return max(1, round(self._ends - now))
            self._bytes += size
            self._bytes_of[caller] += size
            return 0

    def wait(self, caller: str) -> int:
        """Seconds until this caller may write again; 0 for now."""
        with self._lock:
            now = self._turn()
            full = self._writes[caller] >= bound("WRITES_PER_HOUR")
            return max(1, round(self._ends - now)) if full else 0

    def wrote(self, caller: str) -> None:
        """The caller wrote something that was kept."""
        with self._lock:
            self._turn()
            self._writes[caller] += 1


intake = Intake()
