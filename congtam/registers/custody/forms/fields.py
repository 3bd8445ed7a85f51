"""Fields that several forms share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def text(
    label: Any, *, missing: Any, help_text: Any = "", required: bool = True, rows: int = 3
) -> forms.CharField:
    """Kept sealed."""
    return forms.CharField(
        label=label, max_length=500, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": missing},
    )  # fmt: skip


def reason(*, required: bool = True) -> forms.CharField:
    return text(
        _("Lý do"), missing=_("Hãy ghi lý do; lý do được giữ trong nhật ký."),
        help_text=_("Lý do được niêm phong trong nhật ký."), required=required,
    )  # fmt: skip


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Put the choices into a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
