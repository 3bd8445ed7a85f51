"""Forms of permissions for a short time: asking, and what the second person says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.elevation import CHOICES
from congtam.foundation.access.models import Unit
from congtam.foundation.access.permissions import elevatable
from congtam.registers.accounts.forms import fields
from congtam.registers.accounts.forms.people import RegisterForm


class AskForm(RegisterForm):
    """Which permissions, in which unit, for how long, and why."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    permissions = fields.several(_("Quyền cần có"), required=_("Hãy chọn ít nhất một quyền."))
    minutes = forms.TypedChoiceField(label=_("Trong bao lâu"), coerce=int)
    reason = fields.reason()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Unit.objects.filter(pk__in=actor.own).order_by("name")
        self.units = {str(unit.pk): unit for unit in found}
        fields.choose(self, "unit", [(key, unit.name) for key, unit in self.units.items()])
        fields.choose(self, "permissions", _offered(actor))
        fields.choose(self, "minutes", [(str(n), _("%(n)s phút") % {"n": n}) for n in CHOICES])
        if len(self.units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(self.units))

    @property
    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]


def _offered(actor: Actor) -> list[tuple[str, str]]:
    """What the reader has in none of their units by a post."""
    always = {name for names in actor.own.values() for name in names}
    return [(name, str(each.label)) for name, each in elevatable().items() if name not in always]


class DecideForm(RegisterForm):
    """The second person agrees, or says why not."""

    reason = forms.CharField(
        label=_("Lý do không đồng ý"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Chỉ cần khi không đồng ý. Được niêm phong trong nhật ký."),
    )  # fmt: skip
