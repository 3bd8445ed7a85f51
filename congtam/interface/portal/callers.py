"""Who calls, without keeping who: a name that changes each hour and leads back to nobody.

The name is an HMAC of the address under a key that lives in this process's memory only and is replaced each hour.
Neighbours in one home network share a name under IPv6 (the first 64 bits), so that a new address is no new caller.
"""

import hmac
from hashlib import sha256
from secrets import token_bytes
from threading import Lock
from time import monotonic

from django.http import HttpRequest

from congtam.interface.web.networks import address_of, network_of

HOUR = 3600.0


class Names:
    """Names of callers for an hour. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._renew(monotonic())

    def _renew(self, now: float) -> None:
        self._key = token_bytes(32)
        self._ends = now + HOUR

    def of(self, address: str) -> str:
        """The caller's name (hex) in this hour."""
        with self._lock:
            if (now := monotonic()) >= self._ends:
                self._renew(now)
            return hmac.digest(self._key, network_of(address).encode(), sha256).hex()


names = Names()


def forget_caller(request: HttpRequest) -> None:
    """Put the caller's name in the place of their address, before anything else sees the request."""
    name = names.of(address_of(request))
    request.META.pop("HTTP_X_FORWARDED_FOR", None)
    request.META["REMOTE_ADDR"] = name


def caller(request: HttpRequest) -> str:
    """Who calls, for a limiter: on the citizens' side a name of this hour (`forget_caller` put it there), inside the
    address. Kept nowhere."""
    return address_of(request)
