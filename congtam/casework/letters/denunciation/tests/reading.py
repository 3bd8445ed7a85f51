"""Reading issued papers again, as whoever gets them would: every word of the Word file, its properties too."""

import io
import zipfile

from docx import Document

from congtam.casework.letters.denunciation.models import Denunciation
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.reading import docx_bytes


def papers_of(found: Denunciation) -> dict[str, str]:
    """The whole text of each paper of the denunciation and of its protection, by kind."""
    rows = IssuedDocument.objects.filter(
        record__in=[found.pk, *found.protections.values_list("pk", flat=True)]
    )
    return {
        row.kind.partition(".")[2]: words_of(docx_bytes(row))
        for row in rows.select_related("record__data_key")
    }


def words_of(content: bytes) -> str:
    """All text of a .docx: what is seen, and every other part of the archive."""
    document = Document(io.BytesIO(content))
    seen = [paragraph.text for paragraph in document.paragraphs]
    seen += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join([*seen, *parts])
