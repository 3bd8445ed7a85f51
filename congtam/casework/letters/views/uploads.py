"""Uploads that are refused before they are read, and the answers that a script understands."""

import io
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from congtam.foundation.files import RefusedFile, inspect_upload
from congtam.foundation.files.limits import limit

#: what the other fields of the form and the wrapping of the parts may add
WRAPPING = 256 * 1024
#: how far a refused body is passed over: a browser reads no answer before it has sent everything
PATIENCE = 1024 * 1024 * 1024
_BLOCK = 64 * 1024


class _Announced(io.RawIOBase):
    """A file of which only the announced size is known."""

    def __init__(self, size: int) -> None:
        self._announced = size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._announced if whence == io.SEEK_END else offset


def too_large(request: HttpRequest) -> RefusedFile | None:
    """Why a request is not read at all: its header announces more than a file may have."""
    announced = str(request.META.get("CONTENT_LENGTH") or "0")
    size = int(announced) if announced.isdecimal() else 0
    if size <= limit("MAX_BYTES") + WRAPPING:
        return None
    try:
        inspect_upload(_Announced(size), name="")  # type: ignore[arg-type]
    except RefusedFile as refused:
        return refused
    return None


def let_pass(request: HttpRequest) -> None:
    """Read a refused body block by block and keep none of it."""
    passed = 0
    while passed < PATIENCE and (block := request.read(_BLOCK)):
        passed += len(block)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, and not a form."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def told(refused: RefusedFile) -> str:
    """What is wrong, and what to do."""
    return f"{refused.message} {refused.hint}".strip()


def signed_out() -> HttpResponse:
    """A script would take the sign-in page for a success."""
    message = _("Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi gửi tệp lần nữa.")
    return JsonResponse({"message": message}, status=HTTPStatus.UNAUTHORIZED)
