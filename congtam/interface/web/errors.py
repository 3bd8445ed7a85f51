"""Error pages: what happened, what is kept, what to do, and a reference that the log knows too.

They touch neither the database nor the reader's account, because both may be what is broken.
"""

import logging
import secrets
import sys
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from congtam.interface.web.middleware import public_language

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Failure:
    """The texts of one kind of failure."""

    status: int
    happened: Any
    kept: Any
    todo: Any


BAD_REQUEST = Failure(
    status=400,
    happened=_("Máy chủ không hiểu yêu cầu này."),
    kept=_("Chưa có gì được ghi hay thay đổi."),
    todo=_("Quay lại trang trước, tải lại trang rồi thử lần nữa."),
)
EXPIRED_FORM = Failure(
    status=403,
    happened=_("Trang này mở đã lâu hoặc phiên đăng nhập đã đổi, nên máy chủ không nhận biểu mẫu."),
    kept=_("Chưa có gì được gửi đi. Nội dung đã gõ vẫn còn ở trang trước."),
    todo=_("Quay lại trang trước, tải lại trang rồi gửi lần nữa."),
)
FORBIDDEN = Failure(
    status=403,
    happened=_("Tài khoản của anh/chị không có quyền làm việc này."),
    kept=_("Chưa có gì bị thay đổi."),
    todo=_("Nếu đây là việc được giao, hãy báo người quản trị cấp quyền."),
)
NOT_FOUND = Failure(
    status=404,
    happened=_("Không có trang này, hoặc anh/chị không được xem."),
    kept=_("Hồ sơ và dữ liệu vẫn nguyên vẹn."),
    todo=_("Kiểm tra lại địa chỉ, hoặc tìm bằng mã hồ sơ."),
)
TOO_MANY = Failure(
    status=429,
    happened=_("Có quá nhiều lần thử trong thời gian ngắn."),
    kept=_("Không có gì bị mất hay bị khóa."),
    todo=_("Chờ ít phút rồi thử lại."),
)
TOO_LARGE = Failure(
    status=413,
    happened=_("Các tệp gửi một lần lớn quá mức máy chủ nhận."),
    kept=_("Chưa có gì được gửi đi. Nội dung đã gõ vẫn còn ở trang trước."),
    todo=_("Quay lại trang trước, chọn ít tệp hơn rồi gửi lại; phần còn lại có thể bổ sung sau."),
)
BROKEN = Failure(
    status=500,
    happened=_("Hệ thống gặp lỗi khi làm việc này."),
    kept=_("Việc đang làm dở chưa được ghi; những gì đã lưu trước đó vẫn còn."),
    todo=_("Quay lại trang trước và thử lại. Nếu vẫn lỗi, báo người quản trị kèm mã dưới đây."),
)
UNAVAILABLE = Failure(
    status=503,
    happened=_("Cơ sở dữ liệu đang khởi động lại hoặc tạm ngừng."),
    kept=_("Việc đang làm dở chưa được ghi; những gì đã lưu trước đó vẫn còn."),
    todo=_("Chờ khoảng một phút rồi thử lại; nội dung đã gõ vẫn còn ở trang trước."),
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, EXPIRED_FORM)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, NOT_FOUND)


def too_many_requests(request: HttpRequest, *, retry_after: int) -> HttpResponse:
    """For a view that slows somebody down. ``retry_after`` is in seconds."""
    response = page(request, TOO_MANY)
    response.headers["Retry-After"] = str(retry_after)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """For a body that is not even read."""
    return page(request, TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away is told as such: it is back in a minute, and nothing is wrong with the work."""
    gone = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return unavailable(request) if gone else page(request, BROKEN)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = page(request, UNAVAILABLE)
    response.headers["Retry-After"] = "60"
    return response


def page(request: HttpRequest, failure: Failure) -> HttpResponse:
    """The page. The address is not logged here: a citizen's address may hold a tracking code."""
    reference = secrets.token_hex(4).upper()
    reference = f"{reference[:4]}-{reference[4:]}"
    view = request.resolver_match.view_name if request.resolver_match else ""
    level = logging.ERROR if failure.status >= 500 else logging.INFO
    logger.log(level, "error page %s %s view=%s", failure.status, reference, view)
    public = public_language(request.path_info) is not None
    text = render_to_string(
        "errors/page.html",
        {"failure": failure, "reference": reference, "public": public, "language": get_language()},
    )
    return HttpResponse(text, status=failure.status)
