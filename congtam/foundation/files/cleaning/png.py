"""PNG: the chunks that are needed to draw the picture; times, texts, EXIF, profiles and further frames go."""

import struct
import zlib
from collections.abc import Iterator

from congtam.foundation.files.cleaning.exif import exif_of
from congtam.foundation.files.cleaning.faults import Unclean

_HEAD = b"\x89PNG\r\n\x1a\n"
_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"IDAT", b"IEND"}
_ONCE_BEFORE_DATA = b"IDAT"


def clean_png(content: bytes, *, exif: bytes = b"") -> bytes:
    """The picture without what is not drawn. Raises Unclean."""
    out = bytearray(_HEAD)
    put = not exif
    for kind, data in chunks(content):
        if kind == _ONCE_BEFORE_DATA and not put:
            out += _chunk(b"eXIf", exif)
            put = True
        if kind in _NEEDED:
            out += _chunk(kind, data)
    return bytes(out)


def png_traces(content: bytes) -> list[str]:
    """What is in the picture beside the picture."""
    found, end = [], len(_HEAD)
    for kind, data in chunks(content):
        end += 12 + len(data)
        own = kind == b"eXIf" and data == exif_of(data)
        if kind not in _NEEDED and not own:
            found.append("png chunk " + kind.decode("latin-1"))
    if content[end:]:
        found.append("png bytes after the end")
    return found


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, data) of each chunk up to the last."""
    if not content.startswith(_HEAD):
        raise Unclean("png start")
    place = len(_HEAD)
    while True:
        head = content[place : place + 8]
        if len(head) < 8:
            raise Unclean("png end")
        length, kind = struct.unpack(">I4s", head)
        data = content[place + 8 : place + 8 + length]
        if len(data) != length:
            raise Unclean("png length")
        yield kind, data
        if kind == b"IEND":
            return
        place += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
