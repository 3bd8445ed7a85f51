"""What `congtam init` answers once the office is made."""

from datetime import date
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation.access.models import Account
from congtam.project.first_day.plan import SetUpPlan
from congtam.project.first_day.setting_up import Entrance, set_up_office


@transaction.atomic
def make_office(plan: SetUpPlan, *, on: date, two_step: bool) -> dict[str, Any]:
    """Set up the office; with ``two_step`` the administrator's second factor too, all or nothing.

    ``{"ok", "unit": {"code", "name"}, "administrator", "people": [{"name", "username", "post",
    "code",
    "valid_until"}], "numbers": {book: next}, "mail": "off", "two_step": null | {"secret", "uri",
    "recovery_codes"}, "next": […]}``. Raises NotEmpty, ValidationError.
    """
    made = set_up_office(plan, on=on)
    return {
        "ok": True,
        "unit": {"code": made.unit.code, "name": made.unit.name},
        "administrator": made.administrator.username,
        "people": [_entrance(each) for each in made.entrances],
        "numbers": dict(made.numbers),
        "mail": "off",
        "two_step": _second_factor(made.administrator) if two_step else None,
        "next": _next(two_step=two_step),
    }


def _entrance(entrance: Entrance) -> dict[str, str]:
    return {
        "name": entrance.name,
        "username": entrance.username,
        "post": entrance.post,
        "code": entrance.code,
        "valid_until": entrance.valid_until.isoformat(timespec="minutes"),
    }


def _second_factor(account: Account) -> dict[str, Any]:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return {
        "secret": secret,
        "uri": get_adapter().build_totp_url(account, secret),
        "recovery_codes": RecoveryCodes.activate(account).get_unused_codes(),
    }


def _next(*, two_step: bool) -> list[str]:
    steps = (
        [] if two_step else [_("Quản trị đăng nhập rồi mở /thiet-lap/hai-buoc/ để bật xác thực hai bước.")]
    )
    return [
        *steps,
        _(
            "Chạy congtam up; mỗi người mở /join/, gõ mã mời, chọn mật khẩu; người tiếp nhận vào sổ đơn đầu tiên."
        ),
        _("Sao lưu bằng lệnh congtam backup, cất khóa ở nơi khác."),
    ]
