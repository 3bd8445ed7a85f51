"""Days of the calendar: one off, a Saturday worked, a swap as one entry, a day as any other again; a year confirmed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import ChangedDay, WrongDay
from congtam.foundation.calendar.changes import check_day
from congtam.interface.web.records.days import DayField
from congtam.registers.legislation.forms.changing import ChangeForm

OFF, SWAP, WORKED, ORDINARY = "off", "swap", "worked", "ordinary"
WHATS: tuple[tuple[str, Any], ...] = (
    (OFF, gettext_lazy("Nghỉ một ngày")),
    (SWAP, gettext_lazy("Hoán đổi: nghỉ một ngày, làm bù một thứ Bảy")),
    (WORKED, gettext_lazy("Làm việc một thứ Bảy hoặc Chủ nhật")),
    (ORDINARY, gettext_lazy("Bỏ ghi riêng: tính như mọi ngày cùng thứ")),
)
KINDS: tuple[tuple[str, Any], ...] = (
    ("local_off", gettext_lazy("nghỉ riêng của địa phương")),
    ("statutory", gettext_lazy("nghỉ lễ, tết")),
    ("compensatory", gettext_lazy("nghỉ bù")),
    ("swap_off", gettext_lazy("nghỉ do hoán đổi ngày làm việc")),
)


class DayForm(ChangeForm):
    """One entry; a swap is two days that are changed together. ``day`` has to lie in ``year``."""

    what = forms.ChoiceField(
        label=gettext_lazy("Thay đổi"), choices=WHATS, widget=forms.RadioSelect, initial=OFF,
        error_messages={"required": gettext_lazy("Hãy chọn loại thay đổi.")},
    )  # fmt: skip
    day = DayField(label=gettext_lazy("Ngày"), error_messages={"required": gettext_lazy("Hãy ghi ngày.")})
    kind = forms.ChoiceField(label=gettext_lazy("Loại ngày nghỉ"), choices=KINDS, required=False)
    name = forms.CharField(
        label=gettext_lazy("Tên ngày nghỉ"), required=False, max_length=120,
        help_text=gettext_lazy("Ghi khi là ngày nghỉ, như “Ngày truyền thống của tỉnh”."),
    )  # fmt: skip
    other = DayField(
        label=gettext_lazy("Thứ Bảy làm bù"), required=False,
        help_text=gettext_lazy("Ghi khi hoán đổi."),
    )  # fmt: skip

    field_order = ("what", "day", "kind", "name", "other", "source", "source_url", "reason")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year != self.year:
            raise ValidationError(_("Ngày phải nằm trong năm %(year)s.") % {"year": self.year})
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("what") == SWAP and not data.get("other"):
            self.add_error("other", _("Hãy ghi thứ Bảy làm bù."))
        if not self.errors:
            self._check_days()
        return data

    def _check_days(self) -> None:
        for change, name in zip(self.days, ("day", "other"), strict=False):
            try:
                check_day(change)
            except WrongDay as wrong:
                self.add_error(
                    "name" if change.kind != "worked" and not change.name.strip() else name, str(wrong)
                )

    @property
    def days(self) -> list[ChangedDay]:
        return list(self._days())

    def _days(self) -> Iterator[ChangedDay]:
        data = self.cleaned_data
        what, day, name = data["what"], data["day"], data["name"]
        if what == SWAP:
            yield ChangedDay(day=day, kind="swap_off", name=name or str(_("Hoán đổi ngày làm việc")))
            yield ChangedDay(day=data["other"], kind="worked", instead_of=day)
        elif what == WORKED:
            yield ChangedDay(day=day, kind="worked")
        elif what == ORDINARY:
            yield ChangedDay(day=day, kind="ordinary")
        else:
            yield ChangedDay(day=day, kind=data["kind"] or "local_off", name=name)


class ConfirmForm(ChangeForm):
    """Confirm the year as it stands."""

    field_order = ("source", "source_url", "reason")


class RecomputeForm(ChangeForm):
    """Move what no longer fits. Nothing is changed in law or calendar, so there is no source, but a reason."""

    source = None  # type: ignore[assignment]
    source_url = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=gettext_lazy("Lý do tính lại"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Hãy ghi lý do tính lại.")},
    )  # fmt: skip

    def last_fields(self) -> list[Any]:
        return [self["reason"]]
