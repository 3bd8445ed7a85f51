"""Forms about lists of records to destroy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.archives.forms.paper import NO_DAY, many_lines
from congtam.casework.archives.models import Item, Verdict
from congtam.interface.web.records.days import DayField
from congtam.interface.web.records.saving import SaveForm

VERDICT, UNTIL = "verdict_", "until_"


class DraftForm(SaveForm):
    """Choose records and say why."""

    codes = forms.MultipleChoiceField(
        label=_("Hồ sơ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một hồ sơ.")},
    )
    reason = forms.CharField(
        label=_("Lý do đề xuất"),
        help_text=_("Ghi cho mọi hồ sơ đã chọn; được khóa lại cùng danh mục."),
        max_length=300,
        error_messages={"required": _("Hãy ghi lý do đề xuất.")},
    )

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["codes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, code) for code in codes]

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why, by code."""
        return dict.fromkeys(self.cleaned_data["codes"], self.cleaned_data["reason"])


@dataclass(frozen=True, kw_only=True)
class Question:
    """One record on the list as the form asks about it."""

    item: Item
    verdict: Any
    until: Any


def _asked(item: Item, about: str) -> str:
    """ "K7QX-P3MA · Khiếu nại mức bồi thường đất"."""
    return f"{item.record.code} · {about}" if about else item.record.code


class DecideForm(SaveForm):
    """A verdict for each record, and the number of the signed decision."""

    decision = forms.CharField(
        label=_("Số quyết định"),
        max_length=60,
        error_messages={"required": _("Hãy ghi số của quyết định đã ký.")},
    )
    on = DayField(label=_("Ngày quyết định"), error_messages={"required": NO_DAY})

    def __init__(
        self, *args: Any, items: Sequence[Item], about: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        """``about``: by code, what the record is about as this reader may know it, and why it is on the list."""
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"{VERDICT}{item.position}"] = forms.ChoiceField(
                label=_asked(item, about[item.record.code][0]),
                help_text=about[item.record.code][1],
                choices=[
                    (Verdict.KEEP.value, Verdict.KEEP.label),
                    (Verdict.DESTROY.value, Verdict.DESTROY.label),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn giữ tiếp hoặc tiêu hủy.")},
            )
            self.fields[f"{UNTIL}{item.position}"] = DayField(
                label=_("Nếu giữ tiếp: đến hết ngày"), required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for item in self.items:
            name = f"{UNTIL}{item.position}"
            if (
                data.get(f"{VERDICT}{item.position}") == Verdict.KEEP
                and not data.get(name)
                and name not in self.errors
            ):
                self.add_error(name, _("Hãy ghi giữ đến ngày nào."))
        return data

    @property
    def questions(self) -> list[Question]:
        """The records with their fields."""
        return [
            Question(
                item=item, verdict=self[f"{VERDICT}{item.position}"], until=self[f"{UNTIL}{item.position}"]
            )
            for item in self.items
        ]  # fmt: skip

    @property
    def verdicts(self) -> Mapping[str, date | None]:
        """By code: None to destroy, or the day up to which the record is kept."""
        data = self.cleaned_data
        return {
            item.record.code: data[f"{UNTIL}{item.position}"]
            if data[f"{VERDICT}{item.position}"] == Verdict.KEEP
            else None
            for item in self.items
        }


class WithdrawForm(SaveForm):
    """Take the list back."""

    reason = many_lines(_("Lý do rút lại"), required=True)


class ExecuteForm(SaveForm):
    """Execute what was decided; there is no way back, so it is asked for in words."""

    on = DayField(label=_("Ngày thực hiện"), error_messages={"required": NO_DAY})
    sure = forms.BooleanField(
        label=_("Tôi đã đối chiếu danh mục với quyết định đã ký. Nội dung đã tiêu hủy không lấy lại được."),
        error_messages={"required": _("Hãy đánh dấu là đã đối chiếu.")},
    )
