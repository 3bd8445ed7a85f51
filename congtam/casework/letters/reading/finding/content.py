"""Of whom the letter speaks, and its subject where no line names it."""

from collections.abc import Sequence

from congtam.casework.letters.reading.finding import kind
from congtam.casework.letters.reading.finding.found import Found, by_label, refs_of, text_of
from congtam.casework.letters.reading.finding.kind import Sentence, ends
from congtam.casework.letters.reading.labels import Segment, clean, continued
from congtam.casework.letters.reading.lines import TextLine, Token, starts_with, stream_of, syllable_set

_TITLES_OF_PEOPLE = syllable_set("ong ba anh chi co")
_BODIES = syllable_set(
    "uy ubnd chu pho giam truong phong so cong ban chi hoi can doi dang hdnd thanh cuc trung to xa phuong "
    "tinh benh"
)
# A name ends where the sentence goes on: "ông Mẫu đã thu tiền …".
_GOES_ON = syllable_set(
    "da vi ve co trong khi do duoc nhu khong voi theo cho ma tai nhung nay dang van thu chiem lam"
)
_PAPERS_AND_ACTS = (("quyet", "dinh"), ("hanh", "vi"), ("thong", "bao"), ("viec",))
_LONGEST_NAME = 24
_DECISION_REACH = 16  # syllables between "quyết định" and "của"


def find(lines: Sequence[TextLine], segments: Sequence[Segment]) -> list[Found]:
    """Kinds, whom the letter concerns, and its subject unless a line "V/v" names it."""
    sentences = kind.sentences_of(stream_of(lines))
    objects = _objects(lines, segments)
    found = [*kind.find(lines, sentences), _concerned(lines, segments, objects, sentences)]
    if not any(segment.field == "summary" for segment in segments):
        found.append(_subject(objects, sentences))
    return [item for item in found if item]


Objects = list[tuple[Segment, tuple[Token, ...]]]


def _objects(lines: Sequence[TextLine], segments: Sequence[Segment]) -> Objects:
    """What stands behind "Khiếu nại:" and its like."""
    found: Objects = []
    for segment in segments:
        if segment.field == "object" and segment.text:
            refs = {ref for ref, _text in continued(segment, lines, most=2)}
            found.append((segment, tuple(token for token in stream_of(lines) if token.ref in refs)))
    return found


def _concerned(
    lines: Sequence[TextLine],
    segments: Sequence[Segment],
    objects: Objects,
    sentences: Sequence[Sentence],
) -> Found | None:
    """Behind "Người bị khiếu nại:", else whoever follows the label or the verb."""
    for segment in segments:
        if segment.field == "accused" and segment.text:
            return by_label("concerned", segment, continued(segment, lines, most=1))
    for segment, tokens in objects:
        if named := _whom(tokens):
            return Found("concerned", clean(text_of(named)), refs_of(named), "label", segment.label)
    for sentence in sentences:
        if named := _whom(sentence.object):
            return Found("concerned", clean(text_of(named)), refs_of(named), "sentence", sentence.quote)
    return None


def _whom(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The person or body at the beginning of the tokens, or the one whose decision or act stands there."""
    syllables = [token.syllable for token in tokens[:3]]
    of_somebody = any(starts_with(syllables, words) for words in _PAPERS_AND_ACTS)
    start = _behind_of(tokens) if of_somebody else 0
    if start is None or start >= len(tokens):
        return ()
    first = tokens[start]
    is_body = first.syllable in _BODIES and first.word[:1].isupper()
    return _name(tokens[start:]) if is_body or first.syllable in _TITLES_OF_PEOPLE else ()


def _behind_of(tokens: Sequence[Token]) -> int | None:
    """The place behind "của": whose decision it is."""
    places = (at + 1 for at, token in enumerate(tokens[:_DECISION_REACH]) if token.syllable == "cua")
    return next(places, None)


def _name(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Name and, behind one comma, position; until the sentence goes on."""
    kept: list[Token] = []
    commas = 0
    for token in tokens[:_LONGEST_NAME]:
        if kept and token.syllable in _GOES_ON and token.word[0].islower():
            break
        kept.append(token)
        commas += token.last and token.word.endswith(",")
        if ends(token) or commas == 2:
            break
    return tuple(kept)


def _subject(objects: Objects, sentences: Sequence[Sentence]) -> Found | None:
    """What stands behind "Khiếu nại:", else the sentence in which the sender says it."""
    for segment, tokens in objects:
        return Found("summary", clean(text_of(tokens)), refs_of(tokens), "label", segment.label)
    for sentence in sentences:
        tokens = sentence.tokens[sentence.verb :]
        text = clean(text_of(tokens))
        return Found("summary", text[:1].upper() + text[1:], refs_of(tokens), "sentence", sentence.quote)
    return None
