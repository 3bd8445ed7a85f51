"""Makes the shipped Word templates of the letters' documents.

    .venv/bin/python docs/templates/make_templates.py [FOLDER]

Layout: NĐ 30/2020/NĐ-CP, phụ lục I (A4; margins 20/20/30/20 mm top/bottom/left/right, inside its ranges; Times
New Roman; head in two columns, number, place and date, kind and subject, body, authority and signer,
recipients; page number from the second page, centred at the top). The wording is our own and is not that of
the official forms; where a form is prescribed an office compares or uploads it. Running the script twice gives
the same bytes.
"""

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from congtam.mechanisms.documents.packing import packed, parts

TARGET = Path(__file__).resolve().parents[2] / "congtam" / "casework" / "letters" / "documents"
FONT = "Times New Roman"
BODY, NUMBER, HEAD, SMALL = 14, 13, 12, 11
LEFT_COLUMN, RIGHT_COLUMN = Mm(66), Mm(94)

COMPLAINANT = (
    "ông (bà) {{ complainant }}{% if complainant_address %}, địa chỉ: {{ complainant_address }}{% endif %}"
)
WRITTEN = "{% if written_on %} đề ngày {{ written_on }}{% endif %}"


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


def decree_head(document: Any, subject: str, *, considering: str = "") -> None:
    """The beginning of a decision: who decides, and on which grounds."""
    head(document)
    title(document, "QUYẾT ĐỊNH", subject)
    line(document, "{% if decider %}{{ decider }}{% else %}{{ issuer }}{% endif %}", bold=True, before=6, after=4)
    repeated(document, "bases", "Căn cứ {{ item }};", italic=True)
    if considering:
        body(document, considering, italic=True)


def received(document: Any, what: str) -> None:
    """What came, when and from whom."""
    body(document, f"Ngày {{{{ received_on }}}}, cơ quan chúng tôi nhận được {what}{WRITTEN} của {COMPLAINANT}.")


def acceptance_notice(document: Any) -> None:
    """Thông báo thụ lý."""
    head(document)
    title(document, "THÔNG BÁO", "Về việc thụ lý giải quyết khiếu nại")
    addressed(document)
    received(document, "đơn khiếu nại")
    body(document, "Nội dung khiếu nại: {{ content }}")
    body(
        document,
        "Sau khi xem xét, chúng tôi thấy khiếu nại đủ điều kiện và thuộc thẩm quyền giải quyết. "
        "Khiếu nại được thụ lý từ ngày {{ accepted_on }}.",
    )
    body(document, "Hạn giải quyết là {{ settle_by }} ({{ settle_basis }}).")
    contact(document)
    body(document, "Xin thông báo để ông (bà) biết.")
    foot(document)


def refusal_notice(document: Any) -> None:
    """Thông báo không thụ lý."""
    head(document)
    title(document, "THÔNG BÁO", "Về việc không thụ lý giải quyết khiếu nại")
    addressed(document)
    received(document, "đơn khiếu nại")
    body(document, "Nội dung khiếu nại: {{ content }}")
    body(document, "Sau khi xem xét, chúng tôi không thụ lý khiếu nại này. Căn cứ:")
    repeated(document, "grounds", "- {{ item }}")
    body(document, "Lý do cụ thể:")
    repeated(document, "explanation")
    optional(document, "next_step", "Ông (bà) có thể làm tiếp: {{ next_step }}")
    contact(document)
    body(document, "Xin thông báo để ông (bà) biết.")
    foot(document)


def assignment(document: Any) -> None:
    """Quyết định giao nhiệm vụ xác minh."""
    decree_head(document, "Về việc giao nhiệm vụ xác minh nội dung khiếu nại")
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    body(document, f"Điều 1.| Giao {{{{ handler }}}} xác minh đơn khiếu nại{WRITTEN} của {COMPLAINANT}, nội dung: {{{{ content }}}}")
    body(document, "Điều 2.| Nhiệm vụ được giao:")
    repeated(document, "task")
    optional(document, "report_by", "Kết quả xác minh được báo cáo bằng văn bản, chậm nhất {{ report_by }}.")
    body(
        document,
        "Điều 3.| Quyết định này có hiệu lực kể từ ngày ký. Người được giao nhiệm vụ và các cá nhân, đơn vị có "
        "liên quan thực hiện Quyết định này.",
    )
    foot(document)


def decision_first(document: Any) -> None:
    """Quyết định giải quyết khiếu nại lần đầu; its parts are those of Luật Khiếu nại 02/2011/QH13, Điều 31."""
    decree_head(
        document,
        "Về việc giải quyết khiếu nại của ông (bà) {{ complainant }} (lần đầu)",
        considering=f"Xét đơn khiếu nại{WRITTEN} của {COMPLAINANT},",
    )
    body(document, "Nội dung khiếu nại|")
    body(document, "{{ content }}")
    body(document, "Kết quả xác minh|")
    repeated(document, "findings")
    line(document, "{%p if dialogue %}")
    body(document, "Kết quả đối thoại|")
    line(document, "{%p endif %}")
    repeated(document, "dialogue")
    body(document, "Kết luận|")
    body(document, "{{ conclusion }}")
    line(document, "QUYẾT ĐỊNH:", bold=True, before=6, after=4)
    body(document, "Điều 1.| Giải quyết khiếu nại của ông (bà) {{ complainant }} như sau:")
    repeated(document, "decision", "- {{ item }}")
    body(
        document,
        "Điều 2.| Nếu không đồng ý với Quyết định này, trong thời hạn {{ second_within }}, ông (bà) {{ complainant }} "
        "có quyền khiếu nại lần hai{% if second_to %} đến {{ second_to }}{% endif %}, hoặc khởi kiện vụ án hành "
        "chính tại tòa án theo quy định của Luật Tố tụng hành chính.",
    )
    body(
        document,
        "Điều 3.| Ông (bà) {{ complainant }} và các cơ quan, đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành "
        "Quyết định này.",
    )
    foot(document)


def answer(document: Any) -> None:
    """Công văn trả lời, kèm quyết định."""
    head(document, letter_subject="V/v trả lời khiếu nại của ông (bà) {{ complainant }}")
    addressed(document)
    body(document, f"Trả lời đơn khiếu nại{WRITTEN} của ông (bà) (nội dung: {{{{ content }}}}), chúng tôi xin thông báo:")
    repeated(document, "message")
    body(document, "Gửi kèm công văn này: {{ decision_symbol }}.")
    body(document, "Nếu không đồng ý, ông (bà) có thể: {{ next_step }}")
    body(document, "Hạn cuối: {{ last_day }}.")
    contact(document)
    foot(document)


def guidance(document: Any) -> None:
    """Phiếu hướng dẫn: whose the complaint is."""
    head(document)
    title(document, "PHIẾU HƯỚNG DẪN", "Về việc gửi đơn đến cơ quan có thẩm quyền")
    addressed(document)
    received(document, "đơn")
    body(document, "Nội dung đơn: {{ content }}")
    body(document, "Sau khi xem xét, chúng tôi thấy việc này không thuộc thẩm quyền giải quyết của cơ quan chúng tôi.")
    repeated(document, "explanation")
    body(
        document,
        "Người có thẩm quyền giải quyết là: {{ competent_body }}. Đề nghị ông (bà) gửi đơn đến đó để được xem xét "
        "theo quy định.",
    )
    contact(document)
    foot(document)


MAKERS: tuple[Callable[[Any], None], ...] = (
    acceptance_notice, refusal_notice, assignment, decision_first, answer, guidance,
)  # fmt: skip


def made(maker: Callable[[Any], None]) -> bytes:
    """The template as bytes."""
    document = new_document()
    document._body.clear_content()
    maker(document)
    target = io.BytesIO()
    document.save(target)
    return packed(parts(target.getvalue()))


def main(folder: Path = TARGET) -> None:
    """Write all templates into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for maker in MAKERS:
        (folder / f"{maker.__name__}.docx").write_bytes(made(maker))


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:2]))
