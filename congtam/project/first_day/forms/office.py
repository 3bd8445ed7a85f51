"""The office and its letterhead."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.forms.days import DayField
from congtam.foundation import clock
from congtam.foundation.text import fold
from congtam.project.first_day.checking import check_code
from congtam.project.first_day.plan import OfficePlan
from congtam.registers.organisations.models import Numbering

#: a congress counts otherwise, and is no office
ORDINARY = [(each.value, each.label) for each in (Numbering.YEAR, Numbering.TERM)]


class OfficeForm(forms.Form):
    """Names, place and symbol as they are printed; each field has an example."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Tên cơ quan, như trên văn bản"), max_length=200, help_text=_("Ví dụ: Ủy ban nhân dân xã Ví Dụ"),
        error_messages={"required": _("Hãy ghi tên cơ quan.")},
    )  # fmt: skip
    superior_name = forms.CharField(
        label=_("Dòng cơ quan cấp trên"), max_length=200, required=False,
        help_text=_("In phía trên tên cơ quan, nếu có. Ví dụ: Ủy ban nhân dân tỉnh Ví Dụ, với một sở."),
    )  # fmt: skip
    short_name = forms.CharField(
        label=_("Tên gọi tắt"), max_length=80, required=False,
        help_text=_("Hiện trên các trang. Ví dụ: Xã Ví Dụ. Bỏ trống thì dùng tên đầy đủ."),
    )  # fmt: skip
    symbol = forms.CharField(
        label=_("Ký hiệu cơ quan trong số văn bản"),
        max_length=30,
        help_text=_("Ví dụ: UBND, như trong 05/TB-UBND"),
        error_messages={"required": _("Hãy ghi ký hiệu cơ quan.")},
    )
    place = forms.CharField(
        label=_("Địa danh trước ngày tháng"),
        max_length=80,
        help_text=_("Ví dụ: Ví Dụ, như trong “Ví Dụ, ngày 05 …”"),
        error_messages={"required": _("Hãy ghi địa danh.")},
    )
    numbering = forms.ChoiceField(
        label=_("Số văn bản đi bắt đầu lại từ 01"), choices=ORDINARY, widget=forms.RadioSelect,
        initial=Numbering.YEAR, help_text=_("Cơ quan nhà nước: theo năm. Cấp ủy: theo nhiệm kỳ."),
    )  # fmt: skip
    term = forms.CharField(
        label=_("Nhiệm kỳ"),
        max_length=20,
        required=False,
        help_text=_("Chỉ khi theo nhiệm kỳ. Ví dụ: 2025-2030"),
    )
    address = forms.CharField(
        label=_("Địa chỉ"), max_length=200, required=False, help_text=_("Ví dụ: Số 1, đường Ví Dụ, xã Ví Dụ")
    )
    phone = forms.CharField(
        label=_("Điện thoại công dân gọi được"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ: 0211 000 000"),
    )
    reception_hours = forms.CharField(
        label=_("Lịch tiếp công dân"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: Sáng thứ Tư hằng tuần, trừ ngày lễ"),
    )  # fmt: skip
    since = DayField(
        label=_("Cơ quan có tên và nơi này từ ngày"), required=False,
        help_text=_("Ví dụ: 01/07/2025. Bỏ trống thì từ đầu năm nay; đơn đến trước ngày ấy không có đầu văn bản."),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Mã của đơn vị"), max_length=80, required=False, validators=[check_code],
        help_text=_("Dùng trong các lệnh, không đổi về sau. Ví dụ: xa_vi_du. Bỏ trống thì lấy từ tên gọi."),
    )  # fmt: skip

    def clean_since(self) -> date:
        """Never after today: the office begins to work now."""
        today = clock.today()
        since: date = self.cleaned_data["since"] or date(today.year, 1, 1)
        if since > today:
            raise ValidationError(_now("Ngày này không thể sau hôm nay."))
        return since

    def clean(self) -> dict[str, Any]:
        """Numbering by term names its term; a code that nobody gave comes from the name."""
        found = super().clean() or {}
        if found.get("numbering") == Numbering.TERM and not found.get("term"):
            self.add_error("term", _now("Hãy ghi nhiệm kỳ khi đánh số văn bản theo nhiệm kỳ."))
        if not found.get("code") and "code" not in self.errors:
            found["code"] = code_from(found.get("short_name") or found.get("name") or "")
            self._check_made_code(found["code"])
        return found

    def _check_made_code(self, code: str) -> None:
        try:
            if code:
                check_code(code)
        except ValidationError:
            self.add_error("code", _now("Không lấy được mã từ tên gọi. Hãy ghi mã."))

    def plan(self) -> OfficePlan:
        """What a valid form says."""
        return OfficePlan(**{name: self.cleaned_data[name] for name in self.fields})


def code_from(name: str) -> str:
    """ "Phường Vĩnh Yên" → "phuong_vinh_yen"."""
    return fold(name).replace(" ", "_")[:80].rstrip("_")
