"""The one field of the citizens' side."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A tracking code as somebody types it: small letters, spaces and missing dashes do not matter."""

    code = forms.CharField(
        label=_("Mã tra cứu"),
        max_length=40,
        help_text=_("16 chữ và số, in trên giấy biên nhận. Ví dụ: K7QX-P3MA-9WHT-4ERB"),
        error_messages={"required": _("Hãy gõ mã tra cứu in trên giấy biên nhận.")},
        widget=forms.TextInput(
            attrs={
                "class": "form-control ct-code-input",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
            }
        ),
    )
