"""Forms of the acts on an account."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Holding, Post, Substitution, Unit
from congtam.foundation.calendar import say_day
from congtam.interface.web.records.saving import SaveForm
from congtam.registers.accounts.actions import Save
from congtam.registers.accounts.forms import fields
from congtam.registers.accounts.models import AccountEntry
from congtam.registers.accounts.queries import (
    colleagues,
    managed_units,
    not_over,
    posts_to_choose,
    substitutions_not_over,
    units_to_choose,
    work_held,
)

NO_POST = _("Hãy chọn ít nhất một chức vụ.")
ONE_DAY = timedelta(days=1)


class RegisterForm(SaveForm):
    """Any form of the register: it knows its save."""

    @property
    def save_of(self) -> Save:
        return Save(version=self.shown_version, key=self.key)


class InviteForm(RegisterForm):
    """Who is invited, into which posts, from which day on."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    display_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, error_messages={"required": _("Hãy ghi họ và tên.")}
    )
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm. Ví dụ: hoa.nguyen"),
        error_messages={"required": _("Hãy ghi tên đăng nhập.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    posts = fields.several(_("Chức vụ"), required=NO_POST)
    since = fields.day(_("Làm việc từ ngày"))
    field_order = ("version", "save_key", "unit", "display_name", "username", "posts", "since")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in units_to_choose(actor)}
        self.known_posts = posts_to_choose(actor)
        fields.choose(self, "unit", [(key, unit.name) for key, unit in self.units.items()])
        fields.choose(self, "posts", fields.post_choices(self.known_posts))
        if len(self.units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = next(iter(self.units))

    @property
    def chosen_unit(self) -> Unit:
        return self.units[self.cleaned_data["unit"]]

    @property
    def chosen_posts(self) -> list[Post]:
        return [self.known_posts[key] for key in self.cleaned_data["posts"]]


class ActForm(RegisterForm):
    """An act on one account."""

    def __init__(self, *args: Any, entry: AccountEntry, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.actor, self.today = entry, actor, clock.today()
        self.prepare()

    def prepare(self) -> None:
        """Put choices into the fields."""


class ConfirmForm(ActForm):
    """Nothing to type."""


class ReasonForm(ActForm):
    """A reason."""

    reason = fields.reason()


class ComeBackForm(ActForm):
    """The posts of somebody who returns."""

    posts = fields.several(_("Chức vụ"), required=NO_POST)
    since = fields.day(_("Làm việc từ ngày"))

    def prepare(self) -> None:
        self.known_posts = posts_to_choose(self.actor)
        fields.choose(self, "posts", fields.post_choices(self.known_posts))

    @property
    def chosen_posts(self) -> list[Post]:
        return [self.known_posts[key] for key in self.cleaned_data["posts"]]


class GivePostForm(ActForm):
    """One post, from a day, perhaps until a day."""

    post = forms.ChoiceField(label=_("Chức vụ"), error_messages={"required": NO_POST})
    since = fields.day(_("Giữ chức vụ từ ngày"))
    last_day = fields.day(_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa biết ngày thôi."))

    def prepare(self) -> None:
        self.known_posts = posts_to_choose(self.actor)
        fields.choose(self, "post", [("", str(_("Chọn chức vụ"))), *fields.post_choices(self.known_posts)])

    @property
    def chosen_post(self) -> Post:
        return self.known_posts[self.cleaned_data["post"]]

    @property
    def until(self) -> date | None:
        last: date | None = self.cleaned_data["last_day"]
        return last + ONE_DAY if last else None


class HoldingsForm(ActForm):
    """A form that offers the posts that the person holds now or later, in units of the actor."""

    def known(self) -> dict[str, Holding]:
        units = managed_units(self.actor)
        return {
            str(holding.pk): holding
            for holding in not_over(self.entry.account, today=self.today)
            if holding.post.unit_id in units
        }


class EndPostForm(HoldingsForm):
    """Which post ends, from which day on."""

    holding = forms.ChoiceField(label=_("Chức vụ"), error_messages={"required": NO_POST})
    from_day = fields.day(_("Không còn giữ từ ngày"), help_text=_("Quyền chấm dứt từ đầu ngày này."))

    def prepare(self) -> None:
        self.holdings = self.known()
        choices = [(key, f"{held.post.title} · {held.post.unit.name}") for key, held in self.holdings.items()]
        fields.choose(self, "holding", choices)

    @property
    def chosen(self) -> Holding:
        return self.holdings[self.cleaned_data["holding"]]


class SubstituteForm(HoldingsForm):
    """Who fills which posts, from which day to which, and how they sign."""

    by = fields.person(_("Người thay"))
    holdings = fields.several(_("Thay ở chức vụ"), required=NO_POST)
    since = fields.day(_("Từ ngày"))
    last_day = fields.day(_("Đến hết ngày"), help_text=_("Sau ngày này quyền tự trở về người vắng."))
    line = forms.CharField(
        label=_("Dòng ký thay"),
        max_length=120,
        required=False,
        help_text=_("In trên chức vụ người ký, do cơ quan chọn. Ví dụ: KT. CHỦ TỊCH, hoặc TUQ. CHỦ TỊCH"),
    )

    def prepare(self) -> None:
        self.known_holdings = self.known()
        self.people = colleagues(managed_units(self.actor), on=self.today, without=self.entry.account)
        choices = [
            (key, f"{held.post.title} · {held.post.unit.name}") for key, held in self.known_holdings.items()
        ]
        fields.choose(self, "holdings", choices)
        fields.choose(self, "by", fields.people_choices(self.people, empty=_("Chọn người")))

    @property
    def chosen(self) -> list[Holding]:
        return [self.known_holdings[key] for key in self.cleaned_data["holdings"]]

    @property
    def substitute(self) -> Account:
        return self.people[self.cleaned_data["by"]]

    @property
    def until(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + ONE_DAY


class EndSubstitutionForm(ActForm):
    """Which substitution ends today."""

    substitution = forms.ChoiceField(label=_("Việc thay"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        found = substitutions_not_over(self.entry.account, today=self.today)
        self.known = {
            str(each.pk): each for each in found if each.holding.account_id == self.entry.account_id
        }
        fields.choose(self, "substitution", [(key, _told(each)) for key, each in self.known.items()])

    @property
    def chosen(self) -> Substitution:
        return self.known[self.cleaned_data["substitution"]]


def _told(each: Substitution) -> str:
    last = say_day(each.during.upper - ONE_DAY)
    return f"{each.substitute.display_name}: {each.holding.post.title}, {say_day(each.during.lower)} – {last}"


class LeaveForm(ActForm):
    """From which day, why, and who takes over the open records."""

    from_day = fields.day(_("Thôi việc từ ngày"), help_text=_("Quyền chấm dứt từ đầu ngày này."))
    successor = fields.person(_("Người nhận các hồ sơ đang giữ"), required=False)
    reason = fields.reason()

    def prepare(self) -> None:
        self.people = colleagues(managed_units(self.actor), on=self.today, without=self.entry.account)
        self.work = work_held(self.entry.account, actor=self.actor).exists()
        fields.choose(self, "successor", fields.people_choices(self.people, empty=_("Chọn người")))
        if self.work:
            self.fields["successor"].required = True
        else:
            del self.fields["successor"]

    @property
    def chosen_successor(self) -> Account | None:
        return self.people.get(self.cleaned_data.get("successor", ""))
