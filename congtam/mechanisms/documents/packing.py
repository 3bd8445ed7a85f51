"""Word files as archives: what is inside, the same bytes for the same content, the text read back."""

import io
import zipfile
from collections.abc import Mapping

from docx import Document
from docx.oxml.ns import qn

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTENT_TYPES = "[Content_Types].xml"
#: the first day that a zip archive can name
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: what an archive may unpack to, in bytes: a few kilobytes of zip can claim gigabytes
MAX_UNPACKED = 50 * 1024 * 1024


class NotWord(Exception):
    """The bytes are no Word document, or one that must not be opened."""


def parts(content: bytes) -> dict[str, bytes]:
    """All parts of a Word file by name. Raises NotWord."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise NotWord("unpacks to too much")
            found = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotWord(str(error)) from error
    if _CONTENT_TYPES not in found or "word/document.xml" not in found:
        raise NotWord("no word/document.xml")
    return found


def packed(members: Mapping[str, bytes]) -> bytes:
    """The archive with a fixed order and fixed times, so that equal content gives equal bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name])
    return target.getvalue()


def read_text(content: bytes) -> str:
    """The text that is printed, one line a paragraph: header, body and tables, footer. Raises NotWord."""
    parts(content)
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    roots = (section.header._element, document.element.body, section.footer._element)
    return "\n".join(_line(paragraph) for root in roots for paragraph in root.iter(qn("w:p")))


def _line(paragraph: object) -> str:
    marks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    text = qn("w:t")
    nodes = paragraph.iter(text, *marks)  # type: ignore[attr-defined]
    return "".join(node.text or "" if node.tag == text else marks[node.tag] for node in nodes)
