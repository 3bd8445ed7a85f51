"""Reading a document page by page."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from PIL import Image

from congtam.casework.letters.reading import tesseract
from congtam.casework.letters.reading.judging import looks_unreadable
from congtam.casework.letters.reading.pages import Box, PageText
from congtam.casework.letters.reading.preparation import prepare
from congtam.foundation.files import RefusedFile, count_pages, render_page

_DPI = 300


def read_from(content: bytes, media_type: str = "", *, first: int = 0) -> Iterator[PageText]:
    """What stands on the pages of a PDF or picture, one after the other, from page `first` (counted from 0).

    The caller keeps each page as it comes, so a reading that was killed goes on at the page where it stopped.
    Raises Unreadable where a page cannot be opened or read. The type is found from the bytes; `media_type`
    is not believed and only makes calls readable.
    """
    try:
        for index in range(first, count_pages(content)):
            yield read_page(render_page(content, index, dpi=_DPI))
    except RefusedFile as error:
        raise tesseract.Unreadable(_("Không mở được bản quét để đọc; hãy nhập tay.")) from error


def read_page(image: Image.Image) -> PageText:
    """What stands on one page; one that makes no sense is tried again the way up that Tesseract suggests."""
    prepared = prepare(image)
    page = tesseract.recognise(prepared)
    if not looks_unreadable(page):
        return page
    turn = tesseract.upright_turn(prepared)
    if turn == 0:
        return page
    upright = image.rotate(-turn, expand=True)
    upright.info = dict(image.info)
    again = tesseract.recognise(prepare(upright))
    return page if looks_unreadable(again) else _turned_back(again, turn)


def _turned_back(page: PageText, turn: int) -> PageText:
    """The words with their boxes laid on the page as it was scanned."""
    words = tuple(replace(word, box=_box_turned_back(word.box, turn)) for word in page.words)
    return PageText(words, turned=turn)


def _box_turned_back(box: Box, turn: int) -> Box:
    left, top, width, height = box
    if turn == 90:
        back = (top, 1 - left - width, height, width)
    elif turn == 180:
        back = (1 - left - width, 1 - top - height, width, height)
    else:
        back = (1 - top - height, left, height, width)
    return (round(back[0], 4), round(back[1], 4), round(back[2], 4), round(back[3], 4))
