"""TIFF: each page written anew with the tags that are needed to draw it; its strips or tiles are copied as they are.

Classic and big TIFF, either order of bytes. Thumbnails (reduced pages) go, sub-directories (EXIF, GPS, raw data) too.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from congtam.foundation.files.cleaning.faults import Unclean
from congtam.foundation.files.cleaning.jpeg import clean_jpeg, jpeg_traces

#: size in bytes of one value of each type
_SIZES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_SUBFILE, _COMPRESSION, _TABLES = 254, 259, 347
_STRIPS, _TILES = (273, 279), (324, 325)
_OLD_JPEG, _JPEG = 6, 7
_REDUCED = 1
_NEEDED = {
    254, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293,
    296, 297, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531,
    532,
}  # fmt: skip
_SHORT, _LONG, _BYTE = 3, 4, 7
_MOST_ENTRIES, _MOST_PAGES = 4096, 10_000


@dataclass
class _Page:
    """Tags as (type, bytes of the values), and the strips or tiles with the two tags that name them."""

    tags: dict[int, tuple[int, bytes]]
    named: tuple[int, int]
    pieces: list[bytes]


def clean_tiff(content: bytes) -> bytes:
    """The same pages and nothing else. Raises Unclean."""
    order = _order(content)
    pages = [_cleaned(page, order) for page in _pages(content, order)]
    shown = [page for number, page in enumerate(pages) if number == 0 or not _reduced(page, order)]
    out = bytearray(content[:2] + struct.pack(f"{order}HI", 42, 0))
    link = 4
    for page in shown:
        link = _write(out, page, order, link)
    return bytes(out)


def tiff_traces(content: bytes) -> list[str]:
    """What is in the file beside the pages: it must be, byte for byte, what we would write."""
    found = sorted(
        {
            f"tiff tag {tag}"
            for page in _pages(content, _order(content))
            for tag in page.tags
            if tag not in _NEEDED
        }
    )
    if not found and clean_tiff(content) != content:
        found.append("tiff bytes that no page needs")
    return found


def _order(content: bytes) -> str:
    if content[:2] not in (b"II", b"MM"):
        raise Unclean("tiff start")
    return "<" if content[:2] == b"II" else ">"


def _pages(content: bytes, order: str) -> Iterator[_Page]:
    big = struct.unpack(f"{order}H", content[2:4])[0] == 43
    place, seen = _number(content, order, 8 if big else 4, 8 if big else 4), set[int]()
    while place:
        if place in seen or len(seen) > _MOST_PAGES:
            raise Unclean("tiff circle")
        seen.add(place)
        page, place = _page(content, order, place, big)
        yield page


def _number(content: bytes, order: str, place: int, size: int) -> int:
    raw = content[place : place + size]
    if len(raw) != size:
        raise Unclean("tiff end")
    return int.from_bytes(raw, "little" if order == "<" else "big")


def _page(content: bytes, order: str, place: int, big: bool) -> tuple[_Page, int]:
    word, entry, count_size = (8, 20, 8) if big else (4, 12, 2)
    count = _number(content, order, place, count_size)
    if count > _MOST_ENTRIES:
        raise Unclean("tiff entries")
    first = place + count_size
    tags = dict(_tag(content, order, first + index * entry, word) for index in range(count))
    return _with_pieces(content, order, tags), _number(content, order, first + count * entry, word)


def _tag(content: bytes, order: str, place: int, word: int) -> tuple[int, tuple[int, bytes]]:
    tag, kind = _number(content, order, place, 2), _number(content, order, place + 2, 2)
    length = _SIZES.get(kind, 1) * _number(content, order, place + 4, word)
    at = place + 4 + word
    if length > word:
        at = _number(content, order, at, word)
    values = content[at : at + length]
    if tag in _NEEDED and len(values) != length:
        raise Unclean("tiff values")
    return tag, (kind, values)


def _values(tag: tuple[int, bytes], order: str) -> list[int]:
    kind, raw = tag
    if kind not in (_SHORT, _LONG, 16):
        raise Unclean("tiff type")
    return list(
        struct.unpack(f"{order}{len(raw) // _SIZES[kind]}{ {_SHORT: 'H', _LONG: 'I', 16: 'Q'}[kind] }", raw)
    )


def _with_pieces(content: bytes, order: str, tags: dict[int, tuple[int, bytes]]) -> _Page:
    named = _TILES if _TILES[0] in tags else _STRIPS
    if not set(named) <= set(tags):
        raise Unclean("tiff strips")
    places, sizes = (_values(tags[tag], order) for tag in named)
    if len(places) != len(sizes):
        raise Unclean("tiff strips")
    if sum(sizes) > len(content):  # strips that lie over each other would be copied many times
        raise Unclean("tiff overlaps")
    return _Page(tags, named, [content[at : at + size] for at, size in zip(places, sizes, strict=True)])


def _cleaned(page: _Page, order: str) -> _Page:
    tags = {tag: value for tag, value in page.tags.items() if tag in _NEEDED and value[0] != 2}
    how = _values(tags[_COMPRESSION], order)[0] if _COMPRESSION in tags else 1
    if how == _OLD_JPEG:
        raise Unclean("tiff old jpeg")
    pieces = page.pieces
    if how == _JPEG:
        pieces = [clean_jpeg(piece) for piece in pieces]
        if _TABLES in tags:
            tags[_TABLES] = (_BYTE, clean_jpeg(tags[_TABLES][1]))
    return _Page(tags, page.named, pieces)


def _reduced(page: _Page, order: str) -> bool:
    return _SUBFILE in page.tags and bool(_values(page.tags[_SUBFILE], order)[0] & _REDUCED)


def _write(out: bytearray, page: _Page, order: str, link: int) -> int:
    """Append the page, put its address where the page before says so, and tell where the next goes."""
    places = []
    for piece in page.pieces:
        places.append(len(out))
        out += piece + b"\0" * (len(piece) % 2)
    sizes = [len(piece) for piece in page.pieces]
    for tag, values in zip(page.named, (places, sizes), strict=True):
        page.tags[tag] = (_LONG, struct.pack(f"{order}{len(values)}I", *values))
    struct.pack_into(f"{order}I", out, link, len(out))
    entries, beside = bytearray(), bytearray()
    after = len(out) + 2 + 12 * len(page.tags) + 4
    for tag, (kind, raw) in sorted(page.tags.items()):
        entries += struct.pack(f"{order}HHI", tag, kind, len(raw) // _SIZES[kind])
        if len(raw) <= 4:
            entries += raw.ljust(4, b"\0")
        else:
            entries += struct.pack(f"{order}I", after + len(beside))
            beside += raw + b"\0" * (len(raw) % 2)
    out += struct.pack(f"{order}H", len(page.tags)) + entries + struct.pack(f"{order}I", 0) + beside
    return after - 4


__all__ = ["clean_tiff", "jpeg_traces", "tiff_traces"]
