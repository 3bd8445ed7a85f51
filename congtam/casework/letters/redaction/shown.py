"""What the pages of working copies show."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from PIL import Image, ImageDraw

from congtam.casework.letters.models import Denunciation, Letter, WorkingCopy, WorkingPage
from congtam.casework.letters.reading.sample_fonts import fonts
from congtam.casework.letters.redaction import pictures
from congtam.casework.letters.redaction.actions import PAGE, Covered
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing import unseal

#: grey of the watermark, and how far apart its lines lie (parts of the width)
INK, APART, SIZE = 170, 0.42, 0.026


@dataclass(frozen=True, kw_only=True)
class Row:
    """One box as four numbers, written with a point."""

    x: str
    y: str
    w: str
    h: str


@dataclass(frozen=True, kw_only=True)
class Edited:
    """One page of the editor."""

    place: str
    scan: int
    number: int
    picture: str
    rows: tuple[Row, ...]
    text: str
    words_only: bool
    by_hand: bool


def edited(letter: Letter, page: Covered, *, by_hand: bool) -> Edited:
    address = reverse("letters:redaction-picture", args=(letter.record.code, page.scan.position, page.number))
    return Edited(
        place=page.place,
        scan=page.scan.position,
        number=page.number,
        picture=f"{address}?turn={page.turn}" if page.turn else address,
        rows=tuple(_row(box) for box in page.boxes),
        text=page.text,
        words_only=not page.picture,
        by_hand=by_hand,
    )


def _row(box: pictures.Box) -> Row:
    return Row(x=f"{box.x:g}", y=f"{box.y:g}", w=f"{box.width:g}", h=f"{box.height:g}")


@dataclass(frozen=True, kw_only=True)
class Copied:
    """One page of a copy; ``picture`` is empty where the words alone are given."""

    position: int
    scan: int
    number: int
    picture: str
    text: str
    legible: bool


def copied(copy: WorkingCopy) -> list[Copied]:
    """The pages of a copy with their words."""
    return [_copied(copy, page) for page in copy.pages.order_by("position")]


def _copied(copy: WorkingCopy, page: WorkingPage) -> Copied:
    code, key = copy.letter.record.code, copy.letter.record.data_key
    return Copied(
        position=page.position,
        scan=page.scan,
        number=page.number,
        picture=reverse("letters:working-picture", args=(code, copy.number, page.position))
        if page.file_id
        else "",
        text=unseal(key, bytes(page.sealed), context=PAGE).decode(),
        legible=page.position in copy.legible,
    )


def mark(actor: Actor) -> str:
    """Who reads, and when: "Trần Văn Chi (thử) · 09:30 01/07/2026"."""
    return f"{actor.name} · {clock.now().astimezone(clock.PLACE):%H:%M %d/%m/%Y}"


def watermarked(page: WorkingPage, words: str) -> bytes:
    """The page with ``words`` across it, light enough to read through: whoever hands a copy on is named by it."""
    assert page.file
    with Image.open(io.BytesIO(read_plain(page.file))) as opened:
        picture = opened.convert("L")
    return pictures.png(
        Image.composite(Image.new("L", picture.size, INK), picture, _lines(picture.size, words))
    )


def _lines(size: tuple[int, int], words: str) -> Image.Image:
    """A mask: the words again and again, slanting."""
    face = fonts(size=round(size[0] * SIZE), vendored=True)
    strip = Image.new("L", (round(face.width(words)) + 8, face.height + 8), 255)
    face.draw(ImageDraw.Draw(strip), (4, 4), words)
    strip = strip.point(lambda value: 255 - value).rotate(28, expand=True)
    mask = Image.new("L", size, 0)
    for x, y in _places(size, strip.size):
        mask.paste(strip, (x, y), strip)
    return mask.point(lambda value: value // 2)


def _places(size: tuple[int, int], strip: tuple[int, int]) -> Iterable[tuple[int, int]]:
    step = max(round(size[0] * APART), strip[1])
    for row, y in enumerate(range(-strip[1] // 3, size[1], step)):
        shift = -strip[0] // 2 if row % 2 else 0
        for x in range(shift, size[0], strip[0] + 24):
            yield x, y


def working_code(letter: Letter) -> str:
    """What stands for the sender: the working code of the denunciation, or the letter's own code."""
    found = Denunciation.objects.filter(letter=letter).values_list("code", flat=True).first()
    return found or letter.record.code
