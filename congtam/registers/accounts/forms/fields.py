"""Fields that several forms share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation.access.models import Account, Post
from congtam.interface.web.records.days import DayField

NO_DAY = _("Hãy ghi ngày.")


def day(label: Any, *, help_text: Any = "", required: bool = True) -> DayField:
    return DayField(label=label, help_text=help_text, required=required, error_messages={"required": NO_DAY})


def reason() -> forms.CharField:
    """Kept sealed in the journal."""
    return forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Được niêm phong trong nhật ký."),
        error_messages={"required": _("Hãy ghi lý do; lý do được giữ trong nhật ký.")},
    )


def person(label: Any, *, required: bool = True) -> forms.ChoiceField:
    """One of the people whom the form is given."""
    return forms.ChoiceField(
        label=label, required=required, error_messages={"required": _("Hãy chọn một người.")}
    )


def several(label: Any, *, required: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple, error_messages={"required": required}
    )


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Put the choices into a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def people_choices(people: Mapping[str, Account], *, empty: Any) -> list[tuple[str, str]]:
    return [("", str(empty)), *((key, account.display_name) for key, account in people.items())]


def post_choices(posts: Mapping[str, Post]) -> list[tuple[str, str]]:
    """Posts by title; with the unit where there are several."""
    many = len({post.unit_id for post in posts.values()}) > 1
    return [(key, f"{post.title} · {post.unit.name}" if many else post.title) for key, post in posts.items()]
