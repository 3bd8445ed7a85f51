"""What was read of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

#: left, top, width, height as fractions of the page as it was scanned
Box = tuple[float, float, float, float]


def turned_box(box: Box, degrees: int) -> Box:
    """Where a box lies once the page was turned clockwise by quarter turns."""
    for _quarter in range(degrees // 90 % 4):
        left, top, width, height = box
        box = (round(1 - top - height, 4), left, height, width)
    return box


@dataclass(frozen=True)
class Word:
    """One word as the letter has it. `confidence` from 0 to 100; `line` counts the lines of the page."""

    text: str
    box: Box
    confidence: float
    line: int

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "box": self.box, "confidence": self.confidence, "line": self.line}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Word":
        left, top, width, height = value["box"]
        return cls(value["text"], (left, top, width, height), value["confidence"], value["line"])


@dataclass(frozen=True)
class PageText:
    """The words of a page in the order of reading. `turned`: quarter turns (clockwise, in degrees) that set
    the page upright before it was read."""

    words: tuple[Word, ...]
    turned: int = 0

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """Indexes of words, line by line."""
        lines: dict[int, list[int]] = {}
        for index, word in enumerate(self.words):
            lines.setdefault(word.line, []).append(index)
        return tuple(tuple(line) for line in lines.values())

    @cached_property
    def right_ends(self) -> tuple[float, ...]:
        """Where each line ends on the upright page, as a fraction of its width."""
        boxes = (turned_box(self.words[line[-1]].box, self.turned) for line in self.lines)
        return tuple(box[0] + box[2] for box in boxes)

    @cached_property
    def text(self) -> str:
        return "\n".join(" ".join(self.words[index].text for index in line) for line in self.lines)

    @cached_property
    def mean_confidence(self) -> float:
        """From 0 to 100, weighted by the length of the words; 0 for an empty page."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    def to_json(self) -> dict[str, Any]:
        return {
            "confidence": round(self.mean_confidence, 1),
            "turned": self.turned,
            "words": [word.to_json() for word in self.words],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "PageText":
        return cls(tuple(Word.from_json(word) for word in value["words"]), value.get("turned", 0))
