"""Filling in a value, correcting it, or giving the one that follows."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.interface.web.records.days import DayField
from congtam.mechanisms.rulebook import Rule, ValueChange
from congtam.registers.legislation.forms.changing import ChangeForm
from congtam.registers.legislation.showing.rules import UNITS, is_unread

MANNERS: dict[str, Any] = {
    "correct": gettext_lazy("Giá trị đang ghi là sai, sửa cho cả thời gian hiệu lực"),
    "succeed": gettext_lazy("Có giá trị mới từ một ngày, giá trị cũ vẫn đúng cho trước đó"),
}
_MOST = Decimal(10) ** 12


class NumberField(forms.CharField):
    """A number as people here write it: "1.000.000" or "7,5"."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().replace(" ", "").replace("\xa0", "")
        if not text:
            return None
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        elif text.count(".") > 1 or (text.count(".") == 1 and len(text.rpartition(".")[2]) == 3):
            text = text.replace(".", "")
        return self._number(text)

    @staticmethod
    def _number(text: str) -> Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValidationError(_("Hãy ghi một số, như 30 hoặc 7,5.")) from None
        if not number.is_finite() or not 0 <= number < _MOST or number != round(number, 2):
            raise ValidationError(_("Hãy ghi một số từ 0 trở lên, nhiều nhất hai chữ số lẻ."))
        return number

    def validate(self, value: Any) -> None:
        if value is None:
            raise ValidationError(_("Hãy ghi giá trị."))


class ValueForm(ChangeForm):
    """The manners that the rule allows are offered; one that nobody has read can only be filled in."""

    manner = forms.ChoiceField(
        label=gettext_lazy("Cách thay đổi"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn cách thay đổi.")},
    )  # fmt: skip
    value = NumberField(label=gettext_lazy("Giá trị"), widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị tính"), choices=lambda: list(UNITS.items()))
    effective_from = DayField(label=gettext_lazy("Có hiệu lực từ ngày"), required=False)

    field_order = ("manner", "value", "unit", "effective_from", "source", "source_url", "reason")

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        if is_unread(rule) or rule.value is None:
            self.fields["manner"].choices = [("fill", _("Điền giá trị còn trống"))]  # type: ignore[attr-defined]
            self.fields["manner"].widget = forms.HiddenInput()
        else:
            self.fields["manner"].choices = list(MANNERS.items())  # type: ignore[attr-defined]

    @property
    def change(self) -> ValueChange:
        """Without a note: what every reader of the rule would see. The typed reason is sealed with the change."""
        data = self.cleaned_data
        return ValueChange(
            rule=self.rule.id,
            manner=data["manner"],
            value=data["value"],
            unit=data["unit"],
            source=data["source"],
            source_url=data["source_url"],
            effective_from=data["effective_from"],
        )
