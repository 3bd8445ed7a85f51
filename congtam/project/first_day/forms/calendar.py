"""Which years of the working calendar the office has compared with the notice of its place."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _


def field_of(year: int) -> str:
    """The name of a year's field."""
    return f"source_{year}"


class CalendarForm(forms.Form):
    """One field for each year: the notice it was compared with; an empty one leaves the year as it is."""

    use_required_attribute = False

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        for year in years:
            self.fields[field_of(year)] = forms.CharField(
                label=_("Đã đối chiếu lịch năm %(year)s với văn bản") % {"year": year}, required=False, max_length=300,
                help_text=_("Ví dụ: Thông báo số 01/TB-UBND ngày 02/01/%(year)s. Chưa đối chiếu thì để trống.")
                % {"year": year},
            )  # fmt: skip

    def confirmed(self) -> dict[int, str]:
        """The years that a valid form confirms, with the notice."""
        found = {year: self.cleaned_data[field_of(year)].strip() for year in self.years}
        return {year: source for year, source in found.items() if source}
