"""The address: a port that is ours before the web server starts, so that two starts never share one."""

import socket
import sys
from dataclasses import dataclass

from congtam.foundation.commands import CommandError, ExitCode, say

FIRST = 8000
_TRIED = 200
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - compared, not bound


@dataclass
class Address:
    """A claimed address. ``claim`` stays open as long as the product runs here."""

    host: str
    port: int
    claim: socket.socket

    @property
    def url(self) -> str:
        """How people on this machine reach it."""
        host = self.reachable
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def reachable(self) -> str:
        """A host to connect to, where the product listens on all of them."""
        return _EVERYWHERE.get(self.host, self.host)

    def release(self) -> None:
        """Give the port back."""
        self.claim.close()


def claim_address(*, host: str, port: str) -> Address:
    """The address to serve on: exactly ``port`` where it is given, else the first free one from 8000 upward.

    Raises CommandError: exit 2 for a port that is no number, exit 4 for one that cannot be had.
    """
    if port:
        return _claim_exactly(host, _number(port))
    for candidate in range(FIRST, FIRST + _TRIED):
        try:
            return _claim(host, candidate)
        except OSError as error:
            _refuse_bad_host(host, error)
            say(f"Port {candidate} is busy; trying {candidate + 1}.")
    raise CommandError(
        "no_free_port",
        f"No port from {FIRST} to {FIRST + _TRIED - 1} is free.",
        "Name one in PORT.",
        ExitCode.UNAVAILABLE,
    )


def _number(port: str) -> int:
    if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
        raise CommandError("bad_port", f"PORT must be a number from 1 to 65535, not {port!r}.")
    return int(port)


def _claim_exactly(host: str, port: int) -> Address:
    try:
        return _claim(host, port)
    except OSError as error:
        _refuse_bad_host(host, error)
        raise CommandError(
            "port_busy",
            f"Port {port} on {host} cannot be used: {error.strerror or error}.",
            "End what listens there, name another in PORT, or unset PORT to take the next free one.",
            ExitCode.UNAVAILABLE,
        ) from error


def _claim(host: str, port: int) -> Address:
    family, kind, protocol, _, place = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0]
    claim = _claimed_among_ourselves(host, port)
    try:
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # connections of a server just stopped
            probe.bind(place)
    except OSError:
        claim.close()
        raise
    return Address(host, port, claim)


def _claimed_among_ourselves(host: str, port: int) -> socket.socket:
    """Until its web server listens, a port looks free; and Granian sets SO_REUSEPORT, so that two of them would
    share one in silence. A name in Linux's abstract namespace belongs to one process and vanishes with it."""
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    if sys.platform == "linux":
        try:
            claim.bind(f"\0congtam {host} {port}")
        except OSError:
            claim.close()
            raise
    return claim


def _refuse_bad_host(host: str, error: OSError) -> None:
    if isinstance(error, socket.gaierror):
        raise CommandError(
            "bad_host", f"HOST {host!r} is no address of this machine.", "For example HOST=127.0.0.1"
        ) from error
