"""Pages of a working copy: new pixels, of reading size, with what is covered burnt in."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor

from PIL import Image, ImageDraw

from congtam.casework.letters.models import Scan
from congtam.foundation.files import render_page
from congtam.foundation.files.store import read_plain

#: pixels across; typed text is legible, and the stroke of a pen is coarser than in the scan
WIDTH = 1100
DPI = 150
BLACK = 0


@dataclass(frozen=True, kw_only=True)
class Box:
    """What is covered, as percent of the page as it is shown (upright)."""

    x: float
    y: float
    width: float
    height: float


def page_of(scan: Scan, number: int, *, turn: int = 0) -> Image.Image:
    """Page ``number`` (from 1), upright and grey, at reading size. Raises SealLocked, RefusedFile, IndexError."""
    picture = render_page(read_plain(scan.file), number - 1, dpi=DPI)
    if turn:
        picture = picture.rotate(-turn, expand=True)
    picture = picture.convert("L")
    picture.thumbnail((WIDTH, WIDTH * 2), Image.Resampling.LANCZOS)
    return picture


def burnt(picture: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The picture with every pixel that a box touches made black. It was made smaller before: what lies under a box
    bleeds into no pixel beside it."""
    out = _bare(picture)
    pen = ImageDraw.Draw(out)
    width, height = out.size
    for box in boxes:
        left, top = floor(box.x * width / 100), floor(box.y * height / 100)
        right, bottom = ceil((box.x + box.width) * width / 100), ceil((box.y + box.height) * height / 100)
        pen.rectangle((left, top, max(right, left), max(bottom, top)), fill=BLACK)
    return out


def _bare(picture: Image.Image) -> Image.Image:
    """The same pixels and nothing else: no resolution, no profile, no camera, no comment."""
    return Image.frombytes(picture.mode, picture.size, picture.tobytes())


def png(picture: Image.Image) -> bytes:
    """The picture as a file in which nothing but pixels stands."""
    target = io.BytesIO()
    _bare(picture).save(target, "PNG", optimize=True)
    return target.getvalue()
