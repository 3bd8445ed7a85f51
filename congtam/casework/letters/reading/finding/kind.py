"""What the letter wants: its title, and the verbs with which the sender says so.

The law classes by content, and people write the wrong title: every kind that something speaks for is found,
with what speaks for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from congtam.casework.letters.reading.finding.found import Found, refs_of, text_of
from congtam.casework.letters.reading.labels import clean
from congtam.casework.letters.reading.lines import TextLine, Token, starts_with, syllable_set

VERBS = {
    ("to", "cao"): "denunciation",
    ("khieu", "nai"): "complaint",
    ("kien", "nghi"): "petition",
    ("phan", "anh"): "reflection",
}
_LONGEST_TITLE = 12  # syllables: "đơn kiến nghị, phản ánh (lần 2)"
_LONGEST_LOWER_CASE_TITLE = 5
_LONGEST_SENTENCE = 45
_REACH = 8  # syllables between the subject and the verb
_SENDER = {"toi", "minh"}
# What may stand between "tôi" and the verb: "tôi xin được làm đơn này để …". A negation may not.
_LEADING = syllable_set("toi chung minh nay xin lam viet don duoc muon gui la de kinh gia dinh ho dan ba con")


@dataclass(frozen=True)
class Sentence:
    """A sentence in which the sender says what the letter does. `verb`: place of the verb in its tokens."""

    kind: str
    tokens: tuple[Token, ...]
    verb: int

    @property
    def opening(self) -> tuple[Token, ...]:
        """Subject and verb: the evidence."""
        return self.tokens[: self.verb + 2]

    @property
    def quote(self) -> str:
        return clean(text_of(self.opening))

    @property
    def object(self) -> tuple[Token, ...]:
        return self.tokens[self.verb + 2 :]


def find(lines: Sequence[TextLine], sentences: Sequence[Sentence]) -> list[Found]:
    """Kinds, titles before sentences, but a denunciation before all: its sender must be kept secret."""
    found: dict[str, Found] = {}
    for item in [_title(line) for line in lines] + [_of_sentence(sentence) for sentence in sentences]:
        if item:
            found.setdefault(item.value, item)
    return sorted(found.values(), key=lambda item: item.value != "denunciation")


def sentences_of(stream: Sequence[Token]) -> tuple[Sentence, ...]:
    """The sentences with such a verb ("tôi làm đơn này tố cáo …", not "quyết định giải quyết khiếu nại")."""
    found = (_sentence(stream, at) for at in range(1, len(stream) - 1))
    return tuple(sentence for sentence in found if sentence)


def _sentence(stream: Sequence[Token], at: int) -> Sentence | None:
    kind = VERBS.get((stream[at].syllable, stream[at + 1].syllable))
    start = _subject_before(stream, at) if kind else None
    if kind is None or start is None:
        return None
    return Sentence(kind, (*stream[start:at], *_to_full_stop(stream[at:])), at - start)


def _subject_before(stream: Sequence[Token], at: int) -> int | None:
    """Where the sentence of the verb at `at` begins, if it is the sender who speaks."""
    start = at
    while (
        start > max(0, at - _REACH) and stream[start - 1].syllable in _LEADING and not ends(stream[start - 1])
    ):
        start -= 1
    before = {token.syllable for token in stream[start:at]}
    speaks = bool(before & _SENDER) or {"lam", "don"} <= before or {"viet", "don"} <= before
    return start if speaks else None


def ends(token: Token) -> bool:
    """Whether the word ends a sentence or a part of it."""
    return token.last and token.word[-1] in ".;:!?"


def _to_full_stop(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens[:_LONGEST_SENTENCE]:
        kept.append(token)
        if token.last and token.word[-1] in ".!?":
            break
    return kept


def _title(line: TextLine) -> Found | None:
    """A line "ĐƠN KHIẾU NẠI", in capitals or by itself."""
    if not starts_with(line.syllables, ("don",)) or not 3 <= len(line.syllables) <= _LONGEST_TITLE:
        return None
    kind = VERBS.get((line.syllables[1], line.syllables[2]))
    capitals = all(token.word.isupper() for token in line.tokens[:3])
    if kind is None or not (capitals or len(line.syllables) <= _LONGEST_LOWER_CASE_TITLE):
        return None
    return Found("kind", kind, refs_of(line.tokens), "title", clean(text_of(line.tokens)))


def _of_sentence(sentence: Sentence) -> Found:
    return Found("kind", sentence.kind, refs_of(sentence.opening), "sentence", sentence.quote)
