"""The sheet of an official document: page, head, title, body, foot (NĐ 30/2020/NĐ-CP, phụ lục I).

A4; margins 20/20/30/20 mm (top, bottom, left, right), inside the decree's ranges; Times New Roman; page
number from the second page, centred at the top.
"""

from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

FONT = "Times New Roman"
BODY, NUMBER, HEAD, SMALL = 14, 13, 12, 11
LEFT_COLUMN, RIGHT_COLUMN = Mm(66), Mm(94)


def new_document() -> Any:
    """An A4 page with the decree's margins and font, in Vietnamese."""
    document = Document()
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    fonts = style.element.rPr.rFonts
    for name in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(name), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    page_number(section.header.paragraphs[0])
    describe(document)
    return document


def describe(document: Any) -> None:
    """Fixed properties: nobody's name, one day, so that the file is the same each time."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    properties.language, properties.revision = "vi-VN", 1


def page_number(paragraph: Any) -> None:
    """The field PAGE, centred."""
    paragraph.alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(NUMBER)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def line(
    place: Any, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False,
    align: Any = ALIGN.CENTER, before: float = 0, after: float = 0,
) -> Any:  # fmt: skip
    """One paragraph of one style. The first empty paragraph of a table cell is used up."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else None
    unused = first is not None and len(place.paragraphs) == 1 and not first.runs
    paragraph = first if unused else place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def rule(place: Any, *, indent: Any) -> None:
    """A thin line below the text before, shorter than the column by ``indent`` on both sides."""
    paragraph = place.add_paragraph()
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = indent
    shape.line_spacing, shape.space_before, shape.space_after = Pt(4), Pt(3), Pt(2)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def columns(document: Any) -> tuple[Any, Any]:
    """A table of two cells without borders."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for place, width in enumerate((LEFT_COLUMN, RIGHT_COLUMN)):
        table.columns[place].width = table.rows[0].cells[place].width = width
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table.rows[0].cells[0], table.rows[0].cells[1]


def head(document: Any, *, letter_subject: str = "") -> None:
    """Issuer and number on the left, the national title, place and date on the right."""
    left, right = columns(document)
    line(left, "{%p if superior %}", size=HEAD)
    line(left, "{{ superior }}", size=HEAD)
    line(left, "{%p endif %}", size=HEAD)
    line(left, "{{ issuer }}", size=HEAD, bold=True)
    rule(left, indent=Mm(20))
    line(left, "{{ number_line }}", size=NUMBER)
    if letter_subject:
        line(left, letter_subject, size=12)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=HEAD, bold=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", size=NUMBER, bold=True)
    rule(right, indent=Mm(18))
    line(right, "{{ date_line }}", size=NUMBER, italic=True)


def title(document: Any, kind: str, subject: str) -> None:
    """The name of the kind and what it is about."""
    line(document, kind, bold=True, before=14)
    line(document, subject, bold=True)
    rule(document, indent=Mm(58))


def addressed(document: Any) -> None:
    """Kính gửi, and the address where it is known."""
    line(document, "Kính gửi: Ông (bà) {{ complainant }}", before=8)
    line(document, "{%p if complainant_address %}")
    line(document, "({{ complainant_address }})", after=4)
    line(document, "{%p endif %}")


def body(document: Any, text: str, *, italic: bool = False) -> None:
    """A paragraph of the body. ``text`` before a ``|`` is bold ("Điều 1.|Giao …")."""
    paragraph = line(document, "", align=ALIGN.JUSTIFY, before=3, after=3)
    paragraph.paragraph_format.first_line_indent = Mm(12.7)
    strong, bar, rest = text.partition("|")
    for piece, bold in ((strong, True), (rest, False)) if bar else ((text, False),):
        run = paragraph.add_run(piece)
        run.bold, run.italic = bold, italic


def repeated(document: Any, name: str, text: str = "{{ item }}", *, italic: bool = False) -> None:
    """One paragraph for each item of a list."""
    line(document, f"{{%p for item in {name} %}}")
    body(document, text, italic=italic)
    line(document, "{%p endfor %}")


def optional(document: Any, name: str, text: str) -> None:
    """A paragraph that is there only when the variable has a value."""
    line(document, f"{{%p if {name} %}}")
    body(document, text)
    line(document, "{%p endif %}")


def contact(document: Any) -> None:
    """Whom to ask."""
    optional(document, "contact", "Khi cần trao đổi, xin liên hệ: {{ contact }}.")


def foot(document: Any) -> None:
    """Recipients on the left; authority, post, room for the signature and name on the right."""
    line(document, "", size=6)
    for paragraph in document.paragraphs[-4:]:  # a signature never stands alone on a page
        paragraph.paragraph_format.keep_with_next = True
    left, right = columns(document)
    line(left, "Nơi nhận:", size=12, bold=True, italic=True, align=ALIGN.LEFT)
    line(left, "{%p for item in recipients %}", align=ALIGN.LEFT)
    line(left, "- {{ item }}", size=SMALL, align=ALIGN.LEFT)
    line(left, "{%p endfor %}", align=ALIGN.LEFT)
    line(right, "{%p if signer_authority %}")
    line(right, "{{ signer_authority }}", bold=True)
    line(right, "{%p endif %}")
    line(right, "{{ signer_title }}", bold=True)
    line(right, "{{ signer_name }}", bold=True, before=64)
