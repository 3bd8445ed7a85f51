"""WEBP: the picture's own chunks; EXIF, XMP and profile go, and what a moving picture shows later."""

import io
import struct
from collections.abc import Iterator

from PIL import Image

from congtam.foundation.files.cleaning.exif import exif_of
from congtam.foundation.files.cleaning.faults import Unclean

_PICTURE = {b"VP8 ", b"VP8L", b"ALPH"}
_EXTENDED, _EXIF = b"VP8X", b"EXIF"
_HAS_EXIF, _HAS_ALPHA, _MOVES = 0x08, 0x10, 0x02


def clean_webp(content: bytes, *, exif: bytes = b"") -> bytes:
    """The picture without what is not drawn. Raises Unclean."""
    parts = dict(chunks(content))
    if _EXTENDED in parts and parts[_EXTENDED][0] & _MOVES:
        parts = dict(chunks(_first(content)))
    kept: list[tuple[bytes, bytes]] = [
        (kind, parts[kind]) for kind in (b"ALPH", b"VP8 ", b"VP8L") if kind in parts
    ]
    if _EXTENDED in parts:
        flags = parts[_EXTENDED][0] & _HAS_ALPHA | (_HAS_EXIF if exif else 0)
        kept.insert(0, (_EXTENDED, bytes([flags]) + b"\0\0\0" + parts[_EXTENDED][4:10]))
        kept += [(_EXIF, exif)] if exif else []
    body = b"WEBP" + b"".join(_chunk(kind, data) for kind, data in kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def webp_traces(content: bytes) -> list[str]:
    """What is in the picture beside the picture."""
    found = []
    for kind, data in chunks(content):
        own = kind in _PICTURE or (kind == _EXIF and data == exif_of(data))
        extended = kind == _EXTENDED and not data[0] & ~(_HAS_EXIF | _HAS_ALPHA) and data[1:4] == b"\0\0\0"
        if not own and not extended:
            found.append("webp chunk " + kind.decode("latin-1"))
    if len(content) != 8 + struct.unpack("<I", content[4:8])[0]:
        found.append("webp bytes after the end")
    return found


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, data) of each chunk. Raises Unclean."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise Unclean("webp start")
    end = min(len(content), 8 + struct.unpack("<I", content[4:8])[0])
    place = 12
    while place + 8 <= end:
        kind, length = struct.unpack("<4sI", content[place : place + 8])
        data = content[place + 8 : place + 8 + length]
        if len(data) != length:
            raise Unclean("webp length")
        yield kind, data
        place += 8 + length + length % 2


def _first(content: bytes) -> bytes:
    """The first picture of several, without loss."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as picture:
        flat = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
        Image.frombytes(flat.mode, flat.size, flat.tobytes()).save(out, "WEBP", lossless=True, exact=True)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
