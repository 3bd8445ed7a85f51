"""The form of the page where an account is taken over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class JoinForm(forms.Form):
    """The code as it stands on the slip, and a password twice."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Mã mời"),
        max_length=40,
        help_text=_("16 chữ và số in trên phiếu mời. Chữ thường, dấu cách và gạch nối không quan trọng."),
        error_messages={"required": _("Hãy gõ mã mời.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Từ 10 ký tự; đừng dùng tên mình hay mật khẩu hay gặp. Một câu ngắn dễ nhớ là tốt nhất."),
        error_messages={"required": _("Hãy chọn mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )
    again = forms.CharField(
        label=_("Mật khẩu mới, gõ lại"),
        strip=False,
        error_messages={"required": _("Hãy gõ lại mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "password" in data and "again" in data and data["password"] != data["again"]:
            self.add_error("again", str(_("Hai lần gõ không giống nhau.")))
        return data
