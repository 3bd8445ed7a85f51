"""Where a text names who wrote it: their name, address, telephone, or a number that stands for a person."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from congtam.foundation.text import canon, fold

What = Literal["name", "address", "phone", "number"]
# untranslated: what stands in the redacted text instead, which is Vietnamese
INSTEAD: Mapping[What, str] = {
    "name": "[người tố cáo]",  # untranslated
    "address": "[địa chỉ]",  # untranslated
    "phone": "[số điện thoại]",  # untranslated
    "number": "[số riêng]",  # untranslated
}
#: syllables before which a place is public: the commune is in the name of its offices, and tells nobody who wrote
_PUBLIC = ("thanh pho", "tp", "tinh", "quan", "huyen", "thi xa", "thi tran", "phuong", "xa")
_DIGITS = re.compile(r"\D+")
#: digits of a telephone, an identity card or an account
_SHORTEST, _LONGEST = 9, 14
_COUNTRY = "84"
_MAIL = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who wrote, as patterns of folded syllables. ``given`` is the last syllable of the name as it is spelled."""

    names: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    phones: tuple[str, ...]
    given: str


def sender_patterns(sender: Mapping[str, str]) -> Sender:
    """The patterns of a sender (``name``, ``address``, ``phone`` as `sender.sender_of` gives them)."""
    name = tuple(fold(sender.get("name", "")).split())
    tail = [name[-2:]] if len(name) > 2 else []
    parts = (tuple(fold(part).split()) for part in re.split(r"[,;]", sender.get("address", "")))
    phones = (digits(part) for part in re.split(r"[,;/]", sender.get("phone", "")))
    return Sender(
        names=tuple(each for each in (name, *tail) if each),
        places=tuple(part for part in parts if _tells(part)),
        phones=tuple(phone for phone in phones if phone),
        given=canon(sender.get("name", "")).split()[-1] if len(name) > 1 else "",
    )


def _tells(part: Sequence[str]) -> bool:
    """A part of an address that few share: of two syllables or more, and no commune, district or province."""
    return len(part) > 1 and not any(" ".join(part).startswith(f"{word} ") for word in _PUBLIC)


def digits(text: str) -> str:
    """Its digits, with 0 where the country was written."""
    found = _DIGITS.sub("", text)
    longer = len(found) > _SHORTEST + 1
    return f"0{found.removeprefix(_COUNTRY)}" if found.startswith(_COUNTRY) and longer else found


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Words ``first`` to ``last`` (inclusive) name the sender. ``sure``: so much that a copy must not keep them."""

    first: int
    last: int
    what: What
    sure: bool


def hits(words: Sequence[str], sender: Sender) -> list[Hit]:
    """What names the sender among the words of a page, in their order, none within another."""
    found = [*_runs(words, sender), *_numbers(words, sender), *_given(words, sender), *_mails(words)]
    found.sort(key=lambda hit: (hit.first, not hit.sure, -hit.last))
    kept: list[Hit] = []
    for hit in found:
        if kept and hit.first <= kept[-1].last:
            continue
        if kept and _goes_on(kept[-1], hit):
            hit = replace(hit, first=kept.pop().first)
        kept.append(hit)
    return kept


def _goes_on(before: Hit, hit: Hit) -> bool:
    """Two parts of one address are one."""
    return hit.first == before.last + 1 and (hit.what, hit.sure) == (before.what, before.sure)


def _runs(words: Sequence[str], sender: Sender) -> Iterator[Hit]:
    """Names and places, syllable by syllable: "Nguyễn-Thị" is one word and two syllables."""
    stream = [(syllable, place) for place, word in enumerate(words) for syllable in fold(word).split()]
    syllables = [syllable for syllable, _place in stream]
    patterns: list[tuple[tuple[str, ...], What]] = [(name, "name") for name in sender.names]
    patterns += [(place, "address") for place in sender.places]
    for pattern, what in patterns:
        for start in _places(syllables, pattern):
            yield Hit(first=stream[start][1], last=stream[start + len(pattern) - 1][1], what=what, sure=True)


def _places(syllables: Sequence[str], pattern: Sequence[str]) -> Iterator[int]:
    length = len(pattern)
    for start in range(len(syllables) - length + 1):
        if syllables[start] == pattern[0] and tuple(syllables[start : start + length]) == tuple(pattern):
            yield start


def _numbers(words: Sequence[str], sender: Sender) -> Iterator[Hit]:
    """The telephone, also where it is written in groups; other long numbers are proposed only."""
    for first in range(len(words)):
        joined = ""
        for last in range(first, min(first + 5, len(words))):
            if not (part := digits_only(words[last])):
                break
            joined = digits(joined + part)
            if joined in sender.phones:
                yield Hit(first=first, last=last, what="phone", sure=True)
            elif last == first and _SHORTEST <= len(joined) <= _LONGEST:
                yield Hit(first=first, last=last, what="number", sure=False)


def digits_only(word: str) -> str:
    """The digits of a word that is a number with its signs ("0912.345,"); empty for any other word."""
    return _DIGITS.sub("", word) if re.fullmatch(r"[\d.,+()\-–:;]*\d[\d.,+()\-–:;]*", word) else ""


def _given(words: Sequence[str], sender: Sender) -> Iterator[Hit]:
    """The given name alone, written with a capital: proposed, since others may have it."""
    for place, word in enumerate(words):
        bare = canon(word).strip(".,;:!?()\"'")
        if sender.given and bare == sender.given and bare[:1].isupper():
            yield Hit(first=place, last=place, what="name", sure=False)


def _mails(words: Sequence[str]) -> Iterator[Hit]:
    for place, word in enumerate(words):
        if _MAIL.fullmatch(word):
            yield Hit(first=place, last=place, what="number", sure=False)


def still_named(text: str, sender: Sender) -> list[What]:
    """What in a text still tells for sure who wrote it, each once."""
    found = dict.fromkeys(hit.what for hit in hits(text.split(), sender) if hit.sure)
    return list(found)


def replaced(lines: Iterable[Sequence[int]], words: Sequence[str], found: Sequence[Hit]) -> str:
    """The text of a page, line by line (indexes of words), with each hit replaced once."""
    at = {place: hit for hit in found for place in range(hit.first, hit.last + 1)}
    out = []
    for line in lines:
        said = [
            words[place] if place not in at else INSTEAD[at[place].what]
            for place in line
            if place not in at or place == at[place].first
        ]
        out.append(" ".join(said))
    return "\n".join(out).strip()
