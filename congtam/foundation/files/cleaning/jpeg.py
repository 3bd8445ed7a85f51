"""JPEG: only the segments that are needed to draw the picture are copied; what is drawn stays as it was, bit by bit.

Gone are EXIF (place, camera, its thumbnail), XMP, IPTC, colour profiles (they name devices), comments, a second
picture behind the first, and whatever was hung on after the end.
"""

import struct
from collections.abc import Iterator

from congtam.foundation.files.cleaning.exif import exif_of
from congtam.foundation.files.cleaning.faults import Unclean

_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP14 = 0xE0, 0xE1, 0xEE
#: frame headers, tables, restart interval, number of lines
_NEEDED = {*range(0xC0, 0xC8), *range(0xC9, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}
#: "JFIF", version, density; the two last bytes are the size of a thumbnail
_JFIF = b"JFIF\0"
_JFIF_BODY = 14
_ADOBE = b"Adobe"
_ADOBE_BODY = 12
_EXIF = b"Exif\0\0"

Segment = tuple[int, bytes, bytes]


def clean_jpeg(content: bytes, *, exif: bytes = b"") -> bytes:
    """The picture without what is not drawn. ``exif`` is an EXIF block of our own to be put in, or nothing.
    Raises Unclean where it is no JPEG that can be taken apart."""
    out = bytearray(b"\xff\xd8")
    own = [(_APP1, _EXIF + exif, b"")] if exif else []
    for code, body, data in _in_order([*_kept(content)], own):
        out += b"\xff" + bytes([code]) + struct.pack(">H", len(body) + 2) + body + data
    return bytes(out + b"\xff\xd9")


def jpeg_traces(content: bytes, *, turned: bool = True) -> list[str]:
    """What is in the picture beside the picture. ``turned``: an EXIF block of our own is no trace."""
    found = []
    end = 2
    for code, body, data in segments(content):
        end += 4 + len(body) + len(data)
        if (code, body) != (code, _cleaned_body(code, body) or b"") and not _own(code, body, turned):
            found.append(f"jpeg segment {code:02x}")
    if content[end:] != b"\xff\xd9":
        found.append("jpeg bytes after the end")
    return found


def segments(content: bytes) -> Iterator[Segment]:
    """(marker, body, entropy-coded data that follow) of each segment up to the end of the picture."""
    if content[:2] != b"\xff\xd8":
        raise Unclean("jpeg start")
    place = 2
    while True:
        code, place = _marker(content, place)
        if code == _EOI:
            return
        if place + 2 > len(content):
            raise Unclean("jpeg end")
        length = int.from_bytes(content[place : place + 2], "big")
        body = content[place + 2 : place + length]
        if length < 2 or len(body) != length - 2:
            raise Unclean("jpeg length")
        place += length
        stop = _end_of_data(content, place) if code == _SOS else place
        yield code, body, content[place:stop]
        place = stop


def _marker(content: bytes, place: int) -> tuple[int, int]:
    """The marker at a place, and the place after it. A file may end without its end marker: decoders take that."""
    if content[place : place + 1] not in (b"\xff", b""):
        raise Unclean("jpeg marker")
    while content[place : place + 1] == b"\xff":
        place += 1
    if place >= len(content):
        return _EOI, place
    return content[place], place + 1


def _end_of_data(content: bytes, place: int) -> int:
    """Where the next marker is that is neither a stuffed zero nor a restart."""
    while (place := content.find(b"\xff", place)) >= 0:
        after = content[place + 1 : place + 2]
        if after == b"":
            return len(content)
        if after != b"\0" and not 0xD0 <= after[0] <= 0xD7 and after != b"\xff":
            return place
        place += 1 if after == b"\xff" else 2
    return len(content)


def _kept(content: bytes) -> Iterator[Segment]:
    for code, body, data in segments(content):
        kept = _cleaned_body(code, body)
        if kept is not None:
            yield code, kept, data


def _cleaned_body(code: int, body: bytes) -> bytes | None:
    """The body as it may stay; None where the segment goes."""
    if code in _NEEDED:
        return body
    if code == _APP0 and body.startswith(_JFIF) and len(body) >= _JFIF_BODY:
        return body[: _JFIF_BODY - 2] + b"\0\0"
    if code == _APP14 and body.startswith(_ADOBE) and len(body) >= _ADOBE_BODY:
        return body[:_ADOBE_BODY]
    return None


def _own(code: int, body: bytes, turned: bool) -> bool:
    return (
        turned
        and code == _APP1
        and body.startswith(_EXIF)
        and exif_of(body[len(_EXIF) :]) == body[len(_EXIF) :]
    )


def _in_order(kept: list[Segment], own: list[Segment]) -> list[Segment]:
    """JFIF stands first, EXIF after it."""
    first = 1 if kept and kept[0][0] == _APP0 else 0
    return [*kept[:first], *own, *kept[first:]]
