"""What somebody is told at the next sign-in, because it happened to their account meanwhile."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account

FACTORS_RESET = "factors_reset"
_SAID = {
    FACTORS_RESET: _(
        "Hai người quản trị đã tắt xác thực hai bước của anh/chị theo đề nghị. Nếu anh/chị không hề đề nghị, hãy "
        "báo ngay cho lãnh đạo. Hãy bật lại ở trang Bảo mật đăng nhập."
    ),
}


@receiver(user_logged_in)
def tell(sender: Any, request: HttpRequest, user: Account, **more: Any) -> None:
    """Tell it once. The person has no scope yet at that moment, so the account itself carries the notice."""
    if not user.sign_in_notice:
        return
    if said := _SAID.get(user.sign_in_notice):
        messages.warning(request, str(said))
    user.sign_in_notice = ""
    user.save(update_fields=["sign_in_notice"])
