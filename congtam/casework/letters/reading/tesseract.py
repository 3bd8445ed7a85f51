"""Reading one page with Tesseract, a program of its own."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from math import cos, radians, sin

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from congtam.casework.letters.reading.pages import Box, PageText, Word

_LANGUAGE = "vie"  # with "eng" beside it reading is slower and no better
_SECONDS_A_PAGE = 90
_WORD_LEVEL = "5"


class Unreadable(Exception):
    """The reading program failed on a page; the message is for people."""


@dataclass(frozen=True)
class Availability:
    """Whether scans can be read here; if not, why, and what to install."""

    ok: bool
    reason: str = ""
    hint: str = ""


def available() -> Availability:
    """Whether Tesseract and its Vietnamese model are installed."""
    hint = _("Cài đặt trên Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie.")
    if shutil.which(_program()) is None:
        return Availability(False, _("Máy chủ chưa có Tesseract nên không đọc chữ được; hãy nhập tay."), hint)
    listed = subprocess.run(
        [_program(), "--list-langs"], capture_output=True, text=True, timeout=20, check=False
    )
    if _LANGUAGE not in listed.stdout.split():
        return Availability(False, _("Tesseract chưa có dữ liệu tiếng Việt; hãy nhập tay."), hint)
    return Availability(True)


def recognise(image: Image.Image) -> PageText:
    """The words of a prepared page, boxes laid on the page as it was before it was levelled.

    Raises Unreadable where Tesseract fails or takes too long.
    """
    table = _run(image, "-l", _LANGUAGE, "--dpi", "300", "tsv")
    angle = float(image.info.get("tilt", 0.0))
    return PageText(tuple(_words(table, image.size, angle)))


def upright_turn(image: Image.Image) -> int:
    """Quarter turns clockwise, in degrees, that set a page upright; 0 where Tesseract cannot tell.

    Needs the model "osd", which Debian installs with Tesseract.
    """
    try:
        answer = _run(image, "--psm", "0", "-l", "osd")
    except Unreadable:
        return 0
    found = dict(line.split(": ", 1) for line in answer.splitlines() if ": " in line)
    sure = float(found.get("Orientation confidence", 0)) >= 1.0
    return int(found.get("Rotate", 0)) if sure else 0


def _program() -> str:
    return str(getattr(settings, "CONGTAM_TESSERACT", "tesseract"))


def _run(image: Image.Image, *options: str) -> str:
    """The page goes in and the table comes out through pipes: nothing readable touches the disk."""
    grey = image.convert("L")
    page = b"P5 %d %d 255\n" % grey.size + grey.tobytes()
    try:
        done = subprocess.run(
            [_program(), "stdin", "stdout", *options],
            input=page,
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=True,
            # one page a core is faster than one page on all
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_("Đọc một trang quá lâu nên đã dừng; hãy nhập tay trang này.")) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise Unreadable(_("Phần mềm đọc chữ gặp lỗi; hãy nhập tay.")) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, size: tuple[int, int], angle: float) -> list[Word]:
    words: list[Word] = []
    places: dict[tuple[str, ...], int] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        line = places.setdefault(tuple(cells[1:5]), len(places))
        left, top, width, height = (int(cell) for cell in cells[6:10])
        box = _laid_back((left, top, left + width, top + height), size, angle)
        words.append(Word(cells[11].strip(), box, round(float(cells[10]), 1), line))
    return words


def _laid_back(corners: tuple[int, int, int, int], size: tuple[int, int], angle: float) -> Box:
    """The box round a rectangle of the levelled page on the page as it was, in fractions of the page."""
    left, top, right, bottom = corners
    middle_x, middle_y = size[0] / 2, size[1] / 2
    c, s = cos(radians(angle)), sin(radians(angle))
    points = [
        (
            middle_x + (x - middle_x) * c - (y - middle_y) * s,
            middle_y + (x - middle_x) * s + (y - middle_y) * c,
        )
        for x in (left, right)
        for y in (top, bottom)
    ]
    xs, ys = [x / size[0] for x, _y in points], [y / size[1] for _x, y in points]
    start = (max(0.0, min(xs)), max(0.0, min(ys)))
    end = (min(1.0, max(xs)), min(1.0, max(ys)))
    return (
        round(start[0], 4), round(start[1], 4), round(end[0] - start[0], 4), round(end[1] - start[1], 4)
    )  # fmt: skip
