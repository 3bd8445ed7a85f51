"""Slowing whoever tries wrong codes, without keeping anybody's address.

A caller is known for an hour at the most, by an HMAC of the address under a key that lives in memory only and
is replaced each hour; nothing is written anywhere. Codes have 76 bits, so the limiter is a courtesy to the
server more than a wall: it answers alike whether a code exists or not.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from threading import Lock
from time import monotonic

HOUR = 3600.0
#: wrong codes that cost nothing: a slip is hard to read, a thumb is thick
FREE = 5
LONGEST = 600.0
MOST_CALLERS = 50_000


@dataclass
class _Caller:
    wrong: int = 0
    until: float = 0.0


class Limiter:
    """Counts wrong codes by caller. Thread-safe; one a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._renew(monotonic())

    def _renew(self, now: float) -> None:
        self._key = token_bytes(32)
        self._callers: dict[bytes, _Caller] = {}
        self._ends = now + HOUR

    def wait(self, address: str) -> int:
        """Seconds that this caller has to wait before the next try; 0 for none."""
        with self._lock:
            caller = self._callers.get(self._name(address))
            return max(0, round(caller.until - monotonic())) if caller else 0

    def wrong(self, address: str) -> None:
        """The caller gave a code that leads nowhere; from the sixth on each doubles the pause."""
        with self._lock:
            name = self._name(address)
            if len(self._callers) >= MOST_CALLERS and name not in self._callers:
                self._callers.clear()
            caller = self._callers.setdefault(name, _Caller())
            caller.wrong += 1
            if caller.wrong > FREE:
                caller.until = monotonic() + min(LONGEST, 2.0 ** (caller.wrong - FREE))

    def _name(self, address: str) -> bytes:
        now = monotonic()
        if now >= self._ends:
            self._renew(now)
        return hmac.digest(self._key, address.encode(), sha256)


limiter = Limiter()
