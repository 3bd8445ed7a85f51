"""Scans of a letter: their pages as pictures, drawn from the encrypted store, and the text that was read."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET
from PIL import Image

from congtam.casework.letters.custody_link import note_view
from congtam.casework.letters.models import Letter, Scan, ScanPage
from congtam.casework.letters.readings import PAGE
from congtam.casework.letters.views.finding import letter_or_404, require_open
from congtam.foundation.files import RefusedFile, render_page
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import unseal_json
from congtam.interface.web.guards import ActorRequest, signed_in
from congtam.interface.web.serving import drawn_picture

#: pixels across; a page of A4 is legible at the larger and told apart at the smaller one
WIDTHS = {"": 1400, "thumb": 320}
DPI = {"": 170, "thumb": 40}
TURNS = (0, 90, 180, 270)


@dataclass(frozen=True, kw_only=True)
class ShownPage:
    """One page: address of its picture and of the small one, and the text read on it (empty: none yet)."""

    number: int
    picture: str
    small: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ShownScan:
    """One scan with its pages."""

    scan: Scan
    pages: tuple[ShownPage, ...]

    @property
    def read(self) -> bool:
        return any(page.text for page in self.pages)


def shown_scans(letter: Letter) -> list[ShownScan]:
    """The scans of a letter that the reader may open (one query for all that was read)."""
    scans = list(letter.scans.all())
    prefetch_related_objects(scans, Prefetch("read_pages", queryset=ScanPage.objects.order_by("number")))
    return [ShownScan(scan=scan, pages=tuple(_pages(letter, scan))) for scan in scans]


def _pages(letter: Letter, scan: Scan) -> Iterable[ShownPage]:
    key = scan.file.data_key
    read = {page.number: unseal_json(key, bytes(page.sealed), context=PAGE) for page in scan.read_pages.all()}
    for number in range(1, scan.file.pages + 1):
        words = read.get(number, {})
        address = reverse("letters:page", args=(letter.record.code, scan.position, number))
        turn = f"turn={words['turned']}" if words.get("turned") else ""
        yield ShownPage(
            number=number,
            picture=f"{address}?{turn}" if turn else address,
            small=f"{address}?size=thumb{'&' if turn else ''}{turn}",
            text=words.get("text", ""),
        )


@require_GET
@signed_in
def page_picture(request: ActorRequest, code: str, scan: int, page: int) -> HttpResponse:
    """One page as PNG; it is drawn for this reader and kept nowhere on the way."""
    letter = letter_or_404(request, code)
    require_open(request.actor, letter)
    found = next((each for each in letter.scans.all() if each.position == scan), None)
    size = request.GET.get("size", "")
    if found is None or size not in WIDTHS or not 1 <= page <= found.file.pages:
        raise Http404
    content = _png(found, page, size=size, turn=_turn(request.GET.get("turn", "0")))
    note_view(letter, request.actor)
    return drawn_picture(content)


def _turn(asked: str) -> int:
    return int(asked) if asked.isdecimal() and int(asked) in TURNS else 0


def _png(scan: Scan, page: int, *, size: str, turn: int) -> bytes:
    try:
        picture = render_page(read_plain(scan.file), page - 1, dpi=DPI[size])
    except (RefusedFile, IndexError) as gone:
        raise Http404 from gone
    if turn:
        picture = picture.rotate(-turn, expand=True)
    picture.thumbnail((WIDTHS[size], WIDTHS[size] * 2), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
