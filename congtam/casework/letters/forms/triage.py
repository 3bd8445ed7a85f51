"""The four questions of triage."""

from typing import Any, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.actions import MatterDetails
from congtam.casework.letters.actions.triage import SEALED_KINDS
from congtam.casework.letters.forms.choosing import options
from congtam.casework.letters.models import Competence, Kind, Letter, RefusalGround
from congtam.foundation.access.models import Account
from congtam.interface.web.records.saving import SaveForm

MOST = 20
PREFIX = "matters"


class TriageForm(SaveForm):
    """Whose is it, may it be accepted, who handles it. The matters are a form set of their own."""

    competence = forms.ChoiceField(
        label=_("Đơn thuộc thẩm quyền của ai?"), choices=Competence.choices, widget=forms.RadioSelect
    )
    competent_body = forms.CharField(
        label=_("Cơ quan có thẩm quyền"),
        help_text=_("Chỉ khi đơn thuộc nơi khác; công dân được hướng dẫn gửi đến đây."),
        max_length=200,
        required=False,
    )
    refusal_grounds = forms.MultipleChoiceField(
        label=_("Có lý do nào không thụ lý được không?"),
        help_text=_("Không chọn ô nào nghĩa là đủ điều kiện thụ lý (Luật Khiếu nại, Điều 11)."),
        choices=RefusalGround.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    handler = forms.ChoiceField(label=_("Ai xử lý?"), required=False)
    note = forms.CharField(
        label=_("Ghi chú đề xuất"),
        help_text=_("Được niêm phong cùng hồ sơ, công dân không thấy."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    def __init__(self, *args: Any, people: dict[str, Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        handler = self.fields["handler"]
        assert isinstance(handler, forms.ChoiceField)
        handler.choices = options(people, str(_("Chưa giao ai")))

    @property
    def handler_account(self) -> Account | None:
        return self._people.get(self.cleaned_data.get("handler", ""))


class HoldingForm(SaveForm):
    """What keeping a letter sealed needs of the same page."""

    note = forms.CharField(required=False)


class MatterForm(forms.Form):
    """One content of the letter."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    summary = forms.CharField(
        label=_("Tóm tắt"), max_length=300, error_messages={"required": _("Hãy ghi một dòng tóm tắt.")}
    )
    complex = forms.BooleanField(label=_("Phức tạp"), required=False)
    remote = forms.BooleanField(label=_("Vùng sâu, vùng xa, đi lại khó khăn"), required=False)


class MatterForms(forms.BaseFormSet):  # type: ignore[type-arg]
    """The matters; at least one stays, which the act says."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.empty_permitted = False

    @property
    def kept(self) -> list[forms.Form]:
        """The forms that are not taken away."""
        return [form for form in self.forms if not _is_taken(form)]

    def details(self) -> list[MatterDetails]:
        """The matters as the acts take them; the forms must be valid."""
        return [_details(form) for form in self.kept]

    @property
    def sealing(self) -> bool:
        """Whether a matter is, or may be, a denunciation, valid or not."""
        return any(form["kind"].value() in SEALED_KINDS for form in self.kept)


def _is_taken(form: forms.Form) -> bool:
    return DELETION_FIELD_NAME in form.fields and bool(form[DELETION_FIELD_NAME].value())


def _details(form: forms.Form) -> MatterDetails:
    data = form.cleaned_data
    return MatterDetails(
        kind=Kind(data["kind"]), summary=data["summary"], complex=data["complex"], remote=data["remote"]
    )


def matter_forms(letter: Letter, data: Any = None, *, add: bool = False) -> MatterForms:
    """The matters of the letter, or what was typed of them; ``add``: with one empty line more."""
    rows = [
        {"kind": row.kind, "summary": row.summary, "complex": row.complex, "remote": row.remote}
        for row in letter.matters.all()
    ]
    made = forms.formset_factory(
        MatterForm, formset=MatterForms, can_delete=True, extra=0, max_num=MOST, absolute_max=MOST,
    )  # fmt: skip
    if data is not None and add:
        data = data.copy()
        name = f"{PREFIX}-{forms.formsets.TOTAL_FORM_COUNT}"
        data[name] = str(min(int(data.get(name) or 0) + 1, MOST))
    return cast(MatterForms, made(data, initial=rows, prefix=PREFIX))
