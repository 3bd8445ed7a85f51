"""`canon` compares with diacritics, `fold` without: one implementation, used everywhere."""

import re
import unicodedata

from viet_text_tools import normalize_diacritics as _one_tone_placement

# Letters that print as Đ but are other characters: Icelandic Ð (U+00D0) and African Ɖ (U+0189) come out of
# converted fonts and of recognised scans.
_D_LOOKALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u00b4`"


def _canon_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(char): letter for char, letter in _D_LOOKALIKES.items()}
    table |= dict.fromkeys(map(ord, _INVISIBLE))
    table |= {ord(char): "-" for char in _DASHES}
    table |= {ord(char): '"' for char in _DOUBLE_QUOTES}
    table |= {ord(char): "'" for char in _SINGLE_QUOTES}
    return table


def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        base = "".join(part for part in parts if not unicodedata.combining(part)).lower()
        if len(base) == 1 and "a" <= base <= "z" and base != chr(code):
            table[code] = base
    # Đ has no decomposition: dropping marks alone would leave it.
    table |= {ord(char): "d" for char in "đĐðÐɖƉ"}
    table |= dict.fromkeys(range(0x300, 0x370))  # loose marks, so that NFD text works without a pass over it
    table |= dict.fromkeys(map(ord, _INVISIBLE))
    return table


_CANON = _canon_table()
_FOLD = _fold_table()
_HORIZONTAL_SPACE = re.compile(r"[^\S\r\n]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def canon(text: str) -> str:
    """The text with one spelling for everything that looks the same.

    NFC, tone marks in one place (hoà → hòa), one kind of space, dash and quote, no invisible characters.
    Line breaks and letter case stay.
    """
    cleaned = unicodedata.normalize("NFC", text).translate(_CANON)
    placed: str = _one_tone_placement(cleaned)  # type: ignore[no-untyped-call]
    return _HORIZONTAL_SPACE.sub(" ", placed).strip()


def fold(text: str) -> str:
    """Only words of [a-z0-9] with single spaces between: for search, duplicates and classification.

    Meaning is lost (đất, dắt, đạt → dat): put hits that also agree in `canon` first.
    """
    return _NOT_WORD.sub(" ", text.translate(_FOLD)).strip()
