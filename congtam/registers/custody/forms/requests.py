"""Asking for an identity, and deciding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.interface.web.records.saving import SaveForm
from congtam.registers.custody.actions.asking import LENGTHS
from congtam.registers.custody.forms import fields
from congtam.registers.custody.models import Purpose
from congtam.registers.custody.said import Said

_LABELS = {15: _("15 phút"), 60: _("1 giờ"), 240: _("4 giờ"), 1440: _("1 ngày")}


class AskForm(SaveForm):
    """Why, what for, for how long; for a disclosure its basis, receiver and extent."""

    purpose = forms.ChoiceField(
        label=_("Mục đích"), widget=forms.RadioSelect, choices=Purpose.choices,
        error_messages={"required": _("Hãy chọn mục đích.")},
    )  # fmt: skip
    reason = fields.text(
        _("Lý do"), missing=_("Hãy ghi lý do; lý do được niêm phong và người quyết định đọc được."),
        help_text=_("Đừng ghi tên người gửi đơn hay người bị nêu. Người quyết định có thể ở đơn vị cấp trên."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=_("Xem trong"), coerce=int, choices=[(each, _LABELS[each]) for each in LENGTHS],
        help_text=_("Hết giờ thì tự đóng. Đóng sớm được bất cứ lúc nào."),
    )  # fmt: skip
    basis = fields.text(
        _("Căn cứ pháp lý"), missing="", required=False, rows=2,
        help_text=_("Chỉ khi cung cấp ra ngoài: điều luật và số văn bản yêu cầu."),
    )  # fmt: skip
    receiver = fields.text(
        _("Nơi nhận"), missing="", required=False, rows=1, help_text=_("Chỉ khi cung cấp ra ngoài.")
    )
    extent = fields.text(
        _("Phần sẽ cung cấp"), missing="", required=False, rows=2,
        help_text=_("Chỉ khi cung cấp ra ngoài: đúng phần tối thiểu cần thiết."),
    )  # fmt: skip

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            reason=data["reason"].strip(), basis=data["basis"].strip(), receiver=data["receiver"].strip(),
            extent=data["extent"].strip(),
        )  # fmt: skip


class DecideForm(SaveForm):
    """The reason of the decision; which one says the button."""

    answer = fields.text(
        _("Lý do của quyết định"), missing=_("Hãy ghi lý do của quyết định; người xin đọc được.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.granted = self.data.get("decision") == "grant" if self.is_bound else False
