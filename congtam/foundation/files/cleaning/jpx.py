"""JPEG 2000, as it stands in a PDF: boxes that describe the picture stay, boxes that describe anything else go, and
the comments in front of its first tile."""

import struct
from collections.abc import Iterator

from congtam.foundation.files.cleaning.faults import Unclean

_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_START, _TILE, _COMMENT = 0xFF4F, 0xFF90, 0xFF64
_HEAD = b"\xff\x4f"


def clean_jpx(content: bytes) -> bytes:
    """The picture without boxes and comments that it does not need. Raises Unclean."""
    if content.startswith(_HEAD):
        return _without_comments(content)
    out = b""
    for kind, body in _boxes(content):
        if kind in _BOXES:
            kept = _without_comments(body) if kind == b"jp2c" else body
            out += struct.pack(">I4s", len(kept) + 8, kind) + kept
    return out


def jpx_traces(content: bytes) -> list[str]:
    """What is in the picture beside the picture."""
    return [] if clean_jpx(content) == content else ["jpx boxes or comments"]


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        head = 8
        if length == 1:
            length, head = int.from_bytes(content[place + 8 : place + 16], "big"), 16
        elif length == 0:
            length = len(content) - place
        if length < head or place + length > len(content):
            raise Unclean("jpx box")
        yield kind, content[place + head : place + length]
        place += length


def _without_comments(stream: bytes) -> bytes:
    """The main header's segments up to the first tile, without comments; the tiles as they are."""
    if not stream.startswith(_HEAD):
        raise Unclean("jpx start")
    out, place = _HEAD, 2
    while True:
        marker, length = struct.unpack(">HH", stream[place : place + 4].ljust(4, b"\0"))
        if marker == _TILE:
            return out + stream[place:]
        if marker < 0xFF00 or length < 2 or place + 2 + length > len(stream):
            raise Unclean("jpx header")
        if marker != _COMMENT:
            out += stream[place : place + 2 + length]
        place += 2 + length
