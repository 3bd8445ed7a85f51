"""The papers of a complaint as they come out of the printer."""

import runpy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pypdfium2
import pytest
from docx import Document
from PIL import Image, ImageChops, ImageStat

import congtam
from congtam.casework.letters.documents import (
    ACCEPTANCE,
    ANSWER,
    ASSIGNMENT,
    COMPLEXITY,
    DECISION,
    GUIDANCE,
    REFUSAL,
    RESUMPTION,
    SUSPENSION,
    TEMPLATES,
)
from congtam.mechanisms.documents import pdf
from congtam.mechanisms.documents.glyphs import LETTERS
from congtam.mechanisms.documents.kinds import DocumentKind
from congtam.mechanisms.documents.packing import read_text
from congtam.mechanisms.documents.rendering import NOT_COMPARED, render

KINDS = (
    ACCEPTANCE, REFUSAL, ASSIGNMENT, DECISION, ANSWER, GUIDANCE, SUSPENSION, RESUMPTION, COMPLEXITY,
)  # fmt: skip
SCRIPT = Path(congtam.__file__).parents[1] / "docs" / "templates" / "make_templates.py"
#: a code point that Unicode has not assigned: a font shows what it shows for letters that it lacks
NOWHERE = "\u0378"
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
PICTURE = (32, 32)
needs_libreoffice = pytest.mark.skipif(pdf.program() is None, reason="LibreOffice (soffice) is not installed")


def sample(kind: DocumentKind, **changes: Any) -> bytes:
    """The kind's sample with changes."""
    return render(kind, {**kind.sample, **changes})


def test_the_shipped_templates_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    runpy.run_path(str(SCRIPT))["main"](tmp_path)
    made, shipped = ({path.name: path for path in folder.iterdir()} for folder in (tmp_path, TEMPLATES))
    assert set(made) == set(shipped) == {kind.template.name for kind in KINDS}
    for name, path in made.items():
        assert read_text(path.read_bytes()) == read_text(shipped[name].read_bytes()), name


@every_kind
def test_a_paper_is_a4_with_the_margins_of_the_decree(kind: DocumentKind) -> None:
    section = Document(BytesIO(sample(kind))).sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 20, 20]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin) if side] == [30, 20]


@every_kind
def test_a_paper_has_the_national_title_number_place_date_and_signer(kind: DocumentKind) -> None:
    text = read_text(sample(kind))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        "Số: 05/",
        "Xã Ví Dụ, ngày 05 tháng 02 năm 2026",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Thí Dụ",
    ):
        assert part in text


@every_kind
def test_a_paper_says_outside_its_text_that_its_template_was_not_compared(kind: DocumentKind) -> None:
    content = sample(kind)
    assert not kind.compared
    assert Document(BytesIO(content)).core_properties.comments == NOT_COMPARED
    assert NOT_COMPARED not in read_text(content)


@every_kind
def test_a_superior_body_is_printed_above_the_issuer_where_there_is_one(kind: DocumentKind) -> None:
    lines = read_text(sample(kind, superior="ỦY BAN NHÂN DÂN TỈNH VÍ DỤ")).split("\n")
    assert lines.index("ỦY BAN NHÂN DÂN TỈNH VÍ DỤ") + 1 == lines.index("ỦY BAN NHÂN DÂN XÃ VÍ DỤ")


def test_the_notice_of_acceptance_says_until_when_and_why() -> None:
    text = read_text(sample(ACCEPTANCE))
    assert "Khiếu nại được thụ lý từ ngày 05/02/2026." in text
    assert "thứ Hai 09/03/2026 (30 ngày kể từ ngày thụ lý, theo Điều 28 Luật Khiếu nại)" in text


def test_a_letter_without_date_and_address_gives_a_whole_sentence() -> None:
    text = read_text(sample(ACCEPTANCE, written_on="", complainant_address=""))
    assert "nhận được đơn khiếu nại của ông (bà) Nguyễn Thị Ví Dụ." in text


def test_the_decision_names_dialogue_only_where_there_was_one() -> None:
    assert "Kết quả đối thoại" in read_text(sample(DECISION))
    assert "Kết quả đối thoại" not in read_text(sample(DECISION, dialogue=""))


def test_the_decision_says_what_one_may_do_next_and_how_long() -> None:
    text = read_text(sample(DECISION))
    assert "trong thời hạn 30 ngày kể từ ngày nhận được Quyết định này" in text
    assert "khiếu nại lần hai đến Chủ tịch Ủy ban nhân dân tỉnh Ví Dụ, hoặc khởi kiện vụ án" in text


def test_the_answer_is_an_official_letter_without_a_kind_in_its_symbol() -> None:
    text = read_text(sample(ANSWER))
    assert "Số: 05/UBND-TCD" in text
    assert "V/v trả lời khiếu nại" in text
    assert "Hạn cuối: 30 ngày kể từ ngày bà nhận được Quyết định." in text


def test_the_guidance_names_who_is_competent() -> None:
    text = read_text(sample(GUIDANCE))
    assert "Người có thẩm quyền giải quyết là: Chủ tịch Ủy ban nhân dân xã Thí Dụ." in text


@pytest.mark.parametrize(
    ("kind", "day", "form"),
    [
        (ACCEPTANCE, date(2013, 12, 15), None),
        (ACCEPTANCE, date(2020, 12, 9), ("01-KN", "07/2013/TT-TTCP")),
        (ACCEPTANCE, date(2020, 12, 10), ("Mẫu số 03", "124/2020/NĐ-CP")),
        (ACCEPTANCE, date(2026, 6, 30), ("Mẫu số 03", "124/2020/NĐ-CP")),
        (ACCEPTANCE, date(2026, 7, 1), ("Mẫu số 03", "155/2026/NĐ-CP")),
        (REFUSAL, date(2019, 1, 1), ("02-KN", "07/2013/TT-TTCP")),
        (REFUSAL, date(2026, 7, 1), ("Mẫu số 04", "155/2026/NĐ-CP")),
        (ASSIGNMENT, date(2019, 1, 1), ("03-KN", "07/2013/TT-TTCP")),
        (ASSIGNMENT, date(2026, 7, 1), ("Mẫu số 05", "124/2020/NĐ-CP")),
        (DECISION, date(2019, 1, 1), None),
        (DECISION, date(2021, 1, 1), ("Mẫu số 15", "124/2020/NĐ-CP")),
        (GUIDANCE, date(2021, 11, 14), ("03-XLĐ", "07/2014/TT-TTCP")),
        (GUIDANCE, date(2021, 11, 15), ("Mẫu số 02", "05/2021/TT-TTCP")),
        (ANSWER, date(2026, 1, 1), None),
    ],
)
def test_the_official_form_depends_on_the_day(
    kind: DocumentKind, day: date, form: tuple[str, str] | None
) -> None:
    found = kind.form_on(day)
    assert (None if found is None else (found.number, found.law)) == form


def test_a_form_known_from_memory_says_so() -> None:
    found = DECISION.form_on(date(2021, 1, 1))
    assert found is not None
    assert found.confidence == "from_memory"


@needs_libreoffice
def test_every_vietnamese_letter_is_drawn_in_the_pdf() -> None:
    """Letters that a font lacks share one glyph: most vanish from the text, and one looks like NOWHERE."""
    content = pdf.to_pdf(sample(GUIDANCE, content=" ".join((*LETTERS, NOWHERE))))
    assert content is not None
    with opened(content) as document:
        pictures = letters_on(document[0])
    assert set(LETTERS) - set(pictures) == set()
    nothing = pictures.get(NOWHERE, Image.new("L", PICTURE, 255))
    assert [letter for letter in LETTERS if difference(pictures[letter], nothing) < 15] == []


@needs_libreoffice
@every_kind
def test_the_pdf_holds_the_text_of_the_paper(kind: DocumentKind) -> None:
    content = pdf.to_pdf(sample(kind))
    assert content is not None
    with opened(content) as document:
        text = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Trần Văn Thí Dụ" in text
    assert NOT_COMPARED not in text


def opened(content: bytes) -> Any:
    """The PDF; closed at the end of a ``with``."""
    return cast(Any, pypdfium2.PdfDocument)(content)


def letters_on(page: Any) -> dict[str, Image.Image]:
    """The picture of each letter on the page, all of one size."""
    scale = 6
    image = page.render(scale=scale).to_pil().convert("L")
    text = page.get_textpage()
    found = {}
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        sides = (left * scale, image.height - top * scale, right * scale, image.height - bottom * scale)
        box = tuple(round(side) for side in sides)
        if box[0] < box[2] and box[1] < box[3]:
            found[text.get_text_range(index, 1)] = image.crop(box).resize(PICTURE)
    return found


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures in grey levels (0 to 255)."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])
