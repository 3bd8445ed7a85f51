"""Word files and kinds for tests; nothing here is registered."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document

from congtam.mechanisms.documents import symbols
from congtam.mechanisms.documents.kinds import DocumentKind, Value

ISSUED_ON = date(2026, 2, 5)
FACTS: dict[str, Value] = {
    "number_line": "Số: 05/TB-UBND",
    "date_line": "Ví Dụ, ngày 05 tháng 02 năm 2026",
    "issuer": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    "who": "Nguyễn Thị Ví Dụ",
    "what": ["Thửa đất số 7", "Thửa đất số 8"],
}
LINES = (
    "{{ issuer }}", "{{ number_line }}", "{{ date_line }}", "Gửi {{ who }}",
    "{%p for item in what %}", "{{ item }}", "{%p endfor %}",
)  # fmt: skip


def word(*lines: str, header: str = "") -> bytes:
    """A Word file with one paragraph a line."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, text: str, *, instead: tuple[str, str] | None = None) -> bytes:
    """The archive with one more part, or (``instead``) with words replaced in the part ``name``."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for entry in source.infolist():
            data = source.read(entry)
            if instead and entry.filename == name:
                assert instead[0].encode() in data
                data = data.replace(instead[0].encode(), instead[1].encode())
            archive.writestr(entry.filename, data)
        if instead is None:
            archive.writestr(name, text)
    return target.getvalue()


def kind(folder: Path, *lines: str, **changes: Any) -> DocumentKind:
    """A kind that names ``who`` and ``what``, with a template of ``lines``."""
    template = folder / "template.docx"
    template.write_bytes(word(*(lines or LINES)))
    described: dict[str, Any] = {
        "name": "tests.paper",
        "label": "Giấy thử",
        "template": template,
        "series": "TB",
        "symbol": symbols.STATE,
        "numbering": "year",
        "variables": ("number_line", "date_line", "issuer", "who", "what"),
        "optional": ("superior",),
        "sample": FACTS,
        "labels": {"who": "người nhận", "what": "các thửa đất"},
        "needs_issue": "letters.accept",
        "needs_handle": "letters.dispatch",
    }
    return DocumentKind(**(described | changes))
