"""Pages of a document as pictures, for reading and for showing."""

import io

from PIL import Image

from congtam.foundation.files import pdf, pictures, sniffing
from congtam.foundation.files.refusal import RefusedFile
from congtam.foundation.files.sniffing import HEAD_BYTES


def count_pages(content: bytes) -> int:
    """The number of pages of a PDF or picture. Raises RefusedFile."""
    kind = _kind(content)
    stream = io.BytesIO(content)
    return (pdf.measure(stream) if kind == sniffing.PDF else pictures.measure(stream, kind)).pages


def render_page(content: bytes, page: int, *, dpi: int = 300) -> Image.Image:
    """Page `page` (from 0) as an RGB picture.

    A PDF is drawn at `dpi`; a picture is given as it was made (its own resolution in `info["dpi"]`), turned
    as its camera says. Raises RefusedFile for damaged bytes, IndexError for a page that is not there.
    """
    kind = _kind(content)
    if kind != sniffing.PDF:
        return pictures.page(io.BytesIO(content), kind, page)
    drawn = pdf.render(content, page, dpi=dpi)
    drawn.info["dpi"] = (dpi, dpi)
    return drawn


def _kind(content: bytes) -> str:
    kind = sniffing.media_type(content[:HEAD_BYTES])
    if kind is None:
        raise RefusedFile("wrong_type", "not a PDF or picture", "")
    return kind
