"""A book as the answer to a request: a file to keep, or a page to print."""

from collections.abc import Callable, Iterable
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from congtam.interface.web.books.layout import Cell, Line, Sheet, written
from congtam.interface.web.books.workbook import MEDIA_TYPE, write
from congtam.interface.web.serving import streamed_attachment

#: lines of one page to print; a longer book is printed in parts
PRINTED = 500
#: letters of a symbol or code that stays in one line
SHORT = 12


def excel(sheet: Sheet, lines: Iterable[Line], *, note: Callable[[int], object]) -> FileResponse:
    """The book as a file. ``note`` journals how many lines left; where it fails, nothing leaves.

    The file waits where it has no name, so that a process that is killed leaves no book behind.
    """
    target = TemporaryFile()  # noqa: SIM115  closed with the response
    try:
        note(write(sheet, lines, target))
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return streamed_attachment(target, media_type=MEDIA_TYPE, name=sheet.name)


def _short(cell: Cell) -> bool:
    """Whether the cell is never broken into two lines: a day, a number, a code."""
    return not isinstance(cell, str) or (len(cell) <= SHORT and " " not in cell)


def printable(
    request: HttpRequest, sheet: Sheet, lines: Iterable[Line], *, back: str, more: str
) -> HttpResponse:
    """The book as an A4 page in landscape. ``back`` leads to the book, ``more`` to its next part (may be empty)."""
    rows: list[dict[str, Any]] = [
        {"cells": [(written(cell), _short(cell)) for cell in line.cells], "voided": line.voided}
        for line in lines
    ]
    context = {"sheet": sheet, "rows": rows, "back": back, "more": more}
    return render(request, "books/print.html", context)
