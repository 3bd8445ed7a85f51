"""Slowing whoever tries wrong passwords or codes, so that nobody can lock anybody else out.

A wrong try counts for (account, caller) and, far more loosely, for the caller; never for the account alone. An
attacker who mistypes the name of the desk officer slows the attacker: she signs in from her own place, or with a
passkey, as ever. An account is the name that was typed, whether there is one or not, so the answer tells nothing.

Who it was is kept as an HMAC under a key in memory that is replaced each hour; nothing is written anywhere. The
server runs one process for pages (``project.supervisor``); a second one would count for itself.
"""

import hmac
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from threading import Lock
from time import monotonic

from django.http import HttpRequest

from congtam.foundation.text import canon
from congtam.interface.web.networks import address_of, network_of

HOUR = 3600.0
MOST = 50_000


@dataclass(frozen=True, kw_only=True)
class Pace:
    """So many wrong tries cost nothing; each further one doubles the pause, up to ``longest`` seconds."""

    free: int
    longest: float


#: a thumb is thick and a keyboard may write Vietnamese where it should not
OF_ACCOUNT_AND_CALLER = Pace(free=5, longest=600.0)
#: a whole office may come from one address
OF_CALLER = Pace(free=40, longest=60.0)


class Slowing:
    """Counts wrong tries by what made them. Thread-safe; one a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._renew()

    def forget(self) -> None:
        """Begin anew, as each hour."""
        with self._lock:
            self._renew()

    def _renew(self) -> None:
        self._key = token_bytes(32)
        self._wrong: Counter[bytes] = Counter()
        self._until: dict[bytes, float] = {}
        self._ends = monotonic() + HOUR

    def wait(self, *, account: str, caller: str) -> int:
        """Seconds until this caller may try this account again; 0 for now."""
        with self._lock:
            until = max(self._until.get(name, 0.0) for name, _pace in self._buckets(account, caller))
            return max(0, round(until - monotonic()))

    def wrong(self, *, account: str, caller: str) -> None:
        """The caller tried the account with something wrong."""
        with self._lock:
            if len(self._wrong) >= MOST:
                self._renew()
            for name, pace in self._buckets(account, caller):
                self._wrong[name] += 1
                if (over := self._wrong[name] - pace.free) > 0:
                    self._until[name] = monotonic() + min(pace.longest, 2.0 ** min(over, 20))

    def right(self, *, account: str, caller: str) -> None:
        """The account's own wrong tries from this caller are forgiven; those at other accounts are not."""
        with self._lock:
            name = self._name(account, caller)
            self._wrong.pop(name, None)
            self._until.pop(name, None)

    def _buckets(self, account: str, caller: str) -> tuple[tuple[bytes, Pace], ...]:
        if monotonic() >= self._ends:
            self._renew()
        return (
            (self._name(account, caller), OF_ACCOUNT_AND_CALLER),
            (self._name("", caller), OF_CALLER),
        )

    def _name(self, account: str, caller: str) -> bytes:
        return hmac.digest(self._key, f"{account}\0{caller}".encode(), sha256)


passwords = Slowing()
codes = Slowing()


def account_key(typed: str) -> str:
    """The account that was meant, however it was typed."""
    return canon(typed).strip().casefold()


def caller_of(request: HttpRequest) -> str:
    """The caller's address, of IPv6 the network, since one caller has all of it: used for a keyed hash, kept
    nowhere."""
    return network_of(address_of(request))
