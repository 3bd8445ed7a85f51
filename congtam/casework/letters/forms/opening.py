"""Handing in a paper book: the file, and for which unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Unit
from congtam.interface.web.records.saving import SaveForm


class OpeningForm(SaveForm):
    """``units`` are those for which the actor enters paper books, the usual one first; one is not asked about."""

    unit = forms.ChoiceField(label=_("Sổ của đơn vị nào"))
    file = forms.FileField(
        label=_("Tệp Excel của sổ giấy (.xlsx)"),
        help_text=_("Theo mẫu tải về từ trang này. Tải lên chỉ là chạy thử, chưa nhập gì."),
        error_messages={"required": _("Hãy chọn tệp Excel."), "empty": _("Tệp rỗng, không có nội dung.")},
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        if len(units) == 1:
            del self.fields["unit"]
        else:
            field = self.fields["unit"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(key, unit.name) for key, unit in self._units.items()]

    @property
    def chosen_unit(self) -> Unit:
        """The unit of a valid form."""
        if (key := self.cleaned_data.get("unit")) is not None:
            return self._units[key]
        return next(iter(self._units.values()))
