"""What a letter says of itself, proposed with the words that say it. A person accepts or types over it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters.reading.finding import content, heading, sender
from congtam.casework.letters.reading.finding.found import Found
from congtam.casework.letters.reading.labels import segments_of
from congtam.casework.letters.reading.lines import Ref, lines_of
from congtam.casework.letters.reading.pages import PageText


@dataclass(frozen=True)
class Proposal:
    """A value for a field, and the words (page, word; both from 0) that it came from: never without any.

    `value` is in the letter's own spelling; a day is ISO, a kind one of complaint, denunciation, petition and
    reflection. `ground` names the rule and `quote` repeats the words that speak for it.
    """

    field: str
    value: str
    words: tuple[Ref, ...]
    ground: str
    quote: str

    @property
    def grounds(self) -> str:
        """Why this is proposed, in the reader's language."""
        sentences = {
            "label": _("Đứng sau chữ “%(quote)s”."),
            "signature": _("Tên dưới chữ “%(quote)s” ở cuối đơn."),
            "date": _("Đơn ghi “%(quote)s”."),
            "title": _("Tiêu đề “%(quote)s”."),
            "sentence": _("Trong đơn có câu “%(quote)s”."),
        }
        return sentences[self.ground] % {"quote": self.quote}

    def to_json(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "value": self.value,
            "words": [list(ref) for ref in self.words],
            "ground": self.ground,
            "quote": self.quote,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Proposal":
        words = tuple((page, word) for page, word in value["words"])
        return cls(value["field"], value["value"], words, value["ground"], value["quote"])


@dataclass(frozen=True)
class Proposals:
    """All proposals of a letter, the best of each field first."""

    items: tuple[Proposal, ...] = ()

    def __iter__(self) -> Iterator[Proposal]:
        return iter(self.items)

    def get(self, field: str) -> Proposal | None:
        """The first proposal for a field."""
        return next(iter(self.all(field)), None)

    def all(self, field: str) -> tuple[Proposal, ...]:
        """Every proposal for a field: two kinds where title and sentences disagree."""
        return tuple(item for item in self.items if item.field == field)

    def to_json(self) -> list[dict[str, Any]]:
        return [item.to_json() for item in self.items]

    @classmethod
    def from_json(cls, value: Sequence[Mapping[str, Any]]) -> "Proposals":
        return cls(tuple(Proposal.from_json(item) for item in value))


def propose(pages: Sequence[PageText]) -> Proposals:
    """What the letter says of sender, day, addressee, whom it is about, its kind and its subject.

    Fields: sender_name, sender_address, sender_phone, written_on, addressee, concerned, kind, summary.
    """
    lines = lines_of(pages)
    segments = segments_of(lines)
    found: list[Found] = [
        *sender.find(lines, segments),
        *heading.find(lines, segments),
        *content.find(lines, segments),
    ]
    return Proposals(tuple(_proposal(item) for item in found if item.words and item.value))


def _proposal(item: Found) -> Proposal:
    return Proposal(item.field, item.value, item.words, item.ground, item.quote)
