"""Nothing that was typed becomes a formula, whatever it is: the file is written and opened again."""

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from congtam.interface.web.books.cells import FORMULA_STARTS, neutral
from congtam.interface.web.books.layout import Column, Line, Sheet
from congtam.interface.web.books.workbook import HEADINGS, write

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
#: what begins like a formula comes often, everything else too
TYPED = st.one_of(
    st.text(LETTERS, max_size=40),
    st.builds(
        str.__add__,
        st.sampled_from([*FORMULA_STARTS, "\x00=", "\x1f+", "\x0b@"]),
        st.text(LETTERS, max_size=20),
    ),
)
SHEET = Sheet(
    title="Sổ thử", unit="=Đơn vị (thử)", period="2026", name="so-thu",
    columns=[Column(label="=một", width=10), Column(label="hai", width=10)],
)  # fmt: skip


def written_again(lines: list[Line]) -> list[tuple[object, str]]:
    out = io.BytesIO()
    write(SHEET, lines, out)
    page = load_workbook(out).worksheets[0]
    return [(cell.value, cell.data_type) for row in page.iter_rows(min_row=HEADINGS[1] + 1) for cell in row]


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_a_neutral_text_begins_like_no_formula_and_loses_nothing(text: str) -> None:
    made = neutral(text)
    assert not made.startswith(FORMULA_STARTS)
    assert neutral(made) == made
    kept = "".join(letter for letter in text if letter >= " " or letter in "\t\r\n")
    assert made in (kept, f"'{kept}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TYPED, TYPED), min_size=1, max_size=6))
def test_a_written_book_opened_again_has_no_formula(rows: list[tuple[str, str]]) -> None:
    for value, kind in written_again(
        [Line(cells=row, voided=bool(place % 2)) for place, row in enumerate(rows)]
    ):
        assert kind != "f"
        assert value is None or not str(value).startswith(FORMULA_STARTS)


def test_numbers_and_days_are_no_text_that_begins_with_a_sign() -> None:
    assert written_again([Line(cells=(-5, date(2026, 3, 4)))]) == [(-5, "n"), ("04/03/2026", "s")]


def test_head_and_headings_are_neutral_too() -> None:
    out = io.BytesIO()
    write(SHEET, [], out)
    page = load_workbook(out).worksheets[0]
    assert page["A1"].value == "'=Đơn vị (thử)"
    assert page.cell(HEADINGS[0], 1).value == "'=một"
