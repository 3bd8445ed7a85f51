"""What is proposed for a working copy: boxes over the words that name the sender, and the text without them.

A person confirms, moves, removes and adds; nothing is covered by the proposal alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from congtam.casework.letters.models import Letter, Scan
from congtam.casework.letters.reading import PageText, Proposals
from congtam.casework.letters.reading.pages import turned_box
from congtam.casework.letters.readings import pages_of, proposals_of
from congtam.casework.letters.redaction import naming
from congtam.casework.letters.redaction.pictures import Box
from congtam.casework.letters.sender import sender_of
from congtam.foundation.sealing import seal_json, unseal_json

BOXES = "letters.working_copy.boxes"
#: percent of the page that a box reaches beyond its words
ROOM = 0.5
#: below this mean confidence (0 to 100) a page is taken for written by hand
TYPED = 60
#: fewer words than these are no page of print
FEWEST = 8


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One page of the editor. ``picture`` (bool): whether a picture is proposed; a page that seems written by hand is
    offered as text alone, since a hand tells who wrote."""

    scan: Scan
    number: int
    turn: int
    boxes: tuple[Box, ...]
    text: str
    by_hand: bool

    @property
    def place(self) -> str:
        """ "1-2": the second page of the first scan."""
        return f"{self.scan.position}-{self.number}"


def proposed(letter: Letter) -> list[Proposed]:
    """The pages of all scans in order, with what the last version covered, or with what is found now. Raises
    SealLocked."""
    sender = who_wrote(letter)
    kept = last_boxes(letter)
    scans = letter.scans.select_related("file__data_key").order_by("position")
    return [page for scan in scans for page in _of_scan(scan, letter, sender, kept)]


def who_wrote(letter: Letter) -> naming.Sender:
    """The patterns of the sender; what nobody has taken over yet counts as the scans propose it, the first scan first.
    Raises SealLocked."""
    known = sender_of(letter)
    if not all(known.values()):
        for scan in letter.scans.select_related("file__data_key").order_by("position"):
            for each in Proposals.from_json(proposals_of(scan)):
                name = each.field.removeprefix("sender_")
                if each.field.startswith("sender_") and not known.get(name):
                    known[name] = each.value
    return naming.sender_patterns(known)


def last_boxes(letter: Letter) -> dict[str, list[Box]]:
    """What the newest version covered, by page; empty where there is none. Raises SealLocked."""
    copy = letter.working_copies.exclude(boxes=b"").select_related("key").order_by("-number").first()
    if copy is None:
        return {}
    found = unseal_json(copy.key, bytes(copy.boxes), context=BOXES)
    return {place: [Box(**box) for box in boxes] for place, boxes in found.items()}


def sealed_boxes(letter: Letter, boxes: dict[str, Sequence[Box]]) -> bytes:
    """Boxes by page, sealed as the scans are. Raises SealLocked."""
    plain = {place: [vars(box) for box in each] for place, each in boxes.items()}
    return seal_json(letter.seal_key, plain, context=BOXES)


def _of_scan(
    scan: Scan, letter: Letter, sender: naming.Sender, kept: dict[str, list[Box]]
) -> Iterable[Proposed]:
    scan.letter = letter
    read: list[dict[str, Any]] = pages_of(scan)
    for number in range(1, scan.file.pages + 1):
        page = PageText.from_json(read[number - 1]) if number <= len(read) else PageText(())
        found = naming.hits([word.text for word in page.words], sender)
        known = kept.get(f"{scan.position}-{number}")
        yield Proposed(
            scan=scan,
            number=number,
            turn=page.turned,
            boxes=tuple(boxes_over(page, found)) if known is None else tuple(known),
            text=naming.replaced(page.lines, [word.text for word in page.words], found),
            by_hand=len(page.words) < FEWEST or page.mean_confidence < TYPED,
        )


def boxes_over(page: PageText, found: Iterable[naming.Hit]) -> Iterable[Box]:
    """One box over the words of a hit in each line that it runs through, on the upright page."""
    for hit in found:
        lines: dict[int, list[tuple[float, float, float, float]]] = {}
        for word in page.words[hit.first : hit.last + 1]:
            lines.setdefault(word.line, []).append(turned_box(word.box, page.turned))
        for corners in lines.values():
            yield _round_about(corners)


def _round_about(corners: Sequence[tuple[float, float, float, float]]) -> Box:
    left = max(min(each[0] for each in corners) * 100 - ROOM, 0.0)
    top = max(min(each[1] for each in corners) * 100 - ROOM, 0.0)
    right = min(max(each[0] + each[2] for each in corners) * 100 + ROOM, 100.0)
    bottom = min(max(each[1] + each[3] for each in corners) * 100 + ROOM, 100.0)
    return Box(x=round(left, 2), y=round(top, 2), width=round(right - left, 2), height=round(bottom - top, 2))
