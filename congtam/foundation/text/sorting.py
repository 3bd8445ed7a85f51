"""Sort keys of personal names: the database has no Vietnamese collation, so the order is stored."""

import re
import unicodedata

from congtam.foundation.text.forms import canon

# Letters in dictionary order. Each becomes two ASCII letters, so that a plain byte order — and every other
# collation — sorts ă after a, đ after d, ư after u.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BASES = {"ă": "ab", "â": "ac", "đ": "db", "ê": "eb", "ô": "ob", "ơ": "oc", "ư": "ub"}
_CODES = {letter: _BASES.get(letter, letter + "a") for letter in _LETTERS} | {
    d: "9" + d for d in "0123456789"
}

# ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries and of CLDR.
_TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_SYLLABLE = re.compile(r"[^\W_]+")


def sort_key(name: str) -> str:
    """An ASCII key that orders people as Vietnamese lists do: by given name, then family name, then the rest.

    The given name is the last syllable, the family name the first. Letters decide before tones, syllable by
    syllable, and a shorter syllable stands before a longer one (An, Ân, Anh).
    """
    syllables = _SYLLABLE.findall(canon(name).lower())
    ordered = syllables[-1:] + syllables[:-1]
    return "".join(_syllable_key(syllable) for syllable in ordered)


def _syllable_key(syllable: str) -> str:
    """Letter codes, then "0" (below every letter and "9" of a digit: shorter first), then the tone."""
    tone = 1
    letters = ""
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters += char
    codes = (_CODES.get(letter, f"z{ord(letter):06x}") for letter in unicodedata.normalize("NFC", letters))
    return "".join(codes) + f"0{tone}"
