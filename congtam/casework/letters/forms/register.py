"""The form of a letter, in the order of the letter. Nothing is demanded that a letter may lack."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.casework.letters.actions import MatterDetails, SenderDetails
from congtam.casework.letters.forms.days import DayField
from congtam.casework.letters.models import Channel, Kind, SenderKind
from congtam.interface.web.records.saving import SaveForm

MOST = 20
PREFIX = "matters"


def _unknown_first(choices: list[tuple[str, Any]], unknown: str) -> list[tuple[str, Any]]:
    """ "Not known" is the empty choice: a full answer, and the place for a proposal."""
    known = dict(choices)
    return [("", known.pop(unknown)), *known.items()]


class RegisterForm(SaveForm):
    """Sender, day, whom it is about, summary. The matters are a form set of their own."""

    sender_kind = forms.ChoiceField(
        label=gettext_lazy("Ai gửi"), required=False,
        choices=_unknown_first(SenderKind.choices, SenderKind.UNCLEAR),
    )  # fmt: skip
    sender_name = forms.CharField(
        label=gettext_lazy("Họ tên người gửi"), max_length=200, required=False,
        help_text=gettext_lazy("Như ghi trên đơn; không rõ thì để trống."),
    )  # fmt: skip
    sender_address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=300, required=False)
    sender_phone = forms.CharField(
        label=gettext_lazy("Điện thoại"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    written_on = DayField(label=gettext_lazy("Ngày ghi trên đơn"), required=False)
    concerned = forms.CharField(
        label=gettext_lazy("Đơn nói về ai, cơ quan nào"), max_length=300, required=False,
        help_text=gettext_lazy("Người, cơ quan hoặc quyết định bị khiếu nại, phản ánh."),
    )  # fmt: skip
    summary = forms.CharField(
        label=gettext_lazy("Tóm tắt"), max_length=300, strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Một, hai dòng. Ví dụ: “Khiếu nại quyết định 57/QĐ-UBND về mức bồi thường đất”. Không ghi tên người gửi."
        ),
        error_messages={"required": gettext_lazy("Hãy ghi tóm tắt nội dung đơn trong một, hai dòng.")},
    )  # fmt: skip
    received_on = DayField(
        label=gettext_lazy("Ngày đến"), help_text=gettext_lazy("Mọi thời hạn tính từ ngày này."),
        error_messages={"required": gettext_lazy("Hãy ghi ngày đơn đến.")},
    )  # fmt: skip

    channel = forms.ChoiceField(
        label=gettext_lazy("Đến bằng cách nào"), choices=Channel.choices, required=False
    )

    def sender(self) -> SenderDetails:
        """The sender as the acts take it; the form must be valid."""
        data = self.cleaned_data
        return SenderDetails(
            kind=SenderKind(data["sender_kind"] or SenderKind.UNCLEAR),
            name=data["sender_name"],
            address=data["sender_address"],
            phone=data["sender_phone"],
        )


class MatterForm(forms.Form):
    """One content of the letter."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), required=False, choices=_unknown_first(Kind.choices, Kind.UNCLEAR)
    )
    summary = forms.CharField(label=gettext_lazy("Tóm tắt nội dung này"), max_length=300, required=False)

    @property
    def typed(self) -> bool:
        """Whether anything stands here: a further matter that was left empty is none."""
        return any(str(self[name].value() or "").strip() for name in self.fields)


class MatterForms(forms.BaseFormSet):  # type: ignore[type-arg]
    """The matters; the first always counts."""

    def kept(self) -> list[forms.Form]:
        """The first one, and those further ones in which something was typed."""
        return [form for place, form in enumerate(self.forms) if place == 0 or form.typed]

    def missing(self) -> Iterator[tuple[int, forms.Form]]:
        """Where several matters are told apart, those that say nothing of what they are about."""
        kept = self.kept()
        for place, form in enumerate(kept, start=1):
            if len(kept) > 1 and not form.cleaned_data.get("summary"):
                yield place, form

    def details(self, *, summary: str) -> list[MatterDetails]:
        """The matters as the acts take them. A single one that says nothing is what the letter is about."""
        return [
            MatterDetails(
                kind=Kind(form.cleaned_data.get("kind") or Kind.UNCLEAR),
                summary=form.cleaned_data.get("summary") or summary,
            )
            for form in self.kept()
        ]


def matter_forms(data: Any = None, *, add: bool = False) -> MatterForms:
    """The matters as they were typed; ``add``: with one empty one more."""
    made = forms.formset_factory(
        MatterForm, formset=MatterForms, extra=0, min_num=1, max_num=MOST, absolute_max=MOST
    )
    if data is not None and add:
        data = data.copy()
        name = f"{PREFIX}-{forms.formsets.TOTAL_FORM_COUNT}"
        typed = str(data.get(name) or "1")
        data[name] = str(min((int(typed) if typed.isdecimal() else 1) + 1, MOST))
    return cast(MatterForms, made(data, prefix=PREFIX))


def check(form: RegisterForm, rows: MatterForms) -> bool:
    """Whether both are complete; what is missing in a matter is told on top too."""
    good = form.is_valid() & rows.is_valid()
    if not rows.is_valid():
        form.add_error(None, _("Hãy xem lại các nội dung đơn."))
    for place, row in list(rows.missing()):
        row.add_error("summary", _("Hãy ghi một dòng tóm tắt."))
        form.add_error(None, _("Nội dung %(place)s: hãy ghi một dòng tóm tắt.") % {"place": place})
        good = False
    return good


def without_errors(form: RegisterForm, rows: MatterForms) -> tuple[RegisterForm, MatterForms]:
    """What was typed, shown as it is: nobody is blamed for gaps before saving."""
    form.full_clean()
    form.errors.clear()
    rows.full_clean()
    for row in rows.forms:
        row.errors.clear()
    return form, rows
