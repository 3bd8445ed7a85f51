"""What stands at the head of a letter: to whom, on which day, about what."""

import re
from collections.abc import Sequence
from datetime import date

from congtam.casework.letters.reading.finding.found import Found, by_label, refs_of, text_of
from congtam.casework.letters.reading.labels import Segment, clean, continued
from congtam.casework.letters.reading.lines import Ref, TextLine

_LONGEST_PLACE = 6  # syllables before "ngày" in "Vĩnh Yên, ngày …"
_MOST_ADDRESSEES = 6
_YEARS = range(1945, 2200)

Words = tuple[tuple[Ref, str], ...]


def find(lines: Sequence[TextLine], segments: Sequence[Segment]) -> list[Found]:
    """Day, addressee and subject, as far as the letter names them."""
    found = [_written_on(lines), _addressee(lines, segments), _summary(lines, segments)]
    return [item for item in found if item]


def _written_on(lines: Sequence[TextLine]) -> Found | None:
    """The day of a line that says nothing but a place and a day."""
    return next((found for line in lines if (found := _day_line(line))), None)


def _day_line(line: TextLine) -> Found | None:
    syllables = line.syllables
    if "ngay" not in syllables[: _LONGEST_PLACE + 1]:
        return None
    start = syllables.index("ngay")
    day = _day(" ".join(syllables[start:]))
    if day is None or any(syllable.isdigit() for syllable in syllables[:start]):
        return None
    tokens = line.tokens[start:]
    return Found("written_on", day.isoformat(), refs_of(tokens), "date", clean(text_of(tokens)))


def _day(text: str) -> date | None:
    match = re.fullmatch(r"ngay (\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})", text)
    if not match:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _addressee(lines: Sequence[TextLine], segments: Sequence[Segment]) -> Found | None:
    for segment in segments:
        if segment.field == "addressee":
            return _addressees(lines, segment)
    return None


def _addressees(lines: Sequence[TextLine], segment: Segment) -> Found:
    """One body, or several in a list below each other."""
    parts = [continued(segment, lines, most=1)] if segment.text else []
    for line in lines[segment.line + 1 : segment.line + 1 + _MOST_ADDRESSEES]:
        listed = line.is_bullet or (not parts and bool(line.tokens))
        if not listed:
            break
        parts.append(tuple((ref, word.text) for ref, word in line.words))
    refs = tuple(ref for part in parts for ref, _text in part)
    value = "; ".join(clean(" ".join(text for _ref, text in part)) for part in parts)
    return Found("addressee", value, refs, "label", segment.label)


def _summary(lines: Sequence[TextLine], segments: Sequence[Segment]) -> Found | None:
    for segment in segments:
        if segment.field == "summary" and len(segment.text) > 5:
            found = by_label("summary", segment, _to_bracket(continued(segment, lines, most=2)))
            return Found(found.field, found.value.rstrip(") ."), found.words, found.ground, found.quote)
    return None


def _to_bracket(value: Words) -> Words:
    """Up to the bracket that closes "(V/v …)"; a bracket opened inside the value does not end it."""
    depth = 0
    for place, (_ref, text) in enumerate(value):
        depth += text.count("(") - text.count(")")
        if depth < 0:
            return value[: place + 1]
    return value
