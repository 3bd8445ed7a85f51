# untranslated: letters, not words
"""Whether a font can print Vietnamese: the old fonts-liberation lacks 92 of the 146 letters."""

import unicodedata
from pathlib import Path

from PIL import ImageFont

_VOWELS = "aăâeêioôơuưy"
#: none, grave, hook, tilde, acute, dot below
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = tuple(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
#: The twelve vowels with their six tones and đ, in both cases: 146 letters, composed (NFC).
LETTERS = (*_SMALL, "đ", *(letter.upper() for letter in (*_SMALL, "đ")))
#: A code point that no font has a glyph for, so that the font shows what it shows for "missing".
_NOWHERE = "\U0010fffe"
_SIZE = 40


def missing_glyphs(*font_paths: Path | str) -> set[str]:
    """The Vietnamese letters that none of the files can draw (several files are subsets of one font).

    A letter is missing where the font draws it like a code point that it cannot know. Raises OSError for a
    file that is no font.
    """
    return set.intersection(*(_missing_in(Path(path)) for path in font_paths))


def _missing_in(path: Path) -> set[str]:
    font = ImageFont.truetype(str(path), _SIZE, layout_engine=ImageFont.Layout.BASIC)

    def drawn(letter: str) -> tuple[object, ...]:
        mask = font.getmask(letter)
        return (mask.size, font.getlength(letter), bytes(mask))

    nothing = drawn(_NOWHERE)
    return {letter for letter in LETTERS if drawn(letter) == nothing}
