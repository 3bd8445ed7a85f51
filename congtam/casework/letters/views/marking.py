"""The pages of a scan in the viewer: pictures, text, and the words that proposals came from, marked on both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from congtam.casework.letters.models import Letter, Scan
from congtam.casework.letters.reading import PageText
from congtam.casework.letters.readings import PAGE
from congtam.foundation.sealing import unseal_json

#: how a point of the scan moves when the page is turned clockwise (SVG matrix, page 1 × 1)
MATRICES = {0: "", 90: "matrix(0 1 -1 0 1 0)", 180: "matrix(-1 0 0 -1 1 1)", 270: "matrix(0 -1 1 0 0 1)"}
#: how much larger than its word a mark is drawn
ROOM = 0.15


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A proposal as ``components/proposal.html`` takes it, and its words (scan, page, word; pages from 0)."""

    value: str
    source: str
    page: int
    anchor: str
    words: frozenset[tuple[int, int, int]]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of words in a line, and the proposals that come from it (anchors, parted by spaces)."""

    text: str
    anchors: str


@dataclass(frozen=True, kw_only=True)
class Box:
    """A word on the page, as fractions of it written with a point (a template would write "0,25")."""

    anchors: str
    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, kw_only=True)
class ViewedPage:
    """One page in the viewer. ``picture`` is its address without the turn."""

    id: str
    number: int
    picture: str
    turn: int
    boxes: tuple[Box, ...]
    lines: tuple[tuple[Part, ...], ...]

    @property
    def matrix(self) -> str:
        return MATRICES[self.turn]


@dataclass(frozen=True, kw_only=True)
class ViewedScan:
    """One scan with its pages."""

    scan: Scan
    pages: tuple[ViewedPage, ...]

    @property
    def read(self) -> bool:
        return any(page.lines for page in self.pages)


def viewed(letter: Letter, scan: Scan, proposals: Iterable[Shown]) -> ViewedScan:
    anchors = _anchors(scan, proposals)
    key = scan.file.data_key
    read = {
        page.number: PageText.from_json(unseal_json(key, bytes(page.sealed), context=PAGE))
        for page in scan.read_pages.all()
    }
    numbers = range(1, scan.file.pages + 1)
    pages = (_page(letter, scan, number, read.get(number, PageText(())), anchors) for number in numbers)
    return ViewedScan(scan=scan, pages=tuple(pages))


Anchors = Mapping[tuple[int, int], str]


def _anchors(scan: Scan, proposals: Iterable[Shown]) -> Anchors:
    """The anchors of each word (page, word) of a scan."""
    found: dict[tuple[int, int], list[str]] = {}
    for proposal in proposals:
        for position, page, word in proposal.words:
            if position == scan.position:
                found.setdefault((page, word), []).append(proposal.anchor)
    return {ref: " ".join(sorted(set(names))) for ref, names in found.items()}


def _page(letter: Letter, scan: Scan, number: int, text: PageText, anchors: Anchors) -> ViewedPage:
    return ViewedPage(
        id=f"{scan.position}-{number}",
        number=number,
        picture=reverse("letters:page", args=(letter.record.code, scan.position, number)),
        turn=text.turned,
        boxes=tuple(_boxes(text, number - 1, anchors)),
        lines=tuple(tuple(_parts(text, line, number - 1, anchors)) for line in text.lines),
    )


def _boxes(text: PageText, page: int, anchors: Anchors) -> Iterable[Box]:
    """The words of proposals, a little larger than they are."""
    for index, word in enumerate(text.words):
        if names := anchors.get((page, index)):
            left, top, width, height = word.box
            room = ROOM * min(width, height)
            yield Box(
                anchors=names, left=_place(left - room), top=_place(top - room),
                width=_place(width + 2 * room), height=_place(height + 2 * room),
            )  # fmt: skip


def _place(value: float) -> str:
    return f"{min(max(value, 0.0), 1.0):.4f}"


def _parts(text: PageText, line: tuple[int, ...], page: int, anchors: Anchors) -> Iterable[Part]:
    """A line as runs of words that belong to the same proposals."""
    run: list[str] = []
    now = ""
    for index in line:
        names = anchors.get((page, index), "")
        if names != now and run:
            yield Part(text=" ".join(run), anchors=now)
            run = []
        now = names
        run.append(text.words[index].text)
    yield Part(text=" ".join(run), anchors=now)
