"""The form of handing a letter over to another body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.actions import Receiver
from congtam.casework.letters.forms.choosing import receivers_of
from congtam.casework.letters.forms.steps import StepForm, day_of_step, text
from congtam.foundation import clock

#: chosen instead of a unit
OUTSIDE = "outside"


class HandOverForm(StepForm):
    """To whom, from when, by which paper, why."""

    receiver = forms.ChoiceField(
        label=_("Cơ quan nhận"), error_messages={"required": _("Hãy chọn cơ quan nhận bàn giao.")}
    )
    body = forms.CharField(
        label=_("Tên cơ quan ngoài hệ thống"),
        help_text=_(
            "Chỉ ghi khi cơ quan nhận không có trong danh sách; khi đó không có hồ sơ nào được mở ở nơi nhận."
        ),
        max_length=200,
        required=False,
    )
    symbol = forms.CharField(
        label=_("Số biên bản hoặc quyết định bàn giao"),
        max_length=60,
        error_messages={"required": _("Hãy ghi số biên bản hoặc quyết định bàn giao.")},
    )
    reason = text(
        _("Lý do bàn giao"), rows=3, required=_("Hãy ghi lý do bàn giao."),
        help_text=_("Ví dụ: đơn vị kết thúc hoạt động, thẩm quyền chuyển sang cơ quan khác."),
    )  # fmt: skip
    on = day_of_step(_("Ngày bàn giao"))
    field_order = ("version", "save_key", "receiver", "body", "symbol", "reason", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = receivers_of(self.letter.unit_id, clock.today())
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ChoiceField)
        receiver.choices = [
            ("", _("Chọn cơ quan nhận")),
            *((key, unit.name) for key, unit in self.units.items()),
            (OUTSIDE, _("Cơ quan ngoài hệ thống (ghi tên ở dưới)")),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("receiver") == OUTSIDE and not data.get("body"):
            self.add_error("body", str(_("Hãy ghi tên cơ quan nhận bàn giao.")))
        if data.get("receiver") in self.units and data.get("body"):
            self.add_error(
                "body", str(_("Đã chọn một đơn vị trong hệ thống: hãy để trống tên cơ quan ngoài hệ thống."))
            )
        return data

    @property
    def to(self) -> Receiver:
        """Who is chosen, once the form is valid."""
        unit = self.units.get(self.cleaned_data["receiver"])
        return Receiver(unit=unit, body="" if unit else self.cleaned_data["body"])
