"""The two Excel files that the product writes: the template to fill in, and the list of what is wrong with a file."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from congtam.casework.letters.opening import words
from congtam.casework.letters.opening.columns import COLUMNS, Column
from congtam.casework.letters.opening.problems import Problem
from congtam.casework.letters.opening.rows import FIRST_ROW, NAMES_ROW
from congtam.interface.web.books.cells import neutral

#: how many rows of the template carry lists and formats
PREPARED = 2000
DAY_FORMAT = "dd/mm/yyyy"
LISTS = ("channel", "sender_kind", "kind", "state", "competence")
_ONE, _TWO = "Nguyễn Thị Ví Dụ (thử)", "Trần Văn Ví Dụ (thử)"  # untranslated: invented names
_BOLD = Font(bold=True)
_HEAD = PatternFill("solid", fgColor="FFDDE6F0")
_NEEDED = PatternFill("solid", fgColor="FFFCE9B8")
_EXAMPLE = Font(italic=True, color="FF6B7280")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def template(*, year: int) -> bytes:
    """The workbook to fill in, in the reader's language; its three examples stand in the book of ``year``."""
    book = Workbook()
    _instructions(book.active)
    sheet = book.create_sheet(_("Sổ đơn"))
    places = _lists(book.create_sheet(_("Danh mục")))
    _head(sheet)
    _examples(sheet, year)
    _formats(sheet, places)
    book.active = 1
    book.worksheets[0].sheet_view.tabSelected = False
    return _saved(book)


def _instructions(sheet: Any) -> None:
    sheet.title = _("Hướng dẫn")
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
    sheet.append([_("Nhập đơn từ sổ giấy")])
    sheet["A1"].font = Font(bold=True, size=14)
    for line in _lines():
        sheet.append([None, line])
    sheet.append([])
    sheet.append([_("Cột"), _("Ghi gì")])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = _BOLD, _HEAD
    for column in COLUMNS:
        sheet.append([str(column.label), _about(column)])
    for row in sheet.iter_rows(min_col=1, max_col=2):
        for cell in row:
            cell.alignment = _WRAPPED


def _lines() -> list[str]:
    return [
        _("Mỗi đơn trong sổ giấy là một dòng ở trang “Sổ đơn”. Cột tô vàng không được để trống."),
        _(
            "Sổ giấy không ghi thì để trống; đừng đoán. Chỉ đơn đã thụ lý, đã quyết định… mới cần ngày của bước ấy."
        ),
        _(
            "Ngày ghi như 14/10/2025. Dán giá trị, không dán công thức. Không thêm, không đổi tên cột; không ẩn trang."
        ),
        _("Ba dòng ví dụ có chữ “ví dụ” ở cột đầu được bỏ qua, để lại hay xóa đều được."),
        _(
            "Tải tệp lên chỉ là chạy thử: trang báo mọi dòng sai và mọi thời hạn sẽ chạy. Xác nhận rồi mới nhập."
        ),
        _("Sau khi nhập, phần mềm cấp số tiếp theo số lớn nhất của từng năm."),
    ]


def _about(column: Column) -> str:
    parts = [str(column.help)] if column.help else []
    if column.required:
        parts.insert(0, _("Bắt buộc."))
    if column.words:
        parts.append("; ".join(str(label) for _value, label in words.offered(column.words)) + ".")
    elif column.sort == "yes":
        parts.append(_("“có” hoặc “không”."))
    elif column.sort == "day":
        parts.append(_("Ngày như 14/10/2025."))
    return " ".join(parts)


def _lists(sheet: Any) -> dict[str, str]:
    """Write the lists side by side, in sight; the address of each for the cells that take from it."""
    places = {}
    for place, name in enumerate((*LISTS, "yes"), start=1):
        labels = [str(words.YES), str(words.NO)]
        if name != "yes":
            labels = [str(label) for _value, label in words.offered(name)]
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = 34
        sheet.cell(1, place, _list_title(name)).font = _BOLD
        for row, label in enumerate(labels, start=2):
            sheet.cell(row, place, label)
        places[name] = f"'{sheet.title}'!${letter}$2:${letter}${len(labels) + 1}"
    return places


def _list_title(name: str) -> str:
    if name == "yes":
        return f"{words.YES} / {words.NO}"
    return str(next(column.label for column in COLUMNS if column.words == name)).removesuffix(" 1")


def _head(sheet: Any) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        sheet.cell(NAMES_ROW, place, column.name)
        cell = sheet.cell(NAMES_ROW + 1, place, str(column.label))
        cell.font, cell.alignment = _BOLD, _WRAPPED
        cell.fill = _NEEDED if column.required else _HEAD
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[NAMES_ROW].hidden = True
    sheet.row_dimensions[NAMES_ROW + 1].height = 48
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 4)


def _examples(sheet: Any, year: int) -> None:
    for row, values in enumerate(_example_rows(year), start=FIRST_ROW):
        for place, column in enumerate(COLUMNS, start=1):
            value = str(words.EXAMPLE) if column.sort == "mark" else values.get(column.name)
            if isinstance(value, str) and column.words:
                value = str(dict(words.offered(column.words))[value])
            cell = sheet.cell(row, place, value)
            cell.font = _EXAMPLE


def _example_rows(year: int) -> list[dict[str, Any]]:
    """A letter in the book, one whose term runs, one that is over. The people are invented."""
    return [
        {
            "number": 1, "year": year, "received_on": date(year, 1, 5), "channel": "post", "sender_kind": "one",
            "sender_name": _ONE, "summary": _("Kiến nghị sửa đường vào xóm"),
            "kind_1": "petition", "state": "triaged",
        },
        {
            "number": 2, "year": year, "received_on": date(year, 1, 6), "channel": "hand", "sender_kind": "one",
            "sender_name": _TWO, "summary": _("Khiếu nại mức bồi thường đất"),
            "kind_1": "complaint", "summary_1": _("Không đồng ý mức bồi thường đất"),
            "complex_1": str(words.NO), "state": "accepted", "competence": "ours",
            "accepted_on": date(year, 1, 14), "settle_by": date(year, 2, 13), "notice_number": "03/TB-UBND",
            "place": _("tủ 2, cặp 5"),
        },
        {
            "number": 3, "year": year, "received_on": date(year, 1, 7), "sender_kind": "several",
            "summary": _("Đề nghị xem xét việc của xã khác"), "kind_1": "reflection", "state": "guided",
            "competence": "other", "ended_on": date(year, 1, 12),
        },
    ]  # fmt: skip


def _formats(sheet: Any, places: dict[str, str]) -> None:
    """Lists to choose from and the format of days, on the rows that people will fill in."""
    checks: dict[str, DataValidation] = {}
    for name, address in places.items():
        checks[name] = DataValidation(type="list", formula1=f"={address}", allow_blank=True)
        sheet.add_data_validation(checks[name])
    for place, column in enumerate(COLUMNS, start=1):
        letter = get_column_letter(place)
        name = "yes" if column.sort == "yes" else column.words
        if name:
            checks[name].add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + PREPARED}")
        if column.sort == "day":
            sheet.column_dimensions[letter].number_format = DAY_FORMAT
            for row in range(FIRST_ROW, FIRST_ROW + PREPARED):
                sheet.cell(row, place).number_format = DAY_FORMAT


def problem_list(problems: Sequence[Problem]) -> bytes:
    """What is wrong with a file, one line a problem, to have beside the file while it is mended."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Cần sửa")
    sheet.append([_("Dòng"), _("Ô"), _("Cột"), _("Đang ghi"), _("Vì sao chưa được")])
    for cell, width in zip(sheet[1], (8, 10, 30, 34, 90), strict=True):
        cell.font, cell.fill = _BOLD, _HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    for problem in problems:
        _line(sheet, problem)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return _saved(book)


def _line(sheet: Any, problem: Problem) -> None:
    """What stood in a cell is written as text: a value that begins with "=" must not become a formula here."""
    place = f"{problem.letter}{problem.row or ''}" if problem.letter else ""
    sheet.append([problem.row or None, None, None, None, None])
    row = sheet.max_row
    texts: Iterable[str] = (place, str(problem.label), problem.value, problem.reason)
    for column, text in enumerate(texts, start=2):
        cell = sheet.cell(row, column)
        cell.value = neutral(text)
        cell.data_type = "s"
        cell.alignment = _WRAPPED


def _saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
