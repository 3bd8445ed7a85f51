"""Taking in a letter: how it came, when, for which unit. The scans are looked at by the act."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.forms.days import DayField
from congtam.casework.letters.models import Channel
from congtam.foundation.access.models import Unit


class ReceiveForm(forms.Form):
    """``units`` are those for which the actor receives, the usual one first; one is not asked about."""

    use_required_attribute = False

    channel = forms.ChoiceField(label=_("Đến bằng cách nào"), choices=Channel.choices)
    received_on = DayField(label=_("Ngày đến"), help_text=_("Ngày trên dấu công văn đến."))
    unit = forms.ChoiceField(label=_("Đơn vị nhận"))
    save_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._units = {str(unit.pk): unit for unit in units}
        if len(units) == 1:
            del self.fields["unit"]
        else:
            field = self.fields["unit"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(key, unit.name) for key, unit in self._units.items()]

    @property
    def chosen_unit(self) -> Unit:
        """The unit of a valid form."""
        if (key := self.cleaned_data.get("unit")) is not None:
            return self._units[key]
        return next(iter(self._units.values()))

    @property
    def key(self) -> UUID:
        """All tries of this page share it."""
        return self.cleaned_data.get("save_key") or uuid4()
