"""Who works on letters."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from congtam.project.first_day.checking import check_username, people_faults
from congtam.project.first_day.duties import DUTIES
from congtam.project.first_day.plan import PersonPlan

MOST = 50


class PersonForm(forms.Form):
    """One person; a row without name and user name is no person."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Họ và tên"), max_length=120, required=False, help_text=_("Ví dụ: Nguyễn Thị Ví Dụ")
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, required=False, help_text=_("Ví dụ: ntvidu"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    post = forms.CharField(label=_("Chức vụ"), max_length=120, required=False, help_text=_("Ví dụ: Văn thư"))
    duties = forms.MultipleChoiceField(
        label=_("Phần việc"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(key, duty.label) for key, duty in DUTIES.items()],
    )  # fmt: skip

    @property
    def is_blank(self) -> bool:
        """Nobody stands in this row."""
        return not self.cleaned_data.get("name") and not self.cleaned_data.get("username")

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if username:
            check_username(username)
        return username

    def clean(self) -> dict[str, Any]:
        """Whoever is named has a user name, a title and a duty."""
        found = super().clean() or {}
        if self.is_blank:
            return found
        for name, message in _missing_messages().items():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, message)
        return found

    def plan(self) -> PersonPlan:
        """What a valid row says."""
        found = self.cleaned_data
        return PersonPlan(
            name=found["name"], username=found["username"], post=found["post"], duties=tuple(found["duties"])
        )


def _missing_messages() -> dict[str, str]:
    return {
        "name": _now("Hãy ghi họ và tên."),
        "username": _now("Hãy ghi tên đăng nhập."),
        "post": _now("Hãy ghi chức vụ."),
        "duties": _now("Hãy chọn ít nhất một phần việc."),
    }


if TYPE_CHECKING:  # the class takes no parameter when it runs
    Rows = BaseFormSet[PersonForm]
else:
    Rows = BaseFormSet


class PeopleRows(Rows):
    """The rows together."""

    def clean(self) -> None:
        """Faults that only the whole shows, put where they can be mended."""
        if any(form.errors for form in self.forms):
            return
        rows = [form for form in self.forms if not form.is_blank]
        for fault in people_faults([form.plan() for form in rows]):
            if fault.place is None:
                raise ValidationError(fault.message)
            rows[fault.place].add_error(fault.field, fault.message)

    def plans(self) -> tuple[PersonPlan, ...]:
        """The people of valid rows."""
        return tuple(form.plan() for form in self.forms if not form.is_blank)


PeopleFormSet = forms.formset_factory(
    PersonForm, formset=PeopleRows, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True
)


def usual_rows() -> list[dict[str, Any]]:
    """One row for each duty, with the title that is usual for it."""
    return [{"post": duty.post, "duties": [key]} for key, duty in DUTIES.items()]
