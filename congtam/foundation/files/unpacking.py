"""What a PDF unpacks to, counted before a reader of PDF unpacks anything.

A few kilobytes can hold gigabytes of zeros, and packed data can be packed once more. Nothing here believes what the
document says of itself: every place where a part may begin is unpacked as far as the limits go, and nothing is kept.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from django.utils.translation import gettext as _

from congtam.foundation.files.limits import limit
from congtam.foundation.files.refusal import RefusedFile

_BEGINS = re.compile(rb"stream\r?\n")
_BLOCK = 1 << 20
#: the first bytes of data that zlib packed: the method, and a check sum over both
_ZLIB = 0x78
_DEEPEST = 3
#: text and vector drawings of one page; only pictures have more
_MOST_DRAWN = 64 * 1024 * 1024
#: filters that make much out of little; two in a row are only there to do so
_SWELLING = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_MOST_LZW = 1024 * 1024


def check(stream: BinaryIO) -> None:
    """Raise RefusedFile("bomb" or "too_many_pixels"). The stream is left at its beginning."""
    stream.seek(0)
    content = stream.read()
    stream.seek(0)
    left = limit("MAX_PARTS")
    for found in _BEGINS.finditer(content):
        left -= _unpacked_size(memoryview(content)[found.end() :], most=min(left, limit("MAX_PART")))
    _check_declared(content)


def _unpacked_size(packed: memoryview, *, most: int, depth: int = 1) -> int:
    """How many bytes come out, layer under layer. Raises RefusedFile above ``most``."""
    total, first = 0, b""
    for piece in _unpacked(packed):
        total += len(piece)
        first = first or piece
        if total > most:
            raise _bomb()
    if _looks_packed(first):
        if depth == _DEEPEST:
            raise _bomb()
        total += _nested(packed, most=most - total, depth=depth)
    return total


def _nested(packed: memoryview, *, most: int, depth: int) -> int:
    """What is packed in what is packed; a picture of a page is never packed twice, so little is kept meanwhile."""
    inner = bytearray()
    for piece in _unpacked(packed):
        inner += piece
        if len(inner) > _MOST_DRAWN:
            raise _bomb()
    return _unpacked_size(memoryview(bytes(inner)), most=most, depth=depth + 1)


def _looks_packed(head: bytes) -> bool:
    return len(head) > 2 and head[0] == _ZLIB and int.from_bytes(head[:2], "big") % 31 == 0


def _unpacked(packed: memoryview) -> Iterator[bytes]:
    if not _looks_packed(bytes(packed[:3])):
        return
    machine, place = zlib.decompressobj(), 0
    try:
        while not machine.eof:
            given = machine.unconsumed_tail or bytes(packed[place : (place := place + _BLOCK)])
            if not given:
                return
            yield machine.decompress(given, _BLOCK)
    except zlib.error:
        return


def _check_declared(content: bytes) -> None:
    """Filters in a row, and the size of pictures. A document that does not open is another check's business."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            for each in document.objects:
                if isinstance(each, pikepdf.Stream):
                    _check_stream(each)
    except RefusedFile:
        raise
    except Exception:  # qpdf and its binding raise many things on damaged files
        return


def _check_stream(stream: pikepdf.Stream) -> None:
    found: Any = stream.get("/Filter", [])
    names = [str(found)] if isinstance(found, pikepdf.Name) else [str(each) for each in found]
    swelling = [name for name in names if name in _SWELLING]
    if len(swelling) > 1 or (swelling and "LZW" in swelling[0] and int(stream.get("/Length", 0)) > _MOST_LZW):
        raise _bomb()
    if stream.get("/Subtype") == pikepdf.Name.Image:
        pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if pixels > limit("MAX_PIXELS"):
            raise _too_many_pixels()


def _bomb() -> RefusedFile:
    return RefusedFile(
        "bomb",
        _("Nội dung nén trong tệp bung ra quá lớn, máy chủ không mở để tránh bị treo."),
        _("Hãy quét lại ở 300 dpi, hoặc tách thành nhiều tệp."),
    )


def _too_many_pixels() -> RefusedFile:
    return RefusedFile(
        "too_many_pixels",
        _("Ảnh có quá nhiều điểm ảnh, máy chủ không mở để tránh bị treo."),
        _("Hãy quét ở 300 dpi hoặc chụp với độ phân giải thường."),
    )
