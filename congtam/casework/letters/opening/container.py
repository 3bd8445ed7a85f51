"""Looking into an uploaded workbook before anything of it is read: type, size, and what is packed inside."""

import io
import zipfile
import zlib
from hashlib import sha256
from typing import BinaryIO

from django.utils.translation import gettext as _

from congtam.foundation.files.inspection import Inspection
from congtam.foundation.files.refusal import RefusedFile

#: a paper book of ten thousand letters has about three megabytes
MOST_BYTES = 10 * 1024 * 1024
#: what all parts may have once they are unpacked, and how many there may be
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 500
#: stored files keep a short name of their type; ``XLSX`` is what a browser is told
STORED_TYPE = "application/xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLE = b"\xd0\xcf\x11\xe0"
_BLOCK = 1 << 20
_OVERLAP = 16
#: how XML in two or four bytes a letter begins
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")


def inspected(stream: BinaryIO) -> tuple[bytes, Inspection]:
    """The bytes of a workbook and what they are. Raises RefusedFile; size is checked before a byte is read."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise RefusedFile("empty", _("Tệp rỗng, không có nội dung."), _("Hãy chọn lại tệp Excel của sổ."))
    if size > MOST_BYTES:
        raise too_large()
    content = stream.read()
    _check(content)
    return content, Inspection(
        media_type=STORED_TYPE, extension=".xlsx", size=size, pages=0, width=None, height=None,
        sha256=sha256(content).hexdigest(),
    )  # fmt: skip


def too_large() -> RefusedFile:
    """What is said of a file that has too many bytes."""
    return RefusedFile(
        "too_large",
        _("Tệp nặng quá mức %(most)s MB.") % {"most": MOST_BYTES // (1024 * 1024)},
        _("Hãy bỏ hình ảnh, trang tính thừa, hoặc tách sổ thành nhiều tệp."),
    )


def _wrong_type(message: str) -> RefusedFile:
    return RefusedFile("wrong_type", message, _("Hãy dùng tệp mẫu tải về từ trang này, lưu dạng .xlsx."))


def _check(content: bytes) -> None:
    if content.startswith(_OLE):
        raise _wrong_type(_("Tệp có mật khẩu hoặc là Excel dạng cũ (.xls)."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_parts(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error):
        raise _wrong_type(_("Đây không phải tệp Excel, hoặc tệp đã hỏng.")) from None


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusedFile(
            "too_large",
            _("Nội dung nén trong tệp quá lớn so với một sổ đơn."),
            _("Hãy chép các dòng sang tệp mẫu mới tải về."),
        )
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise _wrong_type(_("Đây không phải tệp Excel, hoặc tệp đã hỏng."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _wrong_type(_("Tệp có macro."))
    for part in parts:
        _check_part(packed, part)


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Excel declares no types or entities in its parts; whoever does wants the reader to unfold them. A part is read
    as XML because another part says so, whatever its name is: so every part is looked into, and only what is no XML
    at all, a picture or the settings of a printer, may hold zero bytes."""
    named = part.filename.lower().endswith((".xml", ".rels"))
    with packed.open(part) as stream:
        tail, first = b"", True
        while block := stream.read(_BLOCK):
            wide = b"\x00" in block and (named or (first and block.startswith(_WIDE)))
            first = False
            if b"<!DOCTYPE" in tail + block or b"<!ENTITY" in tail + block or wide:
                raise _wrong_type(_("Trong tệp có phần không phải do Excel ghi."))
            tail = block[-_OVERLAP:]
