"""Files of a paper book, made as an office would: the template is filled in, saved and handed in."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import load_workbook

from congtam.casework.letters.opening.columns import COLUMNS
from congtam.casework.letters.opening.rows import FIRST_ROW
from congtam.casework.letters.opening.workbooks import template

Values = Mapping[str, Any]
#: the examples of the template stand before the first letter
BEGIN = FIRST_ROW + 3


def registered(at: int, **more: Any) -> dict[str, Any]:
    """A letter in the book of 2026, not triaged."""
    return {
        "number": at, "year": 2026, "received_on": date(2026, 6, 1), "channel": "Bưu chính",
        "sender_kind": "Một người", "sender_name": "Đỗ Thị Thử", "sender_address": "Tổ 3 (thử)",
        "sender_phone": "0900000000", "summary": "Khiếu nại mức bồi thường đất", "kind_1": "Khiếu nại",
        "state": "Đã vào sổ", **more,
    }  # fmt: skip


def accepted(at: int, **more: Any) -> dict[str, Any]:
    """A complaint that was accepted on the first of July 2026."""
    return registered(
        at,
        **{"state": "Đã thụ lý", "received_on": date(2026, 6, 25), "accepted_on": date(2026, 7, 1), **more},
    )


def book(rows: Sequence[Values], *, change: Any = None) -> bytes:
    """The template with these rows below its examples; ``change`` may alter the workbook before it is saved."""
    workbook = load_workbook(io.BytesIO(template(year=2026)))
    sheet = workbook.worksheets[1]
    places = {column.name: place for place, column in enumerate(COLUMNS, start=1)}
    for number, row in enumerate(rows, start=BEGIN):
        for name, value in row.items():
            sheet.cell(number, places[name], value)
    if change is not None:
        change(workbook)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()
