"""A letter that was typed on the public page, laid out on sheets: the desk reads it in the same viewer as a scan.

The sheets are drawn here, so every word and its place are known; nothing has to be read off them again. They are in
Vietnamese, as every paper of an office is.
"""

# untranslated: the sheet is a paper of the office, and those are Vietnamese

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize
from uuid import uuid4

from PIL import Image, ImageDraw, ImageFont

from congtam.casework.letters.reading import PageText, Word
from congtam.interface import web

#: A4 at 150 dots an inch
DPI = 150
WIDTH, HEIGHT = 1240, 1754
MARGIN, SIZE, LEADING = 130, 27, 41
LINES = (HEIGHT - 2 * MARGIN) // LEADING
#: more sheets than this are no letter; the form asks for a shorter one before
MOST_PAGES = 60
_FONTS = Path(web.__file__).parent / "static" / "vendor" / "be-vietnam-pro"
#: the letters of the Vietnamese half of the font; the other half has the rest
_VIETNAMESE = ((0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
               (0x300, 0x301), (0x303, 0x304), (0x308, 0x309), (0x323, 0x323), (0x329, 0x329), (0x1EA0, 0x1EF9),
               (0x20AB, 0x20AB))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What the sender typed. ``name`` is empty for a letter without a name."""

    office: str
    text: str
    name: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Sheets:
    """The drawn letter (a PDF) and the words of its pages."""

    pdf: bytes
    pages: tuple[PageText, ...]


def draw(typed: Typed) -> Sheets:
    """Draw the letter. Two letters with the same words are two different files: a word that two people share must
    not bring one of them to the letter of the other."""
    lines = list(_wrapped(_paragraphs(typed)))[: LINES * MOST_PAGES]
    sheets = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    drawn = [_sheet(each) for each in sheets]
    target = io.BytesIO()
    first, *others = [picture for picture, _words in drawn]
    first.save(
        target, "PDF", save_all=True, append_images=others, resolution=DPI, keywords=uuid4().hex,
        creationDate=None, modDate=None,
    )  # fmt: skip
    return Sheets(target.getvalue(), tuple(PageText(words) for _picture, words in drawn))


def lines_needed(text: str) -> int:
    """How many lines of a sheet the text takes."""
    return sum(1 for _line in _wrapped(_plain(text).split("\n")))


def _paragraphs(typed: Typed) -> Iterator[str]:
    yield f"Kính gửi: {typed.office}"
    yield ""
    yield from _plain(typed.text).split("\n")
    yield ""
    if not typed.name:
        yield "(Người gửi không ghi tên.)"
        return
    yield f"Họ và tên: {_plain(typed.name)}"
    if typed.address:
        yield f"Địa chỉ: {_plain(typed.address)}"
    if typed.phone:
        yield f"Điện thoại: {_plain(typed.phone)}"


def _plain(text: str) -> str:
    """One form of each letter, one kind of end of line, no control characters."""
    text = normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(each for each in text if each == "\n" or each.isprintable())


def _wrapped(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    room = WIDTH - 2 * MARGIN
    for paragraph in paragraphs:
        line: list[str] = []
        used = 0.0
        for word in (part for whole in paragraph.split() for part in _fitting(whole, room)):
            wide = _width(word)
            if line and used + _width(" ") + wide > room:
                yield line
                line, used = [], 0.0
            used += wide + (_width(" ") if line else 0)
            line.append(word)
        yield line


def _fitting(word: str, room: float) -> Iterator[str]:
    """A word, in pieces where it is wider than a line."""
    while _width(word) > room:
        cut = max(1, int(len(word) * room / _width(word)) - 1)
        yield word[:cut]
        word = word[cut:]
    yield word


def _sheet(lines: list[list[str]]) -> tuple[Image.Image, tuple[Word, ...]]:
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    pen = ImageDraw.Draw(picture)
    words: list[Word] = []
    for number, line in enumerate(lines):
        left, top = float(MARGIN), MARGIN + number * LEADING
        for word in line:
            wide = _write(pen, word, left, top)
            box = (left / WIDTH, top / HEIGHT, wide / WIDTH, LEADING * 0.9 / HEIGHT)
            words.append(Word(word, tuple(round(each, 4) for each in box), 100.0, number))  # type: ignore[arg-type]
            left += wide + _width(" ")
    return picture.convert("1", dither=Image.Dither.NONE), tuple(words)


def _write(pen: ImageDraw.ImageDraw, word: str, left: float, top: float) -> float:
    start = left
    for letter in word:
        pen.text((left, top), letter, fill=0, font=_font(_half(letter)))
        left += _advance(letter)
    return left - start


def _width(word: str) -> float:
    return sum(_advance(letter) for letter in word)


@lru_cache(maxsize=4096)
def _advance(letter: str) -> float:
    return _font(_half(letter)).getlength(letter)


def _half(letter: str) -> str:
    found = ord(letter)
    return "vietnamese" if any(first <= found <= last for first, last in _VIETNAMESE) else "latin"


@lru_cache(maxsize=2)
def _font(half: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"be-vietnam-pro-{half}-400-normal.woff2"), SIZE)
