"""Labels of a letter ("Địa chỉ:", "Sinh năm") and what stands behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from congtam.casework.letters.reading.lines import Ref, TextLine, Token, starts_with

_NAMES = {
    "name": """toi ten la|ten toi la|toi ten|ho va ten|ho ten|ho va ten nguoi khieu nai|nguoi khieu nai|
        ho va ten nguoi to cao|nguoi to cao|nguoi kien nghi|nguoi phan anh|nguoi lam don|nguoi viet don|
        nguoi dung don|nguoi dai dien|ten la|toi la""",
    "address": """dia chi|dia chi lien he|dia chi thuong tru|noi o|cho o|cho o hien nay|noi o hien nay|
        noi o hien tai|noi cu tru|cu tru tai|tru tai|thuong tru|thuong tru tai|noi thuong tru|hien tru tai|
        dang ky thuong tru|ho khau thuong tru|noi dang ky ho khau thuong tru|hien o tai|hien dang o tai""",
    "phone": "so dien thoai|dien thoai|dien thoai lien he|so dien thoai lien he|sdt|so dt|dt|dien thoai so",
    "addressee": "kinh gui|kinh goi|dong kinh gui",
    "summary": "v v|ve viec|noi dung khieu nai|noi dung to cao|noi dung kien nghi|noi dung phan anh",
    "accused": """nguoi bi khieu nai|nguoi bi to cao|ho va ten nguoi bi khieu nai|ho va ten nguoi bi to cao|
        doi tuong bi khieu nai|doi tuong bi to cao|co quan bi khieu nai|don vi bi khieu nai|
        ca nhan bi to cao|ca nhan bi khieu nai""",
    "object": "khieu nai|to cao|phan anh|kien nghi",
    "other": """sinh nam|sinh ngay|ngay sinh|nam sinh|gioi tinh|dan toc|ton giao|quoc tich|nghe nghiep|
        chuc vu|cccd|cmnd|cmtnd|so cccd|so cmnd|can cuoc|can cuoc cong dan|so can cuoc|so can cuoc cong dan|
        chung minh nhan dan|ngay cap|noi cap|cap ngay|email|thu dien tu|que quan|nguyen quan|don vi cong tac|
        noi dung|noi dung su viec|tom tat noi dung|ly do|yeu cau|can cu|kinh de nghi|xin gui kem|
        tai lieu kem theo|gui kem|kem theo""",
}
#: (syllables, field), longest first: "địa chỉ liên hệ" before "địa chỉ"
_LABELS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        ((tuple(label.split()), field) for field, text in _NAMES.items() for label in text.split("|")),
        key=lambda pair: -len(pair[0]),
    )
)
# These are words of ordinary sentences too: they are labels only when a colon follows.
_NEED_COLON = {
    "object",
    "name:ten la",
    "phone:dt",
    "other:noi dung",
    "other:ly do",
    "other:yeu cau",
}
_NEED_COLON |= {"other:can cu", "other:kem theo", "other:nghe nghiep", "other:chuc vu"}
# These cannot be taken for anything else inside a line, colon or not.
_PLAIN_INSIDE = {"sinh nam", "so dien thoai", "dien thoai", "sdt", "cccd", "so cccd", "cmnd", "tru tai"}


@dataclass(frozen=True)
class Segment:
    """A label and what stands behind it in its line. `value` pairs each word with the text of it that belongs
    to the value ("tên:Trần" gives "Trần")."""

    field: str
    label: str
    value: tuple[tuple[Ref, str], ...]
    line: int
    to_end: bool

    @property
    def text(self) -> str:
        return clean(" ".join(text for _ref, text in self.value))

    @property
    def refs(self) -> tuple[Ref, ...]:
        return tuple(ref for ref, _text in self.value)


def clean(text: str) -> str:
    """Without the punctuation that only separates."""
    return text.strip(" \t.,;:-–—…_*•+").strip()


def segments_of(lines: Sequence[TextLine]) -> tuple[Segment, ...]:
    """All labels of the letter with what stands behind them, in order."""
    return tuple(segment for number, line in enumerate(lines) for segment in _segments(line, number))


def _segments(line: TextLine, number: int) -> list[Segment]:
    found = _labels_in(line)
    segments = []
    for place, (start, end, field) in enumerate(found):
        stop = found[place + 1][0] if place + 1 < len(found) else None
        segments.append(_segment(line, number, start, end, stop, field))
    return segments


def _labels_in(line: TextLine) -> list[tuple[int, int, str]]:
    """(first token, token behind the last, field) of each label of the line."""
    found: list[tuple[int, int, str]] = []
    at = _first_place(line)
    at_start = True
    while at < len(line.tokens):
        match = _label_at(line, at, at_start=at_start)
        at_start = False
        if match:
            found.append((at, at + match[0], match[1]))
            at += match[0]
        else:
            at += 1
    return found


def _first_place(line: TextLine) -> int:
    """Behind the number of a list ("1. Họ và tên")."""
    return 1 if line.tokens and line.tokens[0].syllable.isdigit() and len(line.tokens) > 1 else 0


def _label_at(line: TextLine, at: int, *, at_start: bool) -> tuple[int, str] | None:
    for phrase, field in _LABELS:
        if starts_with(line.syllables, phrase, at) and _stands(line, at, phrase, field, at_start=at_start):
            return len(phrase), field
    return None


def _stands(line: TextLine, at: int, phrase: tuple[str, ...], field: str, *, at_start: bool) -> bool:
    last = line.tokens[at + len(phrase) - 1]
    if _colon_after(line, last):
        return True
    name = " ".join(phrase)
    if field in _NEED_COLON or f"{field}:{name}" in _NEED_COLON:
        return False
    return at_start or name in _PLAIN_INSIDE or (field == "summary" and _opens_bracket(line.tokens[at]))


def _opens_bracket(token: Token) -> bool:
    return token.word.startswith("(")


def _colon_after(line: TextLine, token: Token) -> bool:
    """Whether the label ends with a colon, in its own word or in the next one."""
    if ":" in token.word:
        return True
    following = [word.text for ref, word in line.words if ref == (token.ref[0], token.ref[1] + 1)]
    return bool(following) and following[0].startswith(":")


def _segment(line: TextLine, number: int, start: int, end: int, stop: int | None, field: str) -> Segment:
    label_refs = [token.ref for token in line.tokens[start:end]]
    stop_ref = line.tokens[stop].ref if stop is not None else None
    value = [
        (ref, word.text)
        for ref, word in line.words
        if ref > label_refs[-1] and (stop_ref is None or ref < stop_ref)
    ]
    last = line.tokens[end - 1]
    if not last.last or (":" in last.word and last.word.split(":", 1)[1]):
        value.insert(0, (last.ref, _behind_label(last.word)))
    while value and not clean(value[0][1]) and value[0][1] != "(":
        value.pop(0)  # the colon that stands by itself
    label = " ".join(word.text for ref, word in line.words if ref in label_refs)
    return Segment(field, clean(label).lstrip("("), tuple(value), number, to_end=stop is None)


def _behind_label(word: str) -> str:
    """The part of a word behind the label's colon or stroke."""
    for sign in ":/":
        if sign in word:
            return word.split(sign, 1)[1]
    return word


def continued(segment: Segment, lines: Sequence[TextLine], *, most: int) -> tuple[tuple[Ref, str], ...]:
    """The value with the lines that go on with it: while a line is full and the next begins with no label."""
    value = list(segment.value)
    number = segment.line
    while segment.to_end and most and number + 1 < len(lines) and lines[number].full:
        following = lines[number + 1]
        if not following.tokens or following.is_bullet or _begins_anew(following):
            break
        value += [(ref, word.text) for ref, word in following.words]
        number, most = number + 1, most - 1
    return tuple(value)


def _begins_anew(line: TextLine) -> bool:
    """A label, or the indented beginning of a paragraph, which a right margin cannot show."""
    found = _labels_in(line)
    return bool(found) and found[0][0] <= _first_place(line)
