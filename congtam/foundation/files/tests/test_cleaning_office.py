"""Word and Excel files that leave: nobody's name, no days, no sessions of editing."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from congtam.foundation.files.cleaning import Unclean, clean_office, office_traces
from congtam.foundation.files.tests import dirty


@pytest.mark.parametrize("make", [dirty.docx, dirty.xlsx])
def test_an_office_file_tells_nothing(make: object) -> None:
    content = make()  # type: ignore[operator]
    assert dirty.tells(content)
    assert office_traces(content)
    result = clean_office(content)
    assert not dirty.tells(result)
    assert office_traces(result) == []
    assert clean_office(result) == result


def test_a_word_file_opens_and_says_what_it_said() -> None:
    document = Document(io.BytesIO(clean_office(dirty.docx())))
    assert document.paragraphs[0].text.startswith("Nội dung còn lại")
    assert len(document.inline_shapes) == 1
    assert "thêm" in document.element.xml
    assert "w:rsid" not in document.element.xml
    assert "2026-01-01" not in document.element.xml


def test_a_workbook_opens_and_says_what_it_said() -> None:
    book = load_workbook(io.BytesIO(clean_office(dirty.xlsx())))
    assert book.active["A1"].value == "Nội dung còn lại"
    assert book.active["A1"].comment.text == "Xem lại"


def test_the_days_of_the_archive_itself_are_gone() -> None:
    with zipfile.ZipFile(io.BytesIO(clean_office(dirty.docx()))) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.comment == b""


def test_a_word_file_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(1 << 20))
    with pytest.raises(Unclean, match="bomb"):
        clean_office(out.getvalue())
