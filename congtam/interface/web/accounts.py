"""How allauth behaves here: no sign-up, wrong passwords slowed for whoever types them, and its sentences in our
words (it has no Vietnamese)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account
from congtam.interface.web import seeds
from congtam.interface.web.passwords import check_password
from congtam.interface.web.sessions import second_step, slowing
from congtam.interface.web.templatetags.congtam_dates import moment


class NoSignup(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã ngừng hoạt động. Hãy hỏi người quản trị."),
        "enter_current_password": _("Hãy gõ mật khẩu hiện nay."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "rate_limited": _("Có quá nhiều lần thử. Chờ ít phút rồi thử lại."),
        "same_as_current": _("Phải khác với cái đang dùng."),
        "select_only_one": _("Chỉ chọn một."),
        "too_many_login_attempts": _(
            "Đã thử sai nhiều lần từ máy này. Chờ ít phút rồi thử lại, hoặc dùng khóa truy cập. Ở máy khác vẫn "
            "đăng nhập được."
        ),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_password(self, password: str, user: Any = None) -> str:
        check_password(password, user if isinstance(user, Account) else None)
        return password

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A caller who mistyped this account too often waits, and is told so before any password is looked at:
        the answer is the same for a name that nobody has."""
        super().pre_authenticate(request, **credentials)
        if slowing.passwords.wait(**_who(request, credentials)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = super().authenticate(request, **credentials)
        if account is not None:
            slowing.passwords.right(**_who(request, credentials))
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        slowing.passwords.wrong(**_who(request, credentials))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Whoever has just signed in and has no second step yet is not asked for the password once more on the way to
        it; that holds for a few minutes, as any confirmation does. The time of the sign-in before is told, so that
        somebody else's is noticed."""
        before = user.last_login
        super().login(request, user)
        if before is not None:
            messages.info(request, gettext("Lần đăng nhập trước: %(time)s.") % {"time": moment(before)})
        if (methods := request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)) and not is_mfa_enabled(user):
            request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
                *methods[:-1], {**methods[-1], "reauthenticated": True},
            ]  # fmt: skip


def _who(request: HttpRequest, credentials: dict[str, Any]) -> dict[str, str]:
    typed = str(credentials.get("username", ""))
    return {"account": slowing.account_key(typed), "caller": slowing.caller_of(request)}


class Factors(DefaultMFAAdapter):
    """The second factor: codes and passkeys. What codes are made from is stored sealed."""

    def encrypt(self, text: str) -> str:
        return seeds.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return seeds.opened(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return second_step.may_lose(authenticator.user, authenticator)

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Không tắt được: cơ quan yêu cầu xác thực hai bước."),
        "cannot_generate_recovery_codes": _("Hãy bật ứng dụng xác thực hoặc thêm khóa truy cập trước."),
        "incorrect_code": _("Mã không đúng hoặc đã hết giờ. Gõ mã mới nhất mà ứng dụng hiện ra."),
    }
