"""What the letter wants and of whom it speaks: its title, and the verbs of its sentences."""

from collections.abc import Sequence

from congtam.casework.letters.reading.finding.found import Found, by_label, text_of, words_of
from congtam.casework.letters.reading.labels import Segment, clean, continued
from congtam.casework.letters.reading.lines import TextLine, Token, starts_with, stream_of

_VERBS = {
    ("to", "cao"): "denunciation",
    ("khieu", "nai"): "complaint",
    ("kien", "nghi"): "petition",
    ("phan", "anh"): "reflection",
}
_LONGEST_TITLE = 12  # syllables: "đơn kiến nghị, phản ánh (lần 2)"
_SUBJECTS = {"toi", "minh"}
_LEADING = {"toi", "chung", "nay", "xin", "lam", "viet", "don", "duoc", "muon", "gui", "la", "de", "kinh", "thu"}
_LEADING |= {"gia", "dinh", "ho", "dan", "ba", "con"}
_TITLES_OF_PEOPLE = {"ong", "ba", "anh", "chi", "co"}
_BODIES = {"uy", "ubnd", "chu", "pho", "giam", "truong", "phong", "so", "cong", "ban", "chi", "hoi", "can", "doi"}
_BODIES |= {"dang", "hdnd", "thanh", "cuc", "trung", "to", "xa", "phuong", "tinh", "benh"}
_SENTENCE_GOES_ON = {"da", "vi", "ve", "co", "trong", "khi", "do", "duoc", "nhu", "khong", "voi", "theo", "cho"}
_SENTENCE_GOES_ON |= {"ma", "tai", "nhung", "nay", "dang", "van", "thu", "chiem", "lam"}
_LONGEST_NAME = 24
_LONGEST_SENTENCE = 45
_DECISION_REACH = 16  # syllables between "quyết định" and "của"


def find(lines: Sequence[TextLine], segments: Sequence[Segment]) -> list[Found]:
    """Kinds (a denunciation first, whose sender has to be kept secret), whom it concerns, and its subject where no
    line names it."""
    stream = stream_of(lines)
    sentences = _sentences(stream)
    found = [*_kinds(lines, sentences), _concerned(lines, segments, sentences)]
    if not any(segment.field == "summary" for segment in segments):
        found.append(_subject(lines, segments, sentences))
    return [item for item in found if item]


def _kinds(lines: Sequence[TextLine], sentences: Sequence[tuple[str, Sequence[Token]]]) -> list[Found]:
    found: dict[str, Found] = {}
    for line in lines:
        if (title := _title(line)) and title.value not in found:
            found[title.value] = title
    for kind, tokens in sentences:
        if kind not in found:
            found[kind] = _kind_of_sentence(kind, tokens)
    return sorted(found.values(), key=lambda item: item.value != "denunciation")


def _title(line: TextLine) -> Found | None:
    """A line "ĐƠN KHIẾU NẠI", in capitals or by itself."""
    syllables = line.syllables
    if not starts_with(syllables, ("don",)) or len(syllables) > _LONGEST_TITLE:
        return None
    kind = _VERBS.get(tuple(syllables[1:3]))
    upright = line.tokens[1:3] and all(token.word.isupper() for token in line.tokens[:3])
    if kind is None or not (upright or len(syllables) <= 5):
        return None
    words = words_of(line.tokens)
    return Found("kind", kind, tuple(ref for ref, _text in words), "title", clean(text_of(line.tokens)))


def _sentences(stream: Sequence[Token]) -> list[tuple[str, tuple[Token, ...]]]:
    """(kind, tokens from the subject on) of each sentence in which the sender says what the letter does:
    "tôi làm đơn này tố cáo …", not "quyết định giải quyết khiếu nại"."""
    found = []
    for at in range(1, len(stream) - 1):
        kind = _VERBS.get((stream[at].syllable, stream[at + 1].syllable))
        start = _subject_before(stream, at) if kind else None
        if kind and start is not None:
            found.append((kind, tuple(_to_full_stop(stream[start:at], stream[at:]))))
    return found


def _subject_before(stream: Sequence[Token], at: int) -> int | None:
    """Where the sentence of the verb at `at` begins, if the sender is its subject."""
    start = at
    while start > 0 and at - start < 8 and stream[start - 1].syllable in _LEADING and not _ends(stream[start - 1]):
        start -= 1
    before = {token.syllable for token in stream[start:at]}
    performs = bool(before & _SUBJECTS) or {"lam", "don"} <= before or {"viet", "don"} <= before
    return start if performs else None


def _ends(token: Token) -> bool:
    return token.last and token.word[-1] in ".;:!?"


def _to_full_stop(before: Sequence[Token], behind: Sequence[Token]) -> list[Token]:
    kept = list(before)
    for token in behind[:_LONGEST_SENTENCE]:
        kept.append(token)
        if token.last and token.word[-1] in ".!?":
            break
    return kept


def _kind_of_sentence(kind: str, tokens: Sequence[Token]) -> Found:
    """The words up to and with the verb are the evidence."""
    verb = next(at for at in range(len(tokens) - 1) if _VERBS.get(_pair(tokens, at)) == kind)
    evidence = tokens[: verb + 2]
    words = words_of(evidence)
    return Found("kind", kind, tuple(ref for ref, _text in words), "sentence", clean(text_of(evidence)))


def _pair(tokens: Sequence[Token], at: int) -> tuple[str, str]:
    return tokens[at].syllable, tokens[at + 1].syllable


def _concerned(
    lines: Sequence[TextLine],
    segments: Sequence[Segment],
    sentences: Sequence[tuple[str, Sequence[Token]]],
) -> Found | None:
    """Behind "Người bị khiếu nại:", else whoever follows the verb."""
    for segment in segments:
        if segment.field == "accused" and segment.text:
            return by_label("concerned", segment, continued(segment, lines, most=1))
    for segment, tokens in _objects(lines, segments):
        if named := _whom(tokens):
            return _found_name(named, "label", segment.label)
    for kind, tokens in sentences:
        verb = next(at for at in range(len(tokens) - 1) if _VERBS.get(_pair(tokens, at)) == kind)
        if named := _whom(tokens[verb + 2 :]):
            return _found_name(named, "sentence", clean(text_of(tokens[: verb + 2])))
    return None


def _objects(
    lines: Sequence[TextLine], segments: Sequence[Segment]
) -> list[tuple[Segment, tuple[Token, ...]]]:
    """What stands behind "Khiếu nại:"."""
    found = []
    for segment in segments:
        if segment.field == "object" and segment.text:
            refs = {ref for ref, _text in continued(segment, lines, most=2)}
            found.append((segment, tuple(token for token in stream_of(lines) if token.ref in refs)))
    return found


def _found_name(tokens: Sequence[Token], ground: str, quote: str) -> Found:
    words = words_of(tokens)
    return Found("concerned", clean(text_of(tokens)), tuple(ref for ref, _text in words), ground, quote)


def _whom(tokens: Sequence[Token]) -> Sequence[Token]:
    """The person or body at the beginning of the tokens, or the one whose decision stands there."""
    start = _behind_of(tokens) if _speaks_of_a_paper(tokens) else 0
    if start is None or start >= len(tokens):
        return ()
    first = tokens[start]
    if first.syllable in _TITLES_OF_PEOPLE or (first.syllable in _BODIES and first.word[:1].isupper()):
        return _name_tokens(tokens[start:])
    return ()


def _speaks_of_a_paper(tokens: Sequence[Token]) -> bool:
    syllables = [token.syllable for token in tokens[:3]]
    return any(starts_with(syllables, words) for words in (("quyet", "dinh"), ("hanh", "vi"), ("thong", "bao"), ("viec",)))


def _behind_of(tokens: Sequence[Token]) -> int | None:
    """The place behind "của": whose decision it is."""
    places = (at + 1 for at, token in enumerate(tokens[:_DECISION_REACH]) if token.syllable == "cua")
    return next(places, None)


def _name_tokens(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Name and, behind one comma, position; until the sentence goes on."""
    kept: list[Token] = []
    commas = 0
    for place, token in enumerate(tokens[:_LONGEST_NAME]):
        if place and token.syllable in _SENTENCE_GOES_ON and token.word[0].islower():
            break
        kept.append(token)
        commas += token.last and token.word.endswith(",")
        if _ends(token) or commas == 2:
            break
    return tuple(kept)


def _subject(
    lines: Sequence[TextLine],
    segments: Sequence[Segment],
    sentences: Sequence[tuple[str, Sequence[Token]]],
) -> Found | None:
    """What stands behind "Khiếu nại:", else the sentence in which the sender says it."""
    for segment, tokens in _objects(lines, segments):
        words = words_of(tokens)
        return Found("summary", clean(text_of(tokens)), tuple(ref for ref, _text in words), "label", segment.label)
    for kind, tokens in sentences:
        verb = next(at for at in range(len(tokens) - 1) if _VERBS.get(_pair(tokens, at)) == kind)
        words = words_of(tokens[verb:])
        text = clean(" ".join(text for _ref, text in words))
        quote = clean(text_of(tokens[: verb + 2]))
        return Found("summary", text[:1].upper() + text[1:], tuple(ref for ref, _text in words), "sentence", quote)
    return None
