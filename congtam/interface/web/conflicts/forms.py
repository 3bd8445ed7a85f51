"""Forms of the page of conflicts. Names are typed into the form, never into the address."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account
from congtam.interface.web.conflicts.people import matching
from congtam.interface.web.records.saving import SaveForm


class NamingForm(SaveForm):
    """Who is named: chosen before, or found by what was typed. ``people`` are those who may be chosen, by id."""

    name = forms.CharField(
        label=_("Tìm theo tên"), max_length=120, required=False,
        help_text=_("Gõ một phần họ tên, có dấu hay không đều được."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    who = forms.MultipleChoiceField(
        label=_("Người được nêu"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Hãy chọn lại người trong danh sách.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Mapping[int, Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        typed, listed = str(sent.get("name", "")), sent.getlist("who")
        chosen = [people[int(key)] for key in listed if key.isdigit() and int(key) in people]
        self.found = matching(people.values(), typed)
        self.searched = bool(typed.strip())
        offered = {account.pk: account for account in (*chosen, *self.found)}
        field = self.fields["who"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(key), account.display_name) for key, account in offered.items()]

    @property
    def chosen(self) -> list[Account]:
        return [self.people[int(key)] for key in self.cleaned_data["who"]]


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được niêm phong trong nhật ký."),
        error_messages={"required": _("Hãy ghi lý do; lý do được giữ trong nhật ký.")},
    )  # fmt: skip


class DeclaringForm(SaveForm):
    """Who is in conflict, and why. Who may not name others declares of themself."""

    account = forms.ChoiceField(label=_("Ai có xung đột lợi ích"))
    reason = _reason()

    def __init__(self, *args: Any, people: Mapping[int, Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field = self.fields["account"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), account.display_name) for key, account in people.items()]

    @property
    def chosen(self) -> Account:
        return self.people[int(self.cleaned_data["account"])]


class LiftingForm(SaveForm):
    """Why somebody sees the record again."""

    reason = _reason()
