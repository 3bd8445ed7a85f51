"""Looking into an upload before anything is stored."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congtam.foundation.files import pdf, pictures, sniffing, unpacking
from congtam.foundation.files.limits import limit
from congtam.foundation.files.measures import Measures
from congtam.foundation.files.refusal import RefusedFile

#: A path, an open binary stream that can seek (Django's uploads can), or the bytes.
Source = Path | BinaryIO | bytes


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What a file is. `size` in bytes; `width` and `height` of a picture's first page in pixels, None for a
    PDF; `sha256` of the bytes as hex."""

    media_type: str
    extension: str
    size: int
    pages: int
    width: int | None
    height: int | None
    sha256: str


def inspect_upload(source: Source, *, name: str) -> Inspection:
    """What the bytes are, whatever the file is called.

    Raises RefusedFile. Size is checked before a byte is read, and nothing is read into memory whole. A stream
    is left at its beginning.
    """
    with opened(source) as stream:
        size = check_size(stream)
        kind = _type(stream, name=name)
        measures = _measures(stream, kind)
        _limit_pages(measures.pages)
        return Inspection(
            media_type=kind,
            extension=sniffing.EXTENSIONS[kind],
            size=size,
            pages=measures.pages,
            width=measures.width,
            height=measures.height,
            sha256=digest(stream),
        )


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The source as a stream at its beginning; only what is opened here is closed here."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    elif isinstance(source, bytes):
        yield io.BytesIO(source)
    else:
        source.seek(0)
        yield source
        source.seek(0)


def digest(stream: BinaryIO) -> str:
    """SHA-256 of the whole stream as hex; reads from the beginning and returns there."""
    stream.seek(0)
    total = sha256()
    while block := stream.read(1 << 20):
        total.update(block)
    stream.seek(0)
    return total.hexdigest()


def check_size(stream: BinaryIO) -> int:
    """The size in bytes; not a byte is read. Raises RefusedFile("empty" or "too_large")."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise RefusedFile(
            "empty", _("Tệp rỗng, không có nội dung."), _("Hãy quét hoặc chụp lại rồi gửi lại.")
        )
    most = limit("MAX_BYTES")
    if size > most:
        raise RefusedFile(
            "too_large",
            _("Tệp nặng %(size)s MB, quá mức %(most)s MB.")
            % {"size": _megabytes(size), "most": _megabytes(most)},
            _("Hãy quét ở 300 dpi đen trắng hoặc xám, hoặc tách thành nhiều tệp."),
        )
    return size


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))


def _type(stream: BinaryIO, *, name: str) -> str:
    head = stream.read(sniffing.HEAD_BYTES)
    stream.seek(0)
    kind = sniffing.media_type(head)
    if kind == sniffing.HEIC and not pictures.can_heic():
        raise RefusedFile(
            "wrong_type",
            _("Đây là ảnh HEIC của điện thoại, máy chủ không đọc được."),
            _("Hãy lưu ảnh thành JPEG; trên iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất."),
        )
    if kind is None:
        raise _wrong_type(sniffing.what_else(head), Path(name).suffix.lower())
    return kind


def _wrong_type(content: str, suffix: str) -> RefusedFile:
    reasons = {
        "html": _("Bên trong tệp là trang web (HTML), không phải bản quét."),
        "office": _("Đây là tệp Word hoặc Excel, không phải bản quét."),
        "archive": _("Đây là tệp nén, không phải bản quét."),
        "text": _("Bên trong tệp là văn bản thô, không phải bản quét."),
    }
    hints = {
        "office": _("Hãy in hoặc xuất ra PDF rồi gửi lại."),
        "archive": _("Hãy giải nén rồi gửi từng tệp."),
    }
    named = suffix in {*sniffing.EXTENSIONS.values(), ".jpeg", ".tiff"}
    unknown = (
        _("Tên tệp là %(suffix)s nhưng nội dung không phải loại đó.") % {"suffix": suffix}
        if named
        else _("Loại tệp này không nhận.")
    )
    return RefusedFile(
        "wrong_type",
        reasons.get(content, unknown),
        hints.get(content, _("Chỉ nhận PDF, JPEG, PNG, TIFF hoặc WEBP. Hãy quét lại hoặc lưu thành PDF.")),
    )


def _measures(stream: BinaryIO, kind: str) -> Measures:
    """A PDF is unpacked and counted, part by part, before any reader of PDF unpacks it."""
    if kind != sniffing.PDF:
        return pictures.measure(stream, kind)
    unpacking.check(stream)
    return pdf.measure(stream)


def _limit_pages(pages: int) -> None:
    most = limit("MAX_PAGES")
    if pages > most:
        raise RefusedFile(
            "too_many_pages",
            ngettext(
                "Tệp có %(pages)s trang, quá mức %(most)s trang.",
                "Tệp có %(pages)s trang, quá mức %(most)s trang.",
                pages,
            )
            % {"pages": pages, "most": most},
            _("Hãy tách thành nhiều tệp: đơn riêng, tài liệu kèm theo riêng."),
        )
