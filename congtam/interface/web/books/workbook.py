"""A book as an Excel file: A4 landscape, head, numbered columns, borders, heading rows on every page.

Rows are written as they come, none is kept. Text is never taken for a formula (``cells``).
"""

from collections.abc import Iterable, Iterator
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from congtam.interface.web.books.cells import neutral
from congtam.interface.web.books.layout import Cell, Line, Sheet, written

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: the rows of headings and of their numbers, after three lines of head and an empty one
HEADINGS = (5, 6)

_LINE = Side(style="thin", color="FF000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONT, _BOLD, _STRUCK = (
    Font(name="Times New Roman", size=11, **more) for more in ({}, {"b": True}, {"strike": True})
)
_TITLE = Font(name="Times New Roman", size=14, b=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write(sheet: Sheet, lines: Iterable[Line], target: IO[bytes]) -> int:
    """Write the book into ``target``; how many lines it has."""
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet(title=_tab(sheet.title))
    _set_up(page, sheet)
    for row in _headings(page, sheet):
        page.append(row)
    plain, struck = _styled(page, "", font=_FONT), _styled(page, "", font=_STRUCK)
    count = 0
    for line in lines:
        like = struck if line.voided else plain
        page.append([_like(page, cell, like) for cell in line.cells])
        count += 1
    workbook.save(target)
    return count


def _tab(title: str) -> str:
    """Excel allows 31 letters, some of them not."""
    return "".join(letter for letter in title if letter not in r"[]:*?/\'")[:31] or "1"


def _set_up(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{HEADINGS[0]}:{HEADINGS[1]}"
    page.freeze_panes = f"A{HEADINGS[1] + 1}"
    page.oddHeader.left.text = sheet.unit.replace("&", "&&")
    page.oddFooter.right.text = "&P/&N"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width


def _headings(page: WriteOnlyWorksheet, sheet: Sheet) -> Iterator[list[WriteOnlyCell]]:
    for text, font in zip(sheet.head, (_BOLD, _TITLE, _FONT), strict=True):
        yield [_plain(page, text, font)]
    yield []
    yield [_styled(page, str(column.label), font=_BOLD, aligned=_MIDDLE) for column in sheet.columns]
    yield [_styled(page, place, font=_FONT, aligned=_MIDDLE) for place in range(1, len(sheet.columns) + 1)]


def _styled(page: WriteOnlyWorksheet, value: Cell, *, font: Font, aligned: Alignment = _TOP) -> WriteOnlyCell:
    cell = _plain(page, written(value), font)
    cell.border, cell.alignment = _BORDER, aligned
    return cell


def _like(page: WriteOnlyWorksheet, value: Cell, like: WriteOnlyCell) -> WriteOnlyCell:
    """A cell that looks like another: looking its style up once more would take most of the time."""
    cell = _bare(page, written(value))
    cell._style = like._style
    return cell


def _plain(page: WriteOnlyWorksheet, value: str | int, font: Font) -> WriteOnlyCell:
    cell = _bare(page, value)
    cell.font = font
    return cell


def _bare(page: WriteOnlyWorksheet, value: str | int) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=neutral(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
