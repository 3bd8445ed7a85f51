"""Uploads that are refused before they are read, and the answers that a script understands."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from congtam.foundation.files import RefusedFile

#: what the other fields of the form and the wrapping of the parts may add
WRAPPING = 256 * 1024
#: how far a refused body is still passed over, so that a browser that sends it to the end reads the answer
PATIENCE = 1024 * 1024 * 1024
_BLOCK = 64 * 1024


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
