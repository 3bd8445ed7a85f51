"""Forms about lines of reporting and family."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Post, Relation
from congtam.registers.accounts.forms import fields
from congtam.registers.accounts.forms.people import ActForm, RegisterForm
from congtam.registers.accounts.queries import colleagues, managed_units, posts_to_choose
from congtam.registers.accounts.relations import relations_of

KIND = _("Người ấy là gì của bạn")


def _kind(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Relation.Kind.choices, error_messages={"required": _("Hãy chọn quan hệ.")}
    )


class LineForm(RegisterForm):
    """The post above; none: it reports to nobody here."""

    above = forms.ChoiceField(label=_("Báo cáo cho"), required=False)

    def __init__(self, *args: Any, actor: Actor, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {key: each for key, each in posts_to_choose(actor).items() if each.pk != post.pk}
        choices = [("", str(_("Không báo cáo cho chức vụ nào ở đây"))), *fields.post_choices(self.known)]
        fields.choose(self, "above", choices)

    @property
    def chosen(self) -> Post | None:
        return self.known.get(self.cleaned_data["above"])


class OwnRelationForm(RegisterForm):
    """Which colleague is what to me."""

    relative = fields.person(_("Người thân cùng làm ở đây"))
    kind = _kind(KIND)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert actor.account is not None
        self.people = colleagues(actor.unit_ids, on=clock.today(), without=actor.account)
        fields.choose(self, "relative", fields.people_choices(self.people, empty=_("Chọn người")))

    @property
    def chosen(self) -> Account:
        return self.people[self.cleaned_data["relative"]]


class EnterRelationForm(ActForm):
    """Which colleague is what to the person, and how one knows."""

    relative = fields.person(_("Người thân cùng làm ở đây"))
    kind = _kind(_("Người ấy là gì của người này"))
    reason = fields.reason()

    def prepare(self) -> None:
        self.people = colleagues(managed_units(self.actor), on=self.today, without=self.entry.account)
        fields.choose(self, "relative", fields.people_choices(self.people, empty=_("Chọn người")))

    @property
    def chosen(self) -> Account:
        return self.people[self.cleaned_data["relative"]]


class EndRelationForm(ActForm):
    """Which relation is no more, and why."""

    relation = forms.ChoiceField(
        label=_("Quan hệ"), widget=forms.RadioSelect, error_messages={"required": _("Hãy chọn quan hệ.")}
    )
    reason = fields.reason()

    def prepare(self) -> None:
        self.known = {str(each.pk): each for each in relations_of(self.entry.account)}
        choices = [
            (key, f"{each.relative.display_name} · {each.get_kind_display()}")
            for key, each in self.known.items()
        ]
        fields.choose(self, "relation", choices)

    @property
    def chosen(self) -> Relation:
        return self.known[self.cleaned_data["relation"]]
