"""What is said when signing in at the provider did not work; the way with a password stands beside it."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def own_page() -> str:
    """Where one links and unlinks."""
    return reverse("mfa_index")


def silent(request: HttpRequest) -> HttpResponse:
    """The provider does not answer: that is no reason not to work."""
    return _said(
        request,
        _("“%(name)s” không trả lời.") % _name(),
        _("Hãy đăng nhập bằng mật khẩu hoặc khóa truy cập; công việc ở đây không phụ thuộc máy chủ ấy."),
        status=HTTPStatus.BAD_GATEWAY,
    )


def not_linked(request: HttpRequest) -> HttpResponse:
    return _said(
        request,
        _("Chưa có tài khoản nào ở đây được liên kết với người vừa đăng nhập ở “%(name)s”.") % _name(),
        _(
            "Đăng nhập bằng mật khẩu, rồi liên kết ở trang Bảo mật đăng nhập. Không có tài khoản thì hỏi người quản "
            "trị."
        ),
        status=HTTPStatus.FORBIDDEN,
    )


def cancelled(request: HttpRequest) -> HttpResponse:
    return _said(
        request,
        _("Chưa đăng nhập ở “%(name)s”: ở đó đã chọn từ chối.") % _name(),
        _("Có thể thử lại, hoặc đăng nhập bằng mật khẩu."),
        status=HTTPStatus.OK,
    )


def refused(request: HttpRequest) -> HttpResponse:
    """One answer for whatever does not fit: a state that is unknown or used, a nonce, a signature, an issuer."""
    return _said(
        request,
        _("Không nhận được kết quả đăng nhập từ “%(name)s”.") % _name(),
        _("Yêu cầu đã cũ, đã dùng, hoặc không khớp. Hãy bắt đầu lại từ trang đăng nhập."),
        status=HTTPStatus.UNAUTHORIZED,
    )


def _name() -> dict[str, Any]:
    return {"name": settings.OIDC["name"]}


def _said(request: HttpRequest, happened: str, todo: str, *, status: HTTPStatus) -> HttpResponse:
    return render(request, "oidc/failed.html", {"happened": happened, "todo": todo}, status=status)
