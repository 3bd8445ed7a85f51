"""Something found in a letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from congtam.casework.letters.reading.labels import Segment, clean
from congtam.casework.letters.reading.lines import Ref, Token


@dataclass(frozen=True)
class Found:
    """A value for a field with the words it came from; `ground` and `quote` as in Proposal."""

    field: str
    value: str
    words: tuple[Ref, ...]
    ground: str
    quote: str


def by_label(field: str, segment: Segment, value: Sequence[tuple[Ref, str]]) -> Found:
    """What stands behind a label."""
    text = clean(" ".join(text for _ref, text in value))
    return Found(field, text, tuple(ref for ref, _text in value), "label", segment.label)


def refs_of(tokens: Sequence[Token]) -> tuple[Ref, ...]:
    """The words of the tokens, each once."""
    return tuple(dict.fromkeys(token.ref for token in tokens))


def text_of(tokens: Sequence[Token]) -> str:
    """The words of the tokens as the letter has them."""
    return " ".join({token.ref: token.word for token in tokens}.values())
