"""An uploaded template is looked into, and every problem is said."""

from pathlib import Path

import pytest

from congtam.mechanisms.documents import checking
from congtam.mechanisms.documents.checking import check_template
from congtam.mechanisms.documents.packing import MAX_UNPACKED
from congtam.mechanisms.documents.tests.samples import LINES, kind, with_part, word

RELATIONSHIP = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    ' Target="https://vi-du.invalid/x" TargetMode="External"/></Relationships>'
)


@pytest.fixture
def codes(tmp_path: Path) -> "Codes":
    return Codes(tmp_path)


class Codes:
    """Calls the check and gives the codes of what it found."""

    def __init__(self, folder: Path) -> None:
        self.kind = kind(folder)

    def __call__(self, content: bytes) -> list[str]:
        found = check_template(content, self.kind)
        assert all(problem.message for problem in found)
        return [problem.code for problem in found]


def test_a_good_template_has_no_problem(codes: Codes) -> None:
    assert codes(word(*LINES)) == []


def test_a_variable_may_stand_in_the_header(codes: Codes) -> None:
    assert codes(word(*LINES[1:], header="{{ issuer }}")) == []


def test_a_variable_that_word_split_into_runs_is_understood(codes: Codes) -> None:
    from io import BytesIO

    from docx import Document

    document = Document(BytesIO(word(*LINES[:3], *LINES[4:])))
    paragraph = document.add_paragraph("Gửi {")
    for piece in ("{ w", "ho ", "}}"):
        paragraph.add_run(piece).bold = True
    target = BytesIO()
    document.save(target)
    assert codes(target.getvalue()) == []


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"PK\x03\x04 no archive", b"<html></html>"])
def test_what_is_no_word_file_is_named_so(codes: Codes, content: bytes) -> None:
    assert codes(content) == ["not_word"]


def test_an_archive_without_a_document_is_no_word_file(codes: Codes) -> None:
    assert codes(with_part(b"PK\x05\x06" + bytes(18), "a.txt", "a")) == ["not_word"]


def test_an_empty_file_is_named_so(codes: Codes) -> None:
    assert codes(b"") == ["empty"]


def test_a_file_too_large_is_refused_before_it_is_opened(codes: Codes) -> None:
    assert codes(bytes(checking.MAX_BYTES + 1)) == ["too_large"]


def test_an_archive_that_unpacks_to_gigabytes_is_not_unpacked(codes: Codes) -> None:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(MAX_UNPACKED + 1))
    assert len(target.getvalue()) < checking.MAX_BYTES
    assert codes(target.getvalue()) == ["not_word"]


def test_a_template_with_macros_is_refused(codes: Codes) -> None:
    good = word(*LINES)
    plain, macro = "wordprocessingml.document.main+xml", "document.macroEnabled.main+xml"
    docm = with_part(good, "[Content_Types].xml", "", instead=(plain, macro))
    assert codes(docm) == ["macros"]
    assert codes(with_part(good, "word/vbaProject.bin", "x")) == ["macros"]


@pytest.mark.parametrize("kind_of_link", ["image", "attachedTemplate", "oleObject"])
def test_what_is_fetched_from_outside_is_refused(codes: Codes, kind_of_link: str) -> None:
    linked = with_part(word(*LINES), "word/_rels/settings.xml.rels", RELATIONSHIP % kind_of_link)
    assert codes(linked) == ["external"]


def test_a_link_to_click_on_is_allowed(codes: Codes) -> None:
    assert codes(with_part(word(*LINES), "word/_rels/other.xml.rels", RELATIONSHIP % "hyperlink")) == []


def test_unknown_and_missing_variables_are_named(tmp_path: Path) -> None:
    unknown, missing = check_template(word(*LINES[:3], "{{ nguoi_nhan }}", *LINES[4:]), kind(tmp_path))
    assert (unknown.code, unknown.names) == ("unknown", ("nguoi_nhan",))
    assert "nguoi_nhan" in unknown.message
    assert (missing.code, missing.names) == ("missing", ("who",))
    assert "người nhận ({{ who }})" in missing.message


@pytest.mark.parametrize(
    "line",
    [
        "{{ who.name }}", "{{ who() }}", "{{ who | safe }}", "{{r who }}", "{{ who", "{% if who %}",
        "{% autoescape false %}{{ who }}{% endautoescape %}", "{% import 'x' as y %}", "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}", "{{ 'a' ~ who }}", "{{ 9 ** 9 }}",
    ],
)  # fmt: skip
def test_what_is_more_than_variables_conditions_and_loops_is_refused(codes: Codes, line: str) -> None:
    assert codes(word(*LINES, line)) == ["language"]


def test_a_variable_where_nothing_is_filled_in_is_told(codes: Codes) -> None:
    assert codes(with_part(word(*LINES), "word/comments.xml", "<x>{{ who }}</x>")) == ["outside"]
