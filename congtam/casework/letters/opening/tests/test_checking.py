"""What is wrong with a file of a paper book is told cell by cell, all of it at once."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from congtam.casework.letters.opening import container, workbooks
from congtam.casework.letters.opening.plan import Plan, plan
from congtam.casework.letters.opening.preview import preview
from congtam.casework.letters.opening.problems import Problem
from congtam.casework.letters.opening.tests.files import BEGIN, accepted, book, registered
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office, day
from congtam.foundation.files.refusal import RefusedFile
from congtam.mechanisms.rulebook import editions

DAY = date(2026, 7, 20)


def planned(office: Office, *rows: Any, change: Any = None) -> Plan:
    return plan(book(rows, change=change), unit_id=office.cast.city.pk, today=DAY, edition=editions.binding())


def columns(found: Plan) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in found.problems]


#: what is wrong in one row, and the cell that is named for it
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a day that is none": ({"received_on": "31/02/2026"}, "received_on"),
    "a day without a year": ({"received_on": "01/06"}, "received_on"),
    "a day to come": ({"received_on": date(2026, 7, 21)}, "received_on"),
    "written after it came": ({"written_on": date(2026, 6, 2)}, "written_on"),
    "a number with a letter": ({"number": "12a"}, "number"),
    "no number": ({"number": None}, "number"),
    "no summary": ({"summary": None}, "summary"),
    "a summary that nobody sees": ({"summary": "\u200b"}, "summary"),
    "a book of next year": ({"year": 2027}, "year"),
    "a letter that came after the book's year": ({"year": 2025}, "year"),
    "an unknown state": ({"state": "Đang bàn"}, "state"),
    "an unknown channel": ({"channel": "Bồ câu"}, "channel"),
    "accepted before it came": (
        {"state": "Đã thụ lý", "accepted_on": date(2026, 5, 31)}, "accepted_on",
    ),
    "accepted without a day": ({"state": "Đã thụ lý"}, "accepted_on"),
    "a day that the state has not reached": ({"accepted_on": date(2026, 6, 9)}, "accepted_on"),
    "closed without an end": ({"state": "Đã kết thúc"}, "ended_on"),
    "a denunciation that was accepted": (
        {"state": "Đã thụ lý", "accepted_on": date(2026, 6, 9), "kind_1": "Tố cáo"}, "state",
    ),
    "a petition that was accepted": (
        {"state": "Đã thụ lý", "accepted_on": date(2026, 6, 9), "kind_1": "Kiến nghị"}, "state",
    ),
    "a handler whom nobody knows": ({"handler": "ai-do"}, "handler"),
    "a formula": ({"number": "=1+1"}, "number"),
    "a text that is too long": ({"summary": "a" * 301}, "summary"),
    "neither yes nor no": ({"complex_1": "có thể"}, "complex_1"),
    "a suspension of somebody who went on before": (
        {
            "state": "Đã thụ lý", "accepted_on": date(2026, 7, 2), "suspended_1": date(2026, 7, 9),
            "resumed_1": date(2026, 7, 8),
        },
        "resumed_1",
    ),
    "a suspension that the law did not know yet": (
        {
            "state": "Đã thụ lý", "accepted_on": date(2026, 6, 2), "suspended_1": date(2026, 6, 9),
            "resumed_1": date(2026, 6, 12),
        },
        "suspended_1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "column"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_in_a_row_is_told_at_its_cell(
    office: Office, change: dict[str, Any], column: str
) -> None:
    found = planned(office, registered(1), registered(2, **change))
    assert columns(found) == [(BEGIN + 1, column)]
    assert found.problems[0].letter
    assert not found.letters


def test_every_wrong_row_is_told_at_once(office: Office) -> None:
    found = planned(office, registered(1, channel="x", state="y"), registered(2), registered(2, handler="z"))
    assert columns(found) == [
        (BEGIN, "channel"), (BEGIN, "state"), (BEGIN + 2, "number"), (BEGIN + 2, "handler"),
    ]  # fmt: skip


def test_a_number_that_the_product_gave_and_one_beyond_it_are_told(office: Office) -> None:
    with day(DAY):
        situations.registered(office.cast, on=DAY)
    assert columns(planned(office, registered(1))) == [(BEGIN, "number")]
    assert columns(planned(office, registered(2))) == [(BEGIN, "number")]


def test_reasons_are_in_the_language_of_the_reader(office: Office) -> None:
    with override("en"):
        told = planned(office, registered(1, received_on="x")).problems[0]
    assert (str(told.reason)[:13], told.value) == ("No date could", "x")


def test_words_of_either_language_and_texts_for_days_are_understood(office: Office) -> None:
    found = planned(
        office,
        registered(1, state="Registered", channel="post", received_on="01/06/2026", kind_1="complaint"),
        registered(2, received_on=datetime(2026, 6, 1, 9, 30), complex_1="x"),  # noqa: DTZ001  Excel knows no zones
    )
    assert not found.problems
    assert {letter.row.received_on for letter in found.letters} == {date(2026, 6, 1)}
    assert found.letters[1].row.matters[0].complex


def test_examples_are_passed_over_and_what_is_unknown_may_be_left_out(office: Office) -> None:
    bare = {
        "number": 9,
        "year": 2026,
        "received_on": date(2026, 6, 1),
        "summary": "Đơn cũ",
        "state": "Đã vào sổ",
    }
    found = planned(office, bare)
    assert not found.problems
    assert len(found.examples) == 3
    assert [matter.kind for matter in found.letters[0].row.matters] == ["unclear"]


def _hide(workbook: Workbook) -> None:
    workbook.create_sheet("Riêng").sheet_state = "hidden"


def _no_names(workbook: Workbook) -> None:
    workbook.worksheets[1].delete_rows(1)


def _strange(workbook: Workbook) -> None:
    workbook.worksheets[1].cell(1, 60, "ghi_chu_rieng")


def _twice(workbook: Workbook) -> None:
    workbook.copy_worksheet(workbook.worksheets[1])


@pytest.mark.parametrize("change", [_hide, _no_names, _strange, _twice])
def test_a_workbook_of_another_shape_is_told_as_a_whole(
    office: Office, change: Callable[[Any], None]
) -> None:
    found = planned(office, registered(1), change=change)
    assert [problem.row for problem in found.problems] == [0]


def test_an_empty_book_is_told(office: Office) -> None:
    assert [problem.row for problem in planned(office).problems] == [0]


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"a,b,c", "wrong_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong_type"),
        (_packed({"word/document.xml": b"<a/>"}), "wrong_type"),
        (_packed({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}), "wrong_type"),
        (_packed({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "wrong_type"),
        (
            _packed({"xl/workbook.xml": b"<a/>", "xl/sheet.XML": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "wrong_type",
        ),
        (
            _packed({"xl/workbook.xml": b"<a/>", "xl/sheet.dat": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
            "wrong_type",
        ),
        (
            _packed({"xl/workbook.xml": b"<a/>", "xl/s.dat": "<!DOCTYPE a []><a/>".encode("utf-16")}),
            "wrong_type",
        ),
        (
            _packed({"xl/workbook.xml": b"<a/>", "xl/b.xml": b" " * (container.MOST_UNPACKED + 1)}),
            "too_large",
        ),
        (_packed({f"xl/{n}.xml": b"" for n in range(container.MOST_PARTS + 1)}), "too_large"),
    ],
)
def test_what_is_no_workbook_or_unfolds_too_far_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        container.inspected(io.BytesIO(content))
    assert refused.value.code == code


def test_a_file_of_200_megabytes_is_refused_without_being_read() -> None:
    class Large(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 200 * 1024 * 1024 if whence == io.SEEK_END else 0

        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("was read")

    with pytest.raises(RefusedFile) as refused:
        container.inspected(Large())
    assert refused.value.code == "too_large"


def test_a_broken_part_is_told_and_breaks_nothing(office: Office) -> None:
    content = _packed({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"<Types/>"})
    found = plan(content, unit_id=office.cast.city.pk, today=DAY, edition=editions.binding())
    assert [problem.row for problem in found.problems] == [0]


def test_the_preview_counts_states_names_running_clocks_missing_numbers_and_what_differs(
    office: Office,
) -> None:
    """Accepted on 1 June 2026: thirty days end on 1 July, which is over on the twentieth."""
    late = accepted(
        3, received_on=date(2026, 5, 25), accepted_on=date(2026, 6, 1), settle_by=date(2026, 7, 6)
    )
    seen = preview(planned(office, registered(1), registered(6, state="Đã phân loại"), late), today=DAY)
    assert [(str(label), count) for label, count in seen.states] == [
        ("Đã vào sổ", 1), ("Đã phân loại", 1), ("Đã thụ lý", 1),
    ]  # fmt: skip
    assert [(book.first, book.last, list(book.gaps)) for book in seen.years] == [(1, 6, ["2", "4–5"])]
    settle = next(each for each in seen.running if each.number == 3)
    assert (settle.due, settle.overdue) == (date(2026, 7, 1), True)
    assert [(each.number, each.paper, each.computed, each.days, each.later) for each in seen.differences] == [
        (3, date(2026, 7, 6), date(2026, 7, 1), 5, False),
    ]  # fmt: skip
    assert seen.sealed_count == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_has_instructions_hidden_names_lists_and_three_examples(language: str) -> None:
    with override(language):
        workbook = load_workbook(io.BytesIO(workbooks.template(year=2026)))
    sheet = workbook.worksheets[1]
    assert len(workbook.worksheets) == 3
    assert all(each.sheet_state == "visible" for each in workbook.worksheets)
    assert sheet.row_dimensions[1].hidden
    assert sheet["B1"].value == "number"
    assert [sheet.cell(row, 1).value for row in (3, 4, 5, 6)] == [
        {"vi": "ví dụ", "en": "example"}[language]
    ] * 3 + [None]
    assert len(sheet.data_validations.dataValidation) == 6
    assert sheet["D10"].number_format == "dd/mm/yyyy"


def test_the_template_as_it_is_has_nothing_to_enter(office: Office) -> None:
    assert not planned(office).letters


def test_the_list_of_problems_makes_no_formula_of_what_stood_in_a_cell() -> None:
    problem = Problem(row=6, letter="F", column="sender_name", value="=HYPERLINK(1)", reason="=2")
    sheet = load_workbook(io.BytesIO(workbooks.problem_list([problem]))).active
    assert [cell.value for cell in sheet[2]] == [6, "F6", "Tên người gửi", "'=HYPERLINK(1)", "'=2"]
    assert {cell.data_type for cell in sheet[2][1:]} == {"s"}


def test_the_template_to_fill_in_has_no_formula_in_a_cell() -> None:
    book = load_workbook(io.BytesIO(workbooks.template(year=2026)))
    assert not [cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]
