"""Forms of one's own key. A passphrase is never shown again, not even after a mistake elsewhere in the form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation.custody.secrets import SHORTEST, WeakPassphrase, check_passphrase

#: no other form has a field of this name, so it can be sent along with what was typed elsewhere
PASSPHRASE = "custody_passphrase"  # noqa: S105  the name of a field


def passphrase(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    kind = "new-password" if new else "current-password"
    return forms.CharField(
        label=label, strip=False, help_text=help_text, max_length=500,
        error_messages={"required": _("Hãy gõ cụm mật khẩu.")},
        widget=forms.PasswordInput(attrs={"autocomplete": kind}, render_value=False),
    )  # fmt: skip


HELP = _(
    "Ít nhất %(least)s ký tự. Bốn, năm từ rời nhau dễ nhớ và khó đoán; đừng dùng lại mật khẩu đăng nhập."
)


class UnlockForm(forms.Form):
    """The passphrase."""

    use_required_attribute = False

    custody_passphrase = passphrase(_("Cụm mật khẩu của khóa"))


class NewKeyForm(forms.Form):
    """A new passphrase, twice."""

    use_required_attribute = False

    new = passphrase(_("Cụm mật khẩu mới"), new=True)
    again = passphrase(_("Cụm mật khẩu mới, gõ lại"), new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = HELP % {"least": SHORTEST}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "new" in data:
            self._check(data)
        return data

    def _check(self, data: dict[str, Any]) -> None:
        try:
            check_passphrase(data["new"])
        except WeakPassphrase as weak:
            self.add_error("new", str(weak))
            return
        if "again" in data and data["new"] != data["again"]:
            self.add_error("again", str(_("Hai lần gõ không giống nhau.")))


class ChangeForm(NewKeyForm):
    """The present passphrase and a new one, twice."""

    custody_passphrase = passphrase(_("Cụm mật khẩu hiện nay"))
    field_order = (PASSPHRASE, "new", "again")


class LostForm(NewKeyForm):
    """A new key in place of one that nobody can open any more."""

    understood = forms.BooleanField(
        label=_("Tôi hiểu: khóa cũ mất hẳn, phần đã niêm phong chỉ mở lại được khi người giữ khác chia sẻ."),
        error_messages={"required": _("Hãy đánh dấu nếu đã hiểu.")},
    )
