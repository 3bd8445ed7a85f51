"""The lines of a letter with their folded syllables, each pointing to the word that it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from congtam.casework.letters.reading.pages import PageText, Word
from congtam.foundation.text import fold

#: page and word, both counted from 0
Ref = tuple[int, int]


@dataclass(frozen=True)
class Token:
    """A folded syllable. `last`: it ends its word ("57/QĐ-UBND" has three syllables in one word)."""

    syllable: str
    ref: Ref
    word: str
    last: bool


@dataclass(frozen=True)
class TextLine:
    """One printed line. `full`: it reaches the right margin, so the next one may continue it."""

    words: tuple[tuple[Ref, Word], ...]
    tokens: tuple[Token, ...]
    full: bool

    @property
    def syllables(self) -> tuple[str, ...]:
        return tuple(token.syllable for token in self.tokens)

    @property
    def is_bullet(self) -> bool:
        return self.words[0][1].text[0] in "-–—+•*"


def lines_of(pages: Sequence[PageText]) -> tuple[TextLine, ...]:
    """All lines of the letter in the order of reading."""
    return tuple(line for number, page in enumerate(pages) for line in _lines_of_page(page, number))


def _lines_of_page(page: PageText, number: int) -> list[TextLine]:
    """The right margin is where long lines end; the few that reach furthest may be a stamp's."""
    ends = sorted(page.right_ends)
    margin = ends[int(len(ends) * 0.9)] if ends else 1.0
    return [
        _line(page, number, indexes, full=end > margin - 0.1)
        for indexes, end in zip(page.lines, page.right_ends, strict=True)
    ]


def _line(page: PageText, number: int, indexes: Sequence[int], *, full: bool) -> TextLine:
    words = tuple(((number, index), page.words[index]) for index in indexes)
    return TextLine(words, tuple(token for ref, word in words for token in _tokens(ref, word)), full)


def _tokens(ref: Ref, word: Word) -> list[Token]:
    syllables = fold(word.text).split()
    return [
        Token(syllable, ref, word.text, last=place == len(syllables))
        for place, syllable in enumerate(syllables, 1)
    ]


def starts_with(syllables: Sequence[str], phrase: Sequence[str], at: int = 0) -> bool:
    """Whether the phrase stands at the place `at`."""
    return tuple(syllables[at : at + len(phrase)]) == tuple(phrase)


def syllable_set(text: str) -> frozenset[str]:
    """The syllables of a text as a set, for lists that are read more easily in one line."""
    return frozenset(text.split())


def stream_of(lines: Sequence[TextLine]) -> tuple[Token, ...]:
    """All syllables of the letter one after the other, for sentences that run over lines."""
    return tuple(token for line in lines for token in line.tokens)
