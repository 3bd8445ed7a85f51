"""The form of a post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Post, Unit
from congtam.registers.accounts.forms import fields
from congtam.registers.accounts.forms.people import RegisterForm
from congtam.registers.accounts.queries import units_to_choose
from congtam.registers.accounts.sets import grouped


class PostForm(RegisterForm):
    """A title, and what the post is permitted. ``post``: the one that is changed."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    title = forms.CharField(
        label=_("Tên chức vụ"), max_length=120, error_messages={"required": _("Hãy ghi tên chức vụ.")}
    )
    permissions = forms.MultipleChoiceField(
        label=_("Quyền"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, actor: Actor, post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_to_choose(actor)}
        fields.choose(self, "unit", [(key, unit.name) for key, unit in self.units.items()])
        permissions = self.fields["permissions"]
        assert isinstance(permissions, forms.MultipleChoiceField)
        permissions.choices = grouped()
        if post is not None:
            del self.fields["unit"]
        elif len(self.units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(self.units))

    @property
    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]
