"""The first administrator."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from congtam.project.first_day.checking import check_password, check_username, username_taken
from congtam.project.first_day.plan import AdministratorPlan

#: never kept anywhere but as a hash
PASSWORDS = ("password", "password_again")


class AdministratorForm(forms.Form):
    """``taken``: user names of the people who work on letters."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Họ và tên quản trị"), max_length=120, help_text=_("Ví dụ: Phạm Văn Ví Dụ"),
        error_messages={"required": _("Hãy ghi họ và tên.")},
    )  # fmt: skip
    username = forms.CharField(
        label=_("Tên đăng nhập của quản trị"), max_length=60, initial="quantri", help_text=_("Ví dụ: quantri"),
        error_messages={"required": _("Hãy ghi tên đăng nhập.")},
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}
        ),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự. Ví dụ về cách đặt: bốn từ không liên quan nhau."),
        error_messages={"required": _("Hãy chọn mật khẩu.")},
    )  # fmt: skip
    password_again = forms.CharField(
        label=_("Gõ lại mật khẩu"), strip=False, error_messages={"required": _("Hãy gõ lại mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._taken = set(taken)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        check_username(username)
        if username in self._taken:
            raise ValidationError(username_taken())
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        found = self.cleaned_data
        check_password(password, username=found.get("username", ""), name=found.get("name", ""))
        return password

    def clean(self) -> dict[str, Any]:
        """The password was typed twice alike."""
        found = super().clean() or {}
        if (
            "password" in found
            and found.get("password_again")
            and found["password_again"] != found["password"]
        ):
            self.add_error("password_again", _now("Hai lần gõ không giống nhau."))
        return found

    def plan(self, *, language: str = "vi") -> AdministratorPlan:
        """What a valid form says."""
        found = self.cleaned_data
        return AdministratorPlan(
            name=found["name"], username=found["username"], password=found["password"], language=language
        )
