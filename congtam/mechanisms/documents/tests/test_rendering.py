"""Facts go into the template as they are, and nothing is left open."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from congtam.foundation.files.cleaning import office_traces
from congtam.foundation.files.tests import dirty
from congtam.mechanisms.documents.packing import NotWord, read_text
from congtam.mechanisms.documents.rendering import NOT_COMPARED, OUR_OWN, MissingVariable, render
from congtam.mechanisms.documents.sources import BadTemplate
from congtam.mechanisms.documents.tests.samples import FACTS, kind, word

CODE = [
    "{{ 7 * 7 }}",
    "{% for x in y %}",
    "{{ issuer }}",
    "{_{ issuer }_}",
    "<w:p>&amp;</w:p>",
    "5 < 6 & \"7\" > '6'",
    "</w:t></w:r>",
    "{# ghi chú #}",
]


def test_the_text_is_read_back_with_all_facts(tmp_path: Path) -> None:
    assert read_text(render(kind(tmp_path), FACTS)).split("\n")[1:-1] == [
        "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        "Số: 05/TB-UBND",
        "Ví Dụ, ngày 05 tháng 02 năm 2026",
        "Gửi Nguyễn Thị Ví Dụ",
        "Thửa đất số 7",
        "Thửa đất số 8",
    ]


def test_all_missing_variables_are_named_at_once_as_people_call_them(tmp_path: Path) -> None:
    given = {name: value for name, value in FACTS.items() if name not in ("who", "what")}
    with pytest.raises(MissingVariable) as refused:
        render(kind(tmp_path), given)
    assert refused.value.names == ("what", "who")
    assert "“Giấy thử”" in str(refused.value)
    assert "các thửa đất, người nhận" in str(refused.value)


@pytest.mark.parametrize("blank", ["", "   ", "\n", [], ["", " "]])
def test_a_blank_value_is_a_missing_one(tmp_path: Path, blank: str | list[str]) -> None:
    with pytest.raises(MissingVariable) as refused:
        render(kind(tmp_path), {**FACTS, "who": blank})
    assert refused.value.names == ("who",)


def test_an_optional_variable_may_be_left_out(tmp_path: Path) -> None:
    paper = kind(tmp_path, "[{{ superior }}]", "{% if superior %}trên{% else %}không{% endif %}")
    assert "[]\nkhông" in read_text(render(paper, FACTS))


def test_a_variable_of_the_template_that_nobody_knows_stops_the_rendering(tmp_path: Path) -> None:
    with pytest.raises(MissingVariable) as refused:
        render(kind(tmp_path, "{{ who }} {{ whom }}"), FACTS)
    assert refused.value.names == ("whom",)


@pytest.mark.parametrize("text", CODE)
def test_a_value_that_looks_like_code_or_markup_is_printed_as_it_stands(tmp_path: Path, text: str) -> None:
    paper = kind(tmp_path, "[{{ who }}]", "{%p for item in what %}", "({{ item }})", "{%p endfor %}")
    printed = read_text(render(paper, {**FACTS, "who": text, "what": [text]}))
    assert f"[{text}]" in printed
    assert f"({text})" in printed


def test_a_value_is_not_code_in_a_header_either(tmp_path: Path) -> None:
    template = word("{{ who }}", header="{{ issuer }}")
    printed = read_text(render(kind(tmp_path), {**FACTS, "issuer": "{{ who }}"}, template))
    assert printed.startswith("{{ who }}\n")


def test_characters_that_no_file_can_hold_are_left_out(tmp_path: Path) -> None:
    printed = read_text(
        render(kind(tmp_path, "[{{ who }}]"), {**FACTS, "who": "Ví\x00\x0b\x07\x0c Dụ\ud800\uffff"})
    )
    assert "[Ví Dụ]" in printed


def test_lines_of_a_text_stay_lines(tmp_path: Path) -> None:
    printed = read_text(render(kind(tmp_path, "[{{ who }}]"), {**FACTS, "who": "một\r\nhai\tba"}))
    assert "[một\nhai\tba]" in printed


def test_a_text_of_several_lines_fills_a_list_and_a_list_fills_a_text(tmp_path: Path) -> None:
    given = {**FACTS, "what": "một\n\nhai", "who": ["ba", "bốn"]}
    assert "Gửi ba\nbốn\nmột\nhai" in read_text(render(kind(tmp_path), given))


@pytest.mark.parametrize("value", [7, None, {"a": "b"}, [1]])
def test_what_is_no_text_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises((TypeError, AttributeError)):
        render(kind(tmp_path), {**FACTS, "who": value})  # type: ignore[dict-item]


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    paper = kind(tmp_path)
    assert render(paper, FACTS) == render(paper, FACTS)
    assert render(paper, FACTS) != render(paper, {**FACTS, "who": "Trần Văn Thí Dụ"})


def test_a_template_not_compared_says_so_in_its_properties_and_not_in_its_text(tmp_path: Path) -> None:
    content = render(kind(tmp_path), FACTS)
    assert Document(BytesIO(content)).core_properties.comments == NOT_COMPARED
    assert "đối chiếu" not in read_text(content)


def test_a_compared_template_carries_no_mark(tmp_path: Path) -> None:
    for content in (
        render(kind(tmp_path, compared=True), FACTS),
        render(kind(tmp_path), FACTS, compared=True),
    ):
        assert Document(BytesIO(content)).core_properties.comments == ""


def test_properties_of_a_template_are_not_filled_in(tmp_path: Path) -> None:
    document = Document(BytesIO(word("{{ who }}")))
    document.core_properties.subject = "{{ who }}"
    target = BytesIO()
    document.save(target)
    content = render(kind(tmp_path), FACTS, target.getvalue())
    assert Document(BytesIO(content)).core_properties.subject == "{{ who }}"


@pytest.mark.parametrize(
    "line",
    [
        "{{ who.__class__ }}",
        "{{ who.upper() }}",
        "{{ range(9) }}",
        "{{ who | safe }}",
        "{{ who['x'] }}",
        "{{r who }}",
    ],
)
def test_a_template_cannot_do_more_than_name_variables(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadTemplate):
        render(kind(tmp_path, line), FACTS)


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotWord):
        render(kind(tmp_path), FACTS, b"%PDF-1.7")


def test_what_is_issued_does_not_tell_who_made_the_template(tmp_path: Path) -> None:
    made = tells(kind(tmp_path).template.read_bytes())
    assert dirty.tells(made)
    content = render(kind(tmp_path), FACTS, made)
    assert not dirty.tells(content)
    assert office_traces(content, keep=OUR_OWN) == []


def tells(template: bytes) -> bytes:
    """The shipped template as a Word of an office leaves it: names, sessions, properties of its own."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as packed, zipfile.ZipFile(out, "w") as target:
        for part in packed.infolist():
            data = packed.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:p>", f'<w:p w:rsidR="{dirty.SECRET}">'.encode(), 1)
            target.writestr(part, data)
        target.writestr("docProps/custom.xml", f"<Properties>{dirty.SECRET}</Properties>")
    return out.getvalue()
