"""Pages of letters drawn with Pillow, for tests and for the demo: printed, tilted, pale, noisy, stamped.

A font with all Vietnamese letters is needed: Liberation Serif 2 or Tinos or DejaVu where the machine has one,
else Be Vietnam Pro, which comes with the project.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from congtam.casework.letters.reading.pages import PageText, Word
from congtam.casework.letters.reading.sample_fonts import Fonts, fonts

DPI = 300
PAGE = (2480, 3508)  # A4
_MARGINS = (300, 250)
_SPACING = 1.5


@dataclass(frozen=True)
class Line:
    """A paragraph of a letter; a long one is broken into lines. `align` is left, center or right."""

    text: str
    align: str = "left"
    bold: bool = False
    indent: bool = False


@dataclass(frozen=True)
class Wear:
    """What happened to the page. `tilt` in degrees; `fade` 0 (black) to 1 (blank); `noise` is the share of
    pixels struck by salt and pepper; `blur` is a radius in pixels; `shade` is how much darker (0 to 1) the
    lower right corner of a photograph is than its upper left."""

    tilt: float = 0.0
    fade: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    shade: float = 0.0
    stamp: bool = False


CLEAN = Wear()


def render_letter(
    paragraphs: Sequence[Line | str], *, wear: Wear = CLEAN, points: int = 13, seed: int = 1
) -> list[Image.Image]:
    """The letter as grey pages of A4 at 300 dots per inch. The same seed gives the same pages."""
    random = np.random.default_rng(seed)
    return [_worn(_drawn(page), wear, random) for page in _laid_out(paragraphs, points)]


def text_layer(paragraphs: Sequence[Line | str], *, points: int = 13) -> tuple[PageText, ...]:
    """What a perfect reading of the clean pages gives: for a demo without Tesseract, and to compare with."""
    return tuple(
        PageText(tuple(word for number, line in enumerate(page) for word in _words(line, number)))
        for page in _laid_out(paragraphs, points)
    )


def letter_pdf(pages: Sequence[Image.Image], *, quality: int = 60) -> bytes:
    """The pages as a scanner would put them into a PDF: one picture a page, no text."""
    out = io.BytesIO()
    first, *others = (page.convert("L") for page in pages)
    first.save(out, "PDF", save_all=True, append_images=others, resolution=DPI, quality=quality)
    return out.getvalue()


def letter_photo(page: Image.Image, *, quality: int = 70) -> bytes:
    """One page as a JPEG."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality, dpi=(DPI, DPI))
    return out.getvalue()


@dataclass(frozen=True)
class _Placed:
    """One printed line and where it stands, in pixels."""

    text: str
    face: Fonts
    x: float
    y: float


def _laid_out(paragraphs: Sequence[Line | str], points: int) -> list[list[_Placed]]:
    pages: list[list[_Placed]] = [[]]
    y = _MARGINS[1]
    for paragraph in paragraphs:
        line = Line(paragraph) if isinstance(paragraph, str) else paragraph
        face = fonts(size=round(points * DPI / 72), bold=line.bold)
        for text in _wrapped(line, face):
            if y + face.height * _SPACING > PAGE[1] - _MARGINS[1]:
                pages.append([])
                y = _MARGINS[1]
            pages[-1].append(_Placed(text, face, _start(line, text, face), y))
            y += round(face.height * _SPACING)
    return pages


def _wrapped(line: Line, face: Fonts) -> list[str]:
    """The paragraph broken at spaces to the width of the page."""
    width = PAGE[0] - 2 * _MARGINS[0]
    lines: list[str] = []
    current = "      " if line.indent else ""
    for word in line.text.split(" "):
        longer = f"{current} {word}" if current.strip() else current + word
        if current.strip() and face.width(longer) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    return [*lines, current]


def _start(line: Line, text: str, face: Fonts) -> float:
    space = PAGE[0] - 2 * _MARGINS[0] - face.width(text)
    return _MARGINS[0] + {"left": 0.0, "center": space / 2, "right": space}[line.align]


def _drawn(lines: Sequence[_Placed]) -> Image.Image:
    page = Image.new("L", PAGE, 255)
    pen = ImageDraw.Draw(page)
    for line in lines:
        line.face.draw(pen, (line.x, line.y), line.text)
    return page


def _words(line: _Placed, number: int) -> list[Word]:
    words = []
    for match in re.finditer(r"\S+", line.text):
        left = line.x + line.face.width(line.text[: match.start()])
        width = line.face.width(match.group())
        box = (left / PAGE[0], line.y / PAGE[1], width / PAGE[0], line.face.height / PAGE[1])
        words.append(Word(match.group(), box, 100.0, number))
    return words


def _worn(page: Image.Image, wear: Wear, random: np.random.Generator) -> Image.Image:
    if wear.stamp:
        _stamp(page)
    if wear.tilt:
        page = page.rotate(wear.tilt, Image.Resampling.BICUBIC, fillcolor=255)
    if wear.blur:
        page = page.filter(ImageFilter.GaussianBlur(wear.blur))
    if not (wear.fade or wear.noise or wear.shade):
        return page
    pixels = 255 - (255 - np.asarray(page, dtype=np.float32)) * (1 - wear.fade)
    across, down = (np.linspace(1, 1 - wear.shade / 2, side) for side in page.size)
    pixels *= across[None, :] * down[:, None]
    struck = random.random(pixels.shape)
    pixels[struck < wear.noise / 2] = 0
    pixels[struck > 1 - wear.noise / 2] = 255
    return Image.fromarray(pixels.astype(np.uint8))


def _stamp(page: Image.Image) -> None:
    """A round stamp, grey as a red one becomes in a grey scan, in the empty lower left corner."""
    pen = ImageDraw.Draw(page)
    x, y, radius = 620, PAGE[1] - 620, 210
    for inset in (0, 14, 70):
        box = (x - radius + inset, y - radius + inset, x + radius - inset, y + radius - inset)
        pen.ellipse(box, outline=150, width=6)
