"""Forms for what follows a paper on its way, and for an office's own templates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.forms.days import DayField
from congtam.foundation.calendar import say_day
from congtam.interface.web.records.saving import SaveForm
from congtam.mechanisms.documents.models import SentBy

DAY_LABELS: Mapping[str, Any] = {
    "signed": _("Ngày ký"),
    "sent": _("Ngày gửi"),
    "delivered": _("Ngày phát"),
    "received": _("Ngày công dân nhận"),
}


NO_DAY = _("Hãy ghi ngày.")


class PaperForm(SaveForm):
    """The day, its proof, and, where a day was recorded before, the reason for correcting it.

    ``known`` is the day that the page showed, so that somebody else's entry in between is noticed.
    """

    known = forms.DateField(required=False, widget=forms.HiddenInput)
    day = DayField(error_messages={"required": NO_DAY})
    how = forms.ChoiceField(label=_("Gửi bằng cách nào?"), choices=SentBy.choices)
    scan = forms.FileField(
        label=_("Bản quét bằng chứng"),
        help_text=_("Biên lai bưu điện, sổ ký nhận… (PDF hoặc ảnh)."),
        required=False,
        error_messages={"empty": _("Tệp rỗng, không có nội dung.")},
    )
    note = forms.CharField(
        label=_("Hoặc ghi rõ căn cứ"),
        help_text=_("Ví dụ số biên lai, tên người ký nhận. Được niêm phong."),
        max_length=300,
        required=False,
    )
    correcting = forms.CharField(label=_("Lý do sửa ngày đã ghi"), max_length=300, required=False)

    def __init__(self, *args: Any, act: str, known: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.act = act
        self.fields["day"].label = DAY_LABELS[act]
        if act != "sent":
            del self.fields["how"]
        if act == "signed":
            self._ask_for_the_signed_paper()
        if known is None:
            del self.fields["correcting"]
        else:
            self.fields["correcting"].help_text = _("Đã ghi %(day)s.") % {"day": say_day(known)}

    def _ask_for_the_signed_paper(self) -> None:
        del self.fields["note"]
        scan = self.fields["scan"]
        scan.label, scan.required = _("Bản quét văn bản đã ký"), True
        scan.help_text = _("PDF hoặc ảnh của văn bản đã ký và đóng dấu.")
        scan.error_messages["required"] = _("Hãy chọn bản quét văn bản đã ký.")


class UploadTemplateForm(SaveForm):
    """An office's own template."""

    template = forms.FileField(
        label=_("Tệp mẫu Word (.docx)"),
        help_text=_("Giữ nguyên các chỗ điền {{ … }}; trang này kiểm tra trước khi dùng."),
        error_messages={"required": _("Hãy chọn tệp mẫu."), "empty": _("Tệp rỗng, không có nội dung.")},
    )


class ComparedForm(SaveForm):
    """A person held the template against the official form."""

    on = DayField(label=_("Ngày đối chiếu"), error_messages={"required": NO_DAY})
    note = forms.CharField(
        label=_("Đã đối chiếu với mẫu nào?"),
        help_text=_("Ví dụ: Mẫu số 03, Nghị định 155/2026/NĐ-CP."),
        max_length=300,
        error_messages={"required": _("Hãy ghi đã đối chiếu với mẫu nào.")},
    )
