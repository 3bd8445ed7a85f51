"""Forms about originals and the way of the paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.archives.models import Minutes
from congtam.foundation.access.models import Account
from congtam.interface.web.records.days import DayField
from congtam.interface.web.records.saving import SaveForm
from congtam.mechanisms.lifecycle.codes import normal

NO_DAY = _("Hãy ghi ngày.")
#: as many as stand on one sheet of minutes
MOST_CODES = 60


def many_lines(label: Any, *, rows: int = 3, required: bool = False, help_text: Any = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class OriginalForm(SaveForm):
    """One original that came in."""

    description = forms.CharField(
        label=_("Bản gốc là giấy tờ gì?"),
        help_text=_("Ví dụ: giấy chứng nhận quyền sử dụng đất, biên lai thu tiền. Được niêm phong."),
        max_length=300,
        error_messages={"required": _("Hãy ghi bản gốc là giấy tờ gì.")},
    )
    sheets = forms.IntegerField(
        label=_("Số tờ"),
        min_value=1,
        max_value=5000,
        error_messages={"required": _("Hãy ghi số tờ."), "min_value": _("Ít nhất một tờ.")},
    )
    copies = forms.IntegerField(
        label=_("Số bản"),
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={"required": _("Hãy ghi số bản."), "min_value": _("Ít nhất một bản.")},
    )
    received_from = forms.CharField(
        label=_("Nhận từ ai?"),
        help_text=_("Được niêm phong cùng hồ sơ."),
        max_length=200,
        error_messages={"required": _("Hãy ghi nhận từ ai.")},
    )
    on = DayField(label=_("Ngày nhận"), error_messages={"required": NO_DAY})


class ReturnForm(SaveForm):
    """An original is handed back, with a proof."""

    on = DayField(label=_("Ngày trả lại"), error_messages={"required": NO_DAY})
    to = forms.CharField(
        label=_("Trả lại cho ai?"), max_length=200, error_messages={"required": _("Hãy ghi trả lại cho ai.")}
    )
    scan = forms.FileField(
        label=_("Bản quét giấy nhận"),
        help_text=_("PDF hoặc ảnh có chữ ký người nhận."),
        required=False,
        error_messages={"empty": _("Tệp rỗng, không có nội dung.")},
    )
    sentence = many_lines(
        _("Hoặc một câu làm chứng"), help_text=_("Ví dụ: trả trực tiếp, người nhận ký sổ giao nhận trang 12.")
    )


def holder_field() -> forms.ChoiceField:
    """Who has the paper; filled with people by the form."""
    return forms.ChoiceField(label=_("Ai giữ?"), required=False)


class _WithPeople(SaveForm):
    """A form that names who has the paper. ``people``: the accounts that may be chosen, by id."""

    def __init__(self, *args: Any, people: dict[str, Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field = self.fields["holder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Không ai giữ riêng")),
            *((key, each.display_name) for key, each in people.items()),
        ]

    @property
    def holder_account(self) -> Account | None:
        """The account that was chosen."""
        return self.people.get(self.cleaned_data.get("holder", ""))


class MoveForm(_WithPeople):
    """The paper of one record went somewhere."""

    place = forms.CharField(
        label=_("Để ở đâu?"),
        help_text=_("Ví dụ: tủ 3, hộp 12; hoặc bàn làm việc phòng 204."),
        max_length=120,
        error_messages={"required": _("Hãy ghi hồ sơ giấy ở đâu.")},
    )
    holder = holder_field()
    on = DayField(label=_("Ngày chuyển"), error_messages={"required": NO_DAY})
    reason = forms.CharField(label=_("Vì sao?"), max_length=300, required=False)


class HandoverForm(_WithPeople):
    """The paper of several records is handed over at once."""

    codes = many_lines(
        _("Mã hồ sơ"),
        rows=5,
        required=True,
        help_text=_("Mỗi dòng một mã; quét hoặc dán nhiều mã một lúc đều được."),
    )
    purpose = forms.ChoiceField(
        label=_("Việc gì?"), choices=Minutes.Purpose.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=_("Đưa về đâu?"), max_length=120, error_messages={"required": _("Hãy ghi hồ sơ giấy ở đâu.")}
    )
    holder = holder_field()
    on = DayField(label=_("Ngày giao nhận"), error_messages={"required": NO_DAY})
    reason = forms.CharField(label=_("Vì sao?"), max_length=300, required=False)

    def clean_codes(self) -> list[str]:
        found = codes_in(self.cleaned_data["codes"])
        if not found:
            raise forms.ValidationError(_("Hãy ghi ít nhất một mã hồ sơ."))
        if len(found) > MOST_CODES:
            raise forms.ValidationError(
                _("Mỗi biên bản nhiều nhất %(most)s hồ sơ."), params={"most": MOST_CODES}
            )
        return found


def codes_in(text: str) -> list[str]:
    """The record codes in what was typed, scanned or pasted, once each, in their order."""
    words = text.replace(",", " ").replace(";", " ").split()
    return list(dict.fromkeys(code for code in map(normal, words) if len(code) == len("ABCD-EFGH")))
