"""The small forms of the steps after triage."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.actions import Signer
from congtam.casework.letters.forms.choosing import options
from congtam.casework.letters.forms.days import DayField
from congtam.casework.letters.models import Kind, Letter, Outcome, RefusalGround
from congtam.foundation.access.models import Account
from congtam.interface.web.records.saving import SaveForm

OUTCOME = "outcome_"


def text(label: Any, *, rows: int = 4, required: str | Any = "", help_text: Any = "") -> forms.CharField:
    """A text of several lines; ``required`` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day_of_step(label: Any) -> DayField:
    """The legal day of a step."""
    return DayField(label=label, error_messages={"required": _("Hãy ghi ngày.")})


def signing_line() -> forms.CharField:
    """The line above the title of whoever signs for another."""
    return forms.CharField(
        label=_("Dòng ký thay"),
        help_text=_("Ví dụ: KT. CHỦ TỊCH hoặc TUQ. CHỦ TỊCH; để trống khi ký theo chức vụ của mình."),
        max_length=120,
        required=False,
    )


class StepForm(SaveForm):
    """A step that has its legal day."""

    on = day_of_step(_("Ngày thực hiện"))

    def __init__(self, *args: Any, letter: Letter, people: dict[str, Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.people = letter, people


def signer_of(data: Mapping[str, Any]) -> Signer:
    """Who signs, as typed."""
    return Signer(
        title=data["signer_title"], name=data["signer_name"], authority=data["signer_authority"].strip()
    )


class SignedForm(StepForm):
    """A step with a paper that somebody signs."""

    on = day_of_step(_("Ngày trên văn bản"))
    signer_authority = signing_line()
    signer_title = forms.CharField(
        label=_("Chức vụ người ký"),
        max_length=120,
        error_messages={"required": _("Hãy ghi chức vụ in dưới văn bản.")},
    )
    signer_name = forms.CharField(
        label=_("Họ tên người ký"),
        max_length=120,
        error_messages={"required": _("Hãy ghi họ tên in dưới văn bản.")},
    )

    @property
    def signer(self) -> Signer:
        return signer_of(self.cleaned_data)


class AcceptForm(SignedForm):
    """Accept. The term of settlement starts on the day that is given."""

    on = day_of_step(_("Ngày thụ lý"))


class GuideForm(SignedForm):
    """Guide to the body that triage named."""


class RefuseForm(SignedForm):
    """Refuse, for grounds of the law, in words that the citizen understands."""

    grounds = forms.MultipleChoiceField(
        label=_("Căn cứ không thụ lý (Luật Khiếu nại, Điều 11)"),
        choices=RefusalGround.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một căn cứ không thụ lý.")},
    )
    explanation = text(
        _("Lý do, nói cho công dân hiểu"),
        required=_("Hãy giải thích lý do bằng lời cho công dân hiểu."),
        help_text=_("Câu này in vào thông báo gửi công dân."),
    )
    field_order = ("version", "save_key", "grounds", "explanation", "on")


class AssignForm(StepForm):
    """Give the letter to somebody; a paper only where it is wanted."""

    handler = forms.ChoiceField(
        label=_("Giao cho"), error_messages={"required": _("Hãy chọn người được giao.")}
    )
    task = text(_("Nhiệm vụ"), rows=3, help_text=_("Để trống thì giao xử lý toàn bộ nội dung đơn."))
    with_paper = forms.BooleanField(label=_("Ban hành quyết định giao xác minh"), required=False)
    signer_authority = signing_line()
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=120, required=False)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120, required=False)
    field_order = ("version", "save_key", "handler", "task", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handler = self.fields["handler"]
        assert isinstance(handler, forms.ChoiceField)
        handler.choices = options(self.people, str(_("Chọn người")))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("with_paper"):
            for name in ("signer_title", "signer_name"):
                if not data.get(name, "").strip():
                    self.add_error(name, str(_("Văn bản cần người ký.")))
        return data

    @property
    def signer(self) -> Signer | None:
        if not self.cleaned_data["with_paper"]:
            return None
        return signer_of(self.cleaned_data)

    @property
    def handler_account(self) -> Account:
        return self.people[self.cleaned_data["handler"]]


class DecideForm(SignedForm):
    """The decision: a result for each complaint, what was found, what is decided."""

    findings = text(
        _("Kết quả xác minh"), rows=6, required=_("Hãy ghi kết quả xác minh."),
        help_text=_("Đã xác minh những gì, căn cứ vào đâu."),
    )  # fmt: skip
    decision = text(
        _("Nội dung quyết định"), rows=5, required=_("Hãy ghi nội dung quyết định."),
        help_text=_("Mỗi dòng thành một điểm của quyết định."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for matter in self.letter.matters.all():
            if matter.kind == Kind.COMPLAINT:
                self.fields[f"{OUTCOME}{matter.position}"] = _outcome(matter.position, matter.summary)
        outcomes = [name for name in self.fields if name.startswith(OUTCOME)]
        self.order_fields(["version", "save_key", *outcomes, "findings", "decision", "on"])

    @property
    def outcomes(self) -> dict[int, str]:
        """The result of each complaint by its place."""
        return {
            int(name.removeprefix(OUTCOME)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(OUTCOME)
        }


def _outcome(place: int, summary: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Kết quả nội dung %(place)s: %(summary)s") % {"place": place, "summary": summary},
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn kết quả.")},
    )


class AnswerForm(SignedForm):
    """The letter that goes out with the signed decision."""

    message = text(
        _("Nội dung trả lời"), rows=6, required=_("Hãy ghi nội dung trả lời công dân."),
        help_text=_("Nói ngắn gọn kết quả và những gì công dân có thể làm tiếp."),
    )  # fmt: skip
    field_order = ("version", "save_key", "message", "on")


class CloseForm(StepForm):
    """Close the case."""

    note = text(_("Ghi chú khi kết thúc"), rows=3)
    field_order = ("version", "save_key", "note", "on")


class ReasonForm(StepForm):
    """A step back, or a letter entered by mistake: done today, and only with a reason."""

    on = None  # type: ignore[assignment]
    reason = text(_("Lý do"), rows=3, required=_("Hãy ghi lý do; lý do được giữ trong nhật ký."))


class HoldForm(StepForm):
    """Keep sealed."""

    on = None  # type: ignore[assignment]
    note = text(_("Ghi chú"), rows=3, help_text=_("Vì sao đơn có thể là tố cáo. Được niêm phong cùng hồ sơ."))
