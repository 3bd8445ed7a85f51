"""PDF through PDFium, which must not be called by two threads at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw
from django.utils.translation import gettext as _
from PIL import Image

from congtam.foundation.files.limits import limit
from congtam.foundation.files.measures import Measures
from congtam.foundation.files.refusal import RefusedFile

_one_at_a_time = threading.Lock()
_pdfium: Any = pypdfium2  # its functions carry no types
_raw: Any = pypdfium2.raw
_POINTS_PER_INCH = 72


@contextmanager
def _document(content: BinaryIO | bytes) -> Iterator[Any]:
    """The open document. Raises RefusedFile("encrypted" or "broken")."""
    with _one_at_a_time:
        try:
            document = _pdfium.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            yield document
        finally:
            document.close()


def _refusal(error: pypdfium2.PdfiumError) -> RefusedFile:
    code = getattr(error, "err_code", None)
    return _encrypted() if code in (_raw.FPDF_ERR_PASSWORD, _raw.FPDF_ERR_SECURITY) else _broken()


def _encrypted() -> RefusedFile:
    return RefusedFile(
        "encrypted",
        _("Tệp PDF có đặt mật khẩu hoặc bị khóa, không lưu trữ lâu dài được."),
        _("Hãy bỏ mật khẩu (mở tệp, chọn In › Lưu thành PDF) hoặc quét lại bản giấy."),
    )


def _broken() -> RefusedFile:
    return RefusedFile(
        "broken", _("Tệp PDF bị hỏng, không mở được."), _("Hãy quét lại, hoặc mở tệp rồi lưu thành PDF mới.")
    )


def measure(stream: BinaryIO) -> Measures:
    """The number of pages. Raises RefusedFile("encrypted" or "broken")."""
    with _document(stream) as document:
        # A PDF that only restricts printing opens without a password, and still cannot be archived.
        if _raw.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise _encrypted()
        pages = len(document)
        if pages == 0:
            raise _broken()
        # Up to the limit every page must open; beyond it the document is refused anyway.
        for index in range(min(pages, limit("MAX_PAGES"))):
            _open_and_close(document, index)
        return Measures(pages=pages)


def _open_and_close(document: Any, index: int) -> None:
    try:
        document[index].close()
    except pypdfium2.PdfiumError as error:
        raise _broken() from error


def render(content: bytes, page: int, *, dpi: int) -> Image.Image:
    """Page `page` (from 0) as an RGB picture; the resolution is lowered where a huge page would need more
    pixels than the limit. Raises RefusedFile, IndexError."""
    with _document(content) as document:
        if not 0 <= page < len(document):
            raise IndexError(page)
        try:
            loaded = document[page]
            width, height = loaded.get_size()
            scale = min(dpi / _POINTS_PER_INCH, (limit("MAX_PIXELS") / max(width * height, 1)) ** 0.5)
            bitmap = loaded.render(scale=scale, rev_byteorder=True)
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            loaded.close()
        except pypdfium2.PdfiumError as error:
            raise _broken() from error
        return picture
