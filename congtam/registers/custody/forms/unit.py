"""Forms of the acts on the keeping of a unit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.custody import holders
from congtam.foundation.custody.models import Custodian
from congtam.interface.web.records.saving import SaveForm
from congtam.registers.custody.actions.keeping import Save
from congtam.registers.custody.forms import fields
from congtam.registers.custody.models import Keeping
from congtam.registers.custody.queries import deciding_units, nameable

_NOBODY = _("Hãy chọn một người.")


def _people(form: forms.Form, name: str, people: dict[str, Account]) -> None:
    fields.choose(
        form, name, [("", str(_("Chọn người"))), *((key, each.display_name) for key, each in people.items())]
    )


class ActForm(SaveForm):
    """An act on the keeping of a unit."""

    def __init__(self, *args: Any, keeping: Keeping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeping = keeping
        self.prepare()

    def prepare(self) -> None:
        """Put choices into the fields."""

    @property
    def save_of(self) -> Save:
        return Save(version=self.shown_version, key=self.key)


class NameForm(ActForm):
    """Who is to keep what."""

    duty = forms.ChoiceField(
        label=_("Giữ gì"), widget=forms.RadioSelect, choices=Custodian.Duty.choices,
        error_messages={"required": _("Hãy chọn giữ gì.")},
    )  # fmt: skip
    account = forms.ChoiceField(
        label=_("Người giữ"), error_messages={"required": _NOBODY},
        help_text=_("Chỉ có người mà chức vụ cho phép được cử, và đã lập khóa của mình."),
    )  # fmt: skip
    reason = fields.reason(required=False)

    def prepare(self) -> None:
        self.people = nameable(self.keeping.unit, on=clock.today())
        _people(self, "account", self.people)

    @property
    def chosen(self) -> Account:
        return self.people[self.cleaned_data["account"]]


class DeciderForm(ActForm):
    """Which unit decides."""

    to_unit = forms.ChoiceField(label=_("Nơi đồng ý cho xem"), required=False)
    reason = fields.reason(required=False)

    def prepare(self) -> None:
        self.units = deciding_units(self.keeping.unit)
        fields.choose(
            self, "to_unit",
            [("", str(_("Chính đơn vị này"))), *((key, unit.name) for key, unit in self.units.items())],
        )  # fmt: skip

    @property
    def chosen(self) -> Unit | None:
        return self.units.get(self.cleaned_data["to_unit"])


class ReasonForm(ActForm):
    """A reason."""

    reason = fields.reason()


class RecoverForm(ActForm):
    """To whom everything is shared again, and why."""

    account = forms.ChoiceField(label=_("Chia sẻ lại cho"), error_messages={"required": _NOBODY})
    reason = fields.reason()

    def prepare(self) -> None:
        keeping = holders.in_office(self.keeping.unit)
        self.people = {
            str(row.account_id): row.account for row in keeping if row.duty == Custodian.Duty.IDENTITY
        }
        _people(self, "account", self.people)

    @property
    def chosen(self) -> Account:
        return self.people[self.cleaned_data["account"]]


class ReleaseForm(ActForm):
    """Whose duty ends."""

    duty = forms.ChoiceField(
        label=_("Ai thôi giữ"), widget=forms.RadioSelect, error_messages={"required": _NOBODY}
    )
    reason = fields.reason()

    def prepare(self) -> None:
        self.rows = {str(row.pk): row for row in holders.in_office(self.keeping.unit)}
        fields.choose(
            self, "duty",
            [(key, f"{row.account.display_name} · {row.get_duty_display()}") for key, row in self.rows.items()],
        )  # fmt: skip

    @property
    def chosen(self) -> Custodian:
        return self.rows[self.cleaned_data["duty"]]


class TypedForm(ActForm):
    """The printed recovery key; it is never shown again."""

    typed = forms.CharField(
        label=_("Khóa khôi phục trên tờ in"), max_length=200, strip=True,
        help_text=_("14 nhóm, mỗi nhóm 4 ký tự. Chữ thường, dấu cách và gạch nối không quan trọng."),
        error_messages={"required": _("Hãy gõ khóa khôi phục.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
    )  # fmt: skip


class ConfirmForm(ActForm):
    """Nothing to type."""
