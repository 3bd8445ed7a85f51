"""The only way in which bytes of files leave: as something to keep, never as something that a browser opens here.

A file that somebody handed in could be a page with a script for whoever opens it under our address. So it is always an
attachment, of a known type or of none, in a sandbox that may load nothing. Pictures that we drew ourselves are shown.
"""

from typing import IO, TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from congtam.foundation.files import sniffing
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain
from congtam.interface.web.middleware import POLICY_OF_FILES

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, PNG = sniffing.PDF, "image/png"
#: by the type as it is stored: what a browser is told, and how the name ends
_TYPES = {
    **{kind: (kind, ending) for kind, ending in sniffing.EXTENSIONS.items()},
    "application/x-docx": (DOCX, ".docx"),
    DOCX: (DOCX, ".docx"),
    "application/xlsx": (XLSX, ".xlsx"),
    XLSX: (XLSX, ".xlsx"),
}
A = TypeVar("A", bound=HttpResponseBase)
_UNKNOWN = ("application/octet-stream", ".bin")


def attachment(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """Bytes to keep. ``name`` says what it is, without an ending and without anything personal."""
    told, _ending = _TYPES.get(media_type, _UNKNOWN)
    return _sealed_off(HttpResponse(content, content_type=told), media_type, name)


def stored_attachment(stored: StoredFile, *, name: str) -> HttpResponse:
    """A stored file to keep. Raises as `read_plain`."""
    return attachment(read_plain(stored), media_type=stored.media_type, name=name)


def streamed_attachment(content: IO[bytes], *, media_type: str, name: str) -> FileResponse:
    """A file that is too long for the memory; it is closed with the answer."""
    told, _ending = _TYPES.get(media_type, _UNKNOWN)
    return _sealed_off(FileResponse(content, content_type=told), media_type, name)


def drawn_picture(png: bytes) -> HttpResponse:
    """A picture that this program drew, to be shown in a page; kept nowhere on the way."""
    answer = HttpResponse(png, content_type=PNG)
    _headers(answer)
    return answer


def _sealed_off(answer: A, media_type: str, name: str) -> A:
    _told, ending = _TYPES.get(media_type, _UNKNOWN)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(True, f"{_plain(name)}{ending}") or "attachment"
    )
    _headers(answer)
    return answer


def _headers(answer: HttpResponseBase) -> None:
    answer.headers["Content-Security-Policy"] = POLICY_OF_FILES
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"


def _plain(name: str) -> str:
    """ "05/TB-UBND" is no name of a file."""
    kept = [letter if letter.isalnum() or letter in "-_" else "-" for letter in name]
    return "".join(kept).strip("-")[:80] or "tep"
