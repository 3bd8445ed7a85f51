"""Asking ClamAV's daemon about a file, where one is there (its protocol: ``man clamd``, INSTREAM).

``CLAMD`` in the settings names it: a path of a socket, ``host:port``, ``off``, or nothing: then the socket where Debian
puts it is used if it exists. ``CLAMD_REQUIRED`` says that nothing is taken that was not scanned.
"""

import re
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from congtam.foundation.files.models import StoredFile

USUAL = Path("/var/run/clamav/clamd.ctl")
OFF = "off"
_BLOCK = 64 * 1024
#: how long the daemon may take: to answer the door, and to read a file to its end
_CONNECT_SECONDS, _SCAN_SECONDS = 3.0, 90.0
_MOST_ANSWER = 4096
_FOUND = re.compile(rb"^stream: (.+) FOUND$")
_NOT_IN_A_NAME = re.compile(r"[^\w.\-:/ ()\[\]]")


class ScannerDown(Exception):
    """The daemon was not reached in time, or could not look at the file."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was said of a file; ``signature`` names what is in it."""

    scanned: StoredFile.Scanned
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class ScannerState:
    """How the scanner is now. ``version`` is its own, with the day of its signatures; empty where it is down."""

    installed: bool
    required: bool
    version: str = ""

    @property
    def answers(self) -> bool:
        return bool(self.version)


def scan(stream: BinaryIO) -> Verdict:
    """What the scanner says of the bytes; the stream is left at its beginning.

    Without a scanner that answers, files are taken and marked; raises ScannerDown where that is not allowed.
    """
    where = address()
    if where is None:
        if required():
            raise ScannerDown("no scanner is named")
        return Verdict(scanned=StoredFile.Scanned.NONE)
    try:
        answer = _ask(where, b"zINSTREAM\0", stream)
    except (OSError, ScannerDown) as error:
        if required():
            raise ScannerDown(type(error).__name__) from error
        return Verdict(scanned=StoredFile.Scanned.MISSED)
    finally:
        stream.seek(0)
    return _verdict(answer)


def required() -> bool:
    """Whether a file that nobody scanned is refused."""
    return bool(settings.CLAMD_REQUIRED)


def address() -> str | None:
    """Where the daemon listens; None where there is none."""
    named: str = settings.CLAMD
    if named:
        return None if named == OFF else named
    return str(USUAL) if USUAL.exists() else None


def state() -> ScannerState:
    """Whether the daemon answers, for the page of upkeep; it takes no longer than knocking at a door."""
    where = address()
    if where is None:
        return ScannerState(installed=False, required=required())
    try:
        version = _ask(where, b"zVERSION\0", None).decode("utf-8", "replace").strip()
    except (OSError, ScannerDown):
        version = ""
    return ScannerState(installed=True, required=required(), version=version)


def _ask(where: str, command: bytes, stream: BinaryIO | None) -> bytes:
    with _connected(where) as connection:
        connection.sendall(command)
        if stream is not None:
            connection.settimeout(_SCAN_SECONDS)
            _send(connection, stream)
        return _answer(connection)


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_CONNECT_SECONDS)
        try:
            connection.connect(where)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = where.rpartition(":")
    if not port.isdecimal():
        raise ScannerDown("address")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_SECONDS)


def _send(connection: socket.socket, stream: BinaryIO) -> None:
    """Each block behind its length; a block of no length ends the file."""
    stream.seek(0)
    while block := stream.read(_BLOCK):
        connection.sendall(struct.pack(">I", len(block)) + block)
    connection.sendall(struct.pack(">I", 0))


def _answer(connection: socket.socket) -> bytes:
    got = b""
    while not got.endswith(b"\0") and len(got) < _MOST_ANSWER:
        piece = connection.recv(_MOST_ANSWER)
        if not piece:
            break
        got += piece
    if not got:
        raise ScannerDown("no answer")
    return got.rstrip(b"\0")


def _verdict(answer: bytes) -> Verdict:
    if answer == b"stream: OK":
        return Verdict(scanned=StoredFile.Scanned.CLEAN)
    if found := _FOUND.match(answer):
        name = _NOT_IN_A_NAME.sub("?", found[1].decode("utf-8", "replace"))[:120]
        return Verdict(scanned=StoredFile.Scanned.CLEAN, signature=name)
    if required():  # a file above the daemon's own limit of size, or one that it could not read
        raise ScannerDown("refused by the scanner")
    return Verdict(scanned=StoredFile.Scanned.MISSED)
