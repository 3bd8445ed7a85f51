"""The small forms of the steps of an entry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.interface.web.records.days import DayField
from congtam.interface.web.records.saving import SaveForm


class StepForm(SaveForm):
    """A step that has its day. ``whole`` and ``expected`` as in `entries.EntryForm`."""

    whole = ("on", "handed_to", "note", "reason")
    expected = ()
    on = DayField(label=_("Ngày thực hiện"), error_messages={"required": _("Hãy ghi ngày.")})


class HandForm(StepForm):
    """To whom the paper goes."""

    handed_to = forms.CharField(
        label=_("Người nhận"), max_length=200, help_text=_("Người hoặc bộ phận giải quyết."),
        error_messages={"required": _("Hãy ghi người hoặc bộ phận nhận văn bản.")},
    )  # fmt: skip


class FinishForm(StepForm):
    """What came of it."""

    note = forms.CharField(label=_("Kết quả"), max_length=300, required=False)


class VoidForm(StepForm):
    """Why the number is void; the reason stands in the book."""

    reason = forms.CharField(
        label=_("Lý do hủy"), max_length=300, help_text=_("Đứng trong sổ bên cạnh số đã hủy."),
        widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Hãy ghi lý do hủy.")},
    )  # fmt: skip
