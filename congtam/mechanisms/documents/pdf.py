"""PDF of a Word file by LibreOffice, where the office installed it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

_SECONDS = 120
#: Memory, where the system has it: a sealed letter in plain text should not touch the disk.
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own with rights 0700 is made inside


class PdfFailed(Exception):
    """LibreOffice is there and made no PDF; the message says what it said."""


def program() -> str | None:
    """The path of LibreOffice, or None."""
    return shutil.which("soffice")


def why_not() -> str:
    """Why no PDF can be made here, in the reader's language; empty where one can."""
    if program():
        return ""
    return _(
        "Máy chủ chưa cài LibreOffice nên chỉ có bản Word. Người quản trị cài được gói libreoffice-writer."
    )


def to_pdf(docx: bytes) -> bytes | None:
    """The PDF; None where LibreOffice is not installed (see `why_not`). Raises PdfFailed."""
    if (found := program()) is None:
        return None
    folder = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="congtam-pdf-", dir=folder) as name:
        work = Path(name)
        (work / "document.docx").write_bytes(docx)
        said = _convert(found, work)
        target = work / "document.pdf"
        if not target.exists():
            raise PdfFailed(_("LibreOffice không tạo được PDF: %(reason)s") % {"reason": said})
        return target.read_bytes()


def _convert(found: str, work: Path) -> str:
    """A profile of its own, so that two conversions do not wait for one another."""
    command = [
        found, f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(work), str(work / "document.docx"),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, cwd=work, check=False)
    except subprocess.TimeoutExpired as error:
        raise PdfFailed(_("LibreOffice chạy quá %(seconds)s giây.") % {"seconds": _SECONDS}) from error
    return (done.stderr or done.stdout).decode(errors="replace").strip()[-300:]
