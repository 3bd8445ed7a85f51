"""Reading a document page by page."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from PIL import Image

from congtam.casework.letters.reading import tesseract
from congtam.casework.letters.reading.judging import looks_unreadable
from congtam.casework.letters.reading.pages import PageText, turned_box
from congtam.casework.letters.reading.preparation import prepare
from congtam.foundation.files import RefusedFile, count_pages, render_page

_DPI = 300
_FEWEST_WORDS = 8  # an empty page has no way up


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
        return replace(page, turned=_turn_of_lines(page))
    turn = tesseract.upright_turn(prepared) if len(page.words) >= _FEWEST_WORDS else 0
    if turn == 0:
        return page
    upright = image.rotate(-turn, expand=True)
    upright.info = dict(image.info)
    again = tesseract.recognise(prepare(upright))
    return page if looks_unreadable(again) else _turned_back(again, turn)


def _turn_of_lines(page: PageText) -> int:
    """The turn that sets a page upright whose lines Tesseract read although they run up or down the scan."""
    long = [word for word in page.words if len(word.text) > 3]
    if sum(word.box[3] > word.box[2] for word in long) * 2 <= len(long):
        return 0
    ends = [(page.words[line[0]].box[1], page.words[line[-1]].box[1]) for line in page.lines]
    return 270 if sum(last > first for first, last in ends) * 2 > len(ends) else 90


def _turned_back(page: PageText, turn: int) -> PageText:
    """The words with their boxes laid on the page as it was scanned."""
    words = tuple(replace(word, box=turned_box(word.box, -turn)) for word in page.words)
    return PageText(words, turned=turn)
