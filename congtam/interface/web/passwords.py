"""What is wrong with a password, in our words: Django has no Vietnamese for all of its own."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.foundation.access.models import Account


def check_password(password: str, account: Account | None) -> None:
    """Raise ValidationError for a password that the product's own rules refuse (`AUTH_PASSWORD_VALIDATORS`)."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        raise ValidationError([_words(each) for each in weak.error_list]) from None


def _words(weak: ValidationError) -> str:
    params: Any = weak.params or {}
    words = {
        "password_too_short": _("Mật khẩu cần ít nhất %(count)s ký tự. Vài từ rời nhau dễ nhớ và khó đoán.")
        % {"count": params.get("min_length", "")},
        "password_too_common": _("Mật khẩu này ai cũng đoán được. Hãy chọn mật khẩu khác."),
        "password_entirely_numeric": _("Mật khẩu không được chỉ gồm chữ số."),
        "password_too_similar": _("Mật khẩu quá giống tên đăng nhập hoặc họ tên."),
    }
    return words.get(str(weak.code), " ".join(weak.messages))
