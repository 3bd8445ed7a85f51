"""The form that opens a denunciation out of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.denunciation.forms.steps import many, one
from congtam.casework.letters.denunciation.models import Source
from congtam.casework.letters.forms.steps import StepForm, day_of_step
from congtam.casework.letters.models import Kind


class OpenForm(StepForm):
    """Which contents, how it was made, who passed it on; what the rest is about, where there is a rest."""

    on = day_of_step(_("Ngày lập hồ sơ"))
    places = many(_("Nội dung tố cáo"), (), required=_("Hãy chọn nội dung tố cáo."))
    source = one(_("Tố cáo bằng cách nào?"), Source.choices, required=_("Hãy chọn một cách."))
    forwarder = forms.CharField(
        label=_("Báo chí hoặc cơ quan chuyển đơn đến"), max_length=200, required=False,
        help_text=_("Nơi này được báo kết quả trong thời hạn của luật."),
    )  # fmt: skip
    rest_summary = forms.CharField(
        label=_("Tóm tắt phần còn lại của đơn"), max_length=300, required=False,
        help_text=_("Phần còn lại thành một đơn riêng: không nhắc đến tố cáo, không mang theo bản quét."),
    )  # fmt: skip
    field_order = ("version", "save_key", "places", "source", "forwarder", "rest_summary", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        matters = list(self.letter.matters.all())
        places = self.fields["places"]
        assert isinstance(places, forms.MultipleChoiceField)
        places.choices = [
            (str(matter.position), f"{matter.position}. {matter.summary} ({matter.get_kind_display()})")
            for matter in matters
        ]
        places.initial = [str(matter.position) for matter in matters if matter.kind in _MAY_BE]
        if len(matters) < 2:
            del self.fields["rest_summary"]


_MAY_BE = (Kind.DENUNCIATION, Kind.UNCLEAR)
