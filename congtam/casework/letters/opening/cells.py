"""One cell of the file: what it holds as a value of its column, or why it does not."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from congtam.casework.letters.opening import words
from congtam.casework.letters.opening.columns import Column
from congtam.foundation.text import canon

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|_x[0-9A-Fa-f]{4}_")
#: numbers of a book have no more digits
MOST = 999_999
LONGEST_SHOWN = 80


class NotReadable(Exception):
    """A cell that does not fit its column; the message says why, in the reader's language."""


def shown(value: Any) -> str:
    """What stands in a cell, as people read it."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = _CONTROL.sub("", str(value)).strip()
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def read(cell: Any, column: Column) -> Any:
    """The value, or None where the cell is empty. Raises NotReadable."""
    if cell.data_type == "f":
        raise NotReadable(_("Ô này là công thức. Hãy dán giá trị (Paste Special › Values)."))
    if cell.data_type == "e":
        raise NotReadable(_("Ô này báo lỗi của Excel."))
    if cell.value is None or (isinstance(cell.value, str) and not _CONTROL.sub("", cell.value).strip()):
        return None
    value = _READERS[column.sort](cell.value, column)
    return None if value == "" else value


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return canon(_CONTROL.sub(" ", str(value)))


def _short_text(value: Any, column: Column) -> str:
    text = _text(value)
    if len(text) > column.limit:
        raise NotReadable(
            _("Dài %(length)s chữ, quá mức %(limit)s.") % {"length": len(text), "limit": column.limit}
        )
    return text


def _whole(value: Any, column: Column) -> int:
    text = _text(value)
    if not text.isascii() or not text.isdigit():
        raise NotReadable(_("Ở đây phải là một số nguyên, không có chữ."))
    if not 1 <= int(text) <= MOST:
        raise NotReadable(_("Số phải từ 1 đến 999999."))
    return int(text)


def _day(value: Any, column: Column) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if found := _WRITTEN.fullmatch(text):
        parts = (int(found[3]), int(found[2]), int(found[1]))
    elif found := _ISO.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    else:
        raise NotReadable(_("Không đọc được ngày. Hãy ghi như 14/10/2025, đủ bốn chữ số của năm."))
    try:
        return date(*parts)
    except ValueError:
        raise NotReadable(_("Không có ngày này trong lịch.")) from None


def _choice(value: Any, column: Column) -> str:
    found = words.value_of(column.words, _text(value))
    if found is None:
        names = "; ".join(str(label) for _value, label in words.offered(column.words))
        raise NotReadable(_("Không có trong danh mục. Chọn một trong: %(names)s.") % {"names": names})
    return found


def _yes(value: Any, column: Column) -> bool:
    found = words.yes_or_no(_text(value))
    if found is None:
        raise NotReadable(_("Chỉ ghi “có” hoặc “không”."))
    return found


def _mark(value: Any, column: Column) -> str:
    text = _text(value)
    if not words.is_example(text):
        raise NotReadable(_("Cột này chỉ để đánh dấu dòng ví dụ. Hãy để trống."))
    return text


_READERS: Mapping[str, Callable[[Any, Column], Any]] = {
    "text": _short_text,
    "account": _short_text,
    "whole": _whole,
    "day": _day,
    "choice": _choice,
    "yes": _yes,
    "mark": _mark,
}
