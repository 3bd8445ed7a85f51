"""Who sends the letter, from where, with which telephone."""

import re
from collections.abc import Sequence

from congtam.casework.letters.reading.finding.found import Found, by_label
from congtam.casework.letters.reading.labels import Segment, clean, continued
from congtam.casework.letters.reading.lines import Ref, TextLine, starts_with
from congtam.foundation.text import fold

_HONORIFICS = {"ong", "ba", "anh", "chi", "co", "chu", "bac"}
_FEWEST, _MOST = 2, 6
_PHONE = re.compile(r"(?:\+?84|0)(?:[ .\-]?\d){8,10}(?!\d)")
_SIGNATURES = {
    ("nguoi", "lam", "don"),
    ("nguoi", "viet", "don"),
    ("nguoi", "khieu", "nai"),
    ("nguoi", "to", "cao"),
    ("nguoi", "kien", "nghi"),
    ("nguoi", "phan", "anh"),
    ("nguoi", "de", "nghi"),
    ("nguoi", "dai", "dien"),
    ("dai", "dien"),
}
_SIGNATURE_REACH = 8  # lines below the title of the signature in which the name is looked for

Words = tuple[tuple[Ref, str], ...]


def find(lines: Sequence[TextLine], segments: Sequence[Segment]) -> list[Found]:
    """The sender's name, address and telephone, as far as the letter names them."""
    own = _before_the_accused(segments)
    found = [_name(own) or _signature(lines), _address(lines, own), _phone(own)]
    return [item for item in found if item]


def _before_the_accused(segments: Sequence[Segment]) -> list[Segment]:
    """Name and address below "Người bị tố cáo" are those of somebody else."""
    own: list[Segment] = []
    for segment in segments:
        if segment.field == "accused":
            break
        own.append(segment)
    return own


def _name(segments: Sequence[Segment]) -> Found | None:
    for segment in segments:
        if segment.field == "name" and (words := name_in(segment.value)):
            return by_label("sender_name", segment, words)
    return None


def name_in(value: Words) -> Words:
    """The personal name with which the value begins, without "ông" and "bà"; empty where it is none.

    Capitalised words of letters only; the comma behind a word ends the name.
    """
    if value and fold(value[0][1]) in _HONORIFICS:
        value = value[1:]
    name: list[tuple[Ref, str]] = []
    for ref, text in value:
        if not _is_name_word(clean(text)):
            break
        name.append((ref, text))
        if text[-1] in ",;.:":
            break
    return tuple(name) if _FEWEST <= len(name) <= _MOST else ()


def _is_name_word(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and (word.isupper() or word[1:].islower())


def _signature(lines: Sequence[TextLine]) -> Found | None:
    """The name under the last title of a signature."""
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if line.syllables in _SIGNATURES:
            return _name_below(lines, number)
    return None


def _name_below(lines: Sequence[TextLine], number: int) -> Found | None:
    title = " ".join(word.text for _ref, word in lines[number].words)
    for line in lines[number + 1 : number + 1 + _SIGNATURE_REACH]:
        words = tuple((ref, word.text) for ref, word in line.words)
        name = name_in(words)
        if len(name) == len(words) and name:
            text = clean(" ".join(text for _ref, text in name))
            return Found("sender_name", text, tuple(ref for ref, _text in name), "signature", title)
    return None


def _address(lines: Sequence[TextLine], segments: Sequence[Segment]) -> Found | None:
    for segment in segments:
        if segment.field == "address" and len(segment.text) > 3:
            value = _one_sentence(continued(segment, lines, most=1))
            return by_label("sender_address", segment, value)
    return None


def _one_sentence(value: Words) -> Words:
    """Up to a semicolon or to words that begin a sentence ("trú tại thôn Mẫu, tôi làm đơn này…")."""
    kept: list[tuple[Ref, str]] = []
    for place, (ref, text) in enumerate(value):
        following = [fold(word) for _ref, word in value[place : place + 3]]
        if place and (starts_with(following, ("toi",)) or starts_with(following, ("lam", "don"))):
            break
        kept.append((ref, text))
        if text.endswith(";"):
            break
    return tuple(kept)


def _phone(segments: Sequence[Segment]) -> Found | None:
    for segment in segments:
        if segment.field == "phone" and (words := _phone_words(segment.value)):
            refs = tuple(ref for ref, _text in words)
            return Found("sender_phone", _number(words), refs, "label", segment.label)
    return None


def _number(words: Words) -> str:
    """The number as written; the plus of a country code stays."""
    return " ".join(text for _ref, text in words).strip(" .,;:-–()")


def _phone_words(value: Words) -> Words:
    """The words of the first number that can be a telephone's."""
    for first in range(len(value)):
        for last in range(first + 1, min(first + 6, len(value)) + 1):
            if _PHONE.fullmatch(_number(value[first:last])):
                return value[first:last]
    return ()
