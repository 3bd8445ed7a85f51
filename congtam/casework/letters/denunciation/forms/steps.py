"""The small forms of the steps of a denunciation."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.denunciation import grounds
from congtam.casework.letters.denunciation.actions import Checked, MustGoOn, StopGround
from congtam.casework.letters.denunciation.content import content_of, summary_of
from congtam.casework.letters.denunciation.models import (
    Competent,
    Condition,
    Denunciation,
    Finding,
    Identity,
    Measure,
)
from congtam.casework.letters.forms.choosing import options
from congtam.casework.letters.forms.steps import SignedForm, StepForm, day_of_step, text
from congtam.foundation import clock
from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.codes import normal
from congtam.mechanisms.rulebook import Rule, editions

FINDING = "finding_"
PRINTED = _("Câu này in vào văn bản.")
NO_TRACE = _("Câu này người khác sẽ đọc: không ghi gì nhận ra người tố cáo.")


def many(label: Any, choices: Any, *, required: Any = "", help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=bool(required),
        error_messages={"required": required} if required else None, help_text=help_text,
    )  # fmt: skip


def one(label: Any, choices: Any, *, required: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text,
        error_messages={"required": required, "invalid_choice": required},
    )  # fmt: skip


def body_field() -> forms.CharField:
    return forms.CharField(
        label=_("Cơ quan nhận"),
        max_length=200,
        error_messages={"required": _("Hãy ghi cơ quan có thẩm quyền.")},
    )


class DenunciationForm(StepForm):
    """A step of a denunciation that has its legal day."""

    def __init__(
        self, *args: Any, denunciation: Denunciation, people: dict[str, Account], **kwargs: Any
    ) -> None:
        super().__init__(*args, letter=denunciation.letter, people=people, **kwargs)
        self.denunciation = denunciation
        self.shape()

    def shape(self) -> None:
        """Fill in what hangs on the denunciation."""

    def contents(self) -> list[tuple[str, str]]:
        """The contents as choices."""
        return [
            (str(matter.position), f"{matter.position}. {summary_of(self.denunciation, matter)}")
            for matter in self.denunciation.matters.all()
        ]

    def choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def typed_day(self) -> date:
        """What is offered is that of the day that is typed; of today while it is no day."""
        try:
            return self.fields["on"].clean(self["on"].value()) or clock.today()
        except forms.ValidationError:
            return clock.today()


class SignedStep(DenunciationForm, SignedForm):
    """A step with a paper that somebody signs."""


class IdentityForm(DenunciationForm):
    """The result of the check, and nothing of the identity."""

    result = one(_("Kết quả"), Identity.choices, required=_("Hãy chọn kết quả."))
    note = text(_("Ghi chú"), rows=3, help_text=_("Không ghi tên, địa chỉ. Được niêm phong cùng hồ sơ."))
    field_order = ("version", "save_key", "result", "note", "on")


class ConditionsForm(DenunciationForm):
    """Whose it is, and what is not met."""

    competence = one(_("Thẩm quyền"), Competent.choices, required=_("Hãy chọn thẩm quyền."))
    body = forms.CharField(
        label=_("Cơ quan có thẩm quyền"), max_length=200, required=False,
        help_text=_("Cần ghi khi không thuộc thẩm quyền của đơn vị."),
    )  # fmt: skip
    unmet = many(
        _("Điều kiện chưa đạt (Luật Tố cáo, Điều 29)"), Condition.choices,
        help_text=_("Không đánh dấu ô nào nghĩa là đủ điều kiện."),
    )  # fmt: skip
    several_places = forms.BooleanField(
        label=_("Phải kiểm tra, xác minh ở nhiều nơi hoặc nhờ cơ quan khác xác minh"), required=False
    )
    again = forms.CharField(
        label=_("Trùng nội dung với hồ sơ"), max_length=20, required=False,
        help_text=_("Mã hồ sơ tố cáo trước đó của đơn vị, nếu có."),
    )  # fmt: skip
    note = text(_("Ghi chú"), rows=3)
    field_order = (
        "version", "save_key", "competence", "body", "unmet", "several_places", "again", "note", "on"
    )  # fmt: skip

    def clean_again(self) -> Denunciation | None:
        typed = self.cleaned_data["again"].strip()
        if not typed:
            return None
        found = Denunciation.objects.filter(
            record__code=normal(typed), unit_id=self.denunciation.unit_id
        ).first()
        if found is None:
            raise forms.ValidationError(_("Không có hồ sơ tố cáo nào của đơn vị mang mã này."))
        return found

    @property
    def checked(self) -> Checked:
        data = self.cleaned_data
        return Checked(
            competence=Competent(data["competence"]), body=data["body"], several_places=data["several_places"],
            unmet=[Condition(each) for each in data["unmet"]], again=data["again"],
        )  # fmt: skip


class AcceptForm(SignedStep):
    """Accept: two notices in two texts."""

    on = day_of_step(_("Ngày thụ lý"))
    told = text(
        _("Nội dung báo cho người bị tố cáo"), required=_("Hãy ghi nội dung báo cho người bị tố cáo."),
        help_text=NO_TRACE,
    )  # fmt: skip
    field_order = ("version", "save_key", "told", "on")


class RefuseForm(SignedStep):
    """Do not accept."""

    unmet = many(
        _("Điều kiện chưa đạt (Luật Tố cáo, Điều 29)"), Condition.choices,
        required=_("Hãy chọn điều kiện không đạt."),
    )  # fmt: skip
    explanation = text(_("Lý do"), required=_("Hãy ghi lý do."), help_text=PRINTED)
    field_order = ("version", "save_key", "unmet", "explanation", "on")


class PassForm(SignedStep):
    """Pass on to another body."""

    body = body_field()
    explanation = text(_("Ghi thêm cho nơi nhận"), rows=3, help_text=NO_TRACE)
    field_order: tuple[str, ...] = ("version", "save_key", "body", "explanation", "on")


class PassPartForm(PassForm):
    """Pass a part of the contents on."""

    places = many(_("Nội dung chuyển đi"), (), required=_("Hãy chọn nội dung chuyển đi."))
    field_order = ("version", "save_key", "places", "body", "explanation", "on")

    def shape(self) -> None:
        self.choose("places", self.contents())


class PassOnForm(PassForm):
    """The third way, for what nobody stands behind."""

    grounded = many(
        _("Căn cứ để chuyển"),
        (
            ("wrongdoer", _("Rõ người vi phạm")),
            ("evidence", _("Có tài liệu, chứng cứ cụ thể")),
            ("checkable", _("Có thể thẩm định, xác minh")),
        ),
        required=_("Chỉ chuyển khi đủ cả ba căn cứ."),
    )  # fmt: skip
    field_order = ("version", "save_key", "grounded", "body", "explanation", "on")


class ReasonForm(DenunciationForm):
    """A step with its reason."""

    reason = text(_("Lý do"), rows=3, required=_("Hãy ghi lý do; lý do được giữ trong nhật ký."))
    field_order = ("version", "save_key", "reason", "on")


class NoteForm(DenunciationForm):
    """A day, and what was done."""

    note = text(_("Ghi chú"), rows=3, help_text=_("Được niêm phong cùng hồ sơ."))
    field_order = ("version", "save_key", "note", "on")


class AssignForm(DenunciationForm):
    """Give it to somebody."""

    handler = forms.ChoiceField(
        label=_("Giao cho"), error_messages={"required": _("Hãy chọn người được giao.")}
    )
    task = text(_("Nhiệm vụ"), rows=3)
    field_order = ("version", "save_key", "handler", "task", "on")

    def shape(self) -> None:
        self.choose("handler", options(self.people, str(_("Chọn người"))))

    @property
    def handler_account(self) -> Account:
        return self.people[self.cleaned_data["handler"]]


def _choices(rule: Rule | None) -> list[tuple[str, str]]:
    return [(ground.id, ground.label) for ground in rule.grounds] if rule else []


class ExtendForm(SignedStep):
    """Extend by the criteria of the law."""

    criteria = many(
        _("Tiêu chí phức tạp"), (), required=_("Hãy chọn ít nhất một tiêu chí mà luật nêu.")
    )  # fmt: skip
    field_order = ("version", "save_key", "criteria", "on")

    def shape(self) -> None:
        rule = grounds.criteria_rule(
            self.denunciation.record, on=self.typed_day(), book=editions.shown().book
        )
        self.choose("criteria", _choices(rule))
        self.fields["criteria"].help_text = f"{rule.citation}. {rule.says}" if rule else ""


class SuspendForm(SignedStep):
    """Suspend on a ground of the law."""

    ground = one(_("Căn cứ tạm đình chỉ"), (), required=_("Hãy chọn một căn cứ mà luật cho phép."))
    explanation = text(_("Lý do cụ thể"), rows=3, required=_("Hãy ghi lý do cụ thể."), help_text=NO_TRACE)
    on = day_of_step(_("Ngày tạm đình chỉ"))
    field_order = ("version", "save_key", "ground", "explanation", "on")

    def shape(self) -> None:
        rule = grounds.suspension_rule(self.denunciation.record, book=editions.shown().book)
        self.choose("ground", _choices(rule))
        self.fields["ground"].help_text = rule.citation if rule else ""


class ResumeForm(SignedStep):
    """Go on."""

    on = day_of_step(_("Ngày tiếp tục"))
    explanation = text(
        _("Lý do tiếp tục"), rows=3, required=_("Hãy ghi vì sao nay tiếp tục."), help_text=NO_TRACE
    )
    field_order = ("version", "save_key", "explanation", "on")


class StopForm(SignedStep):
    """Stop for good."""

    ground = one(_("Căn cứ đình chỉ"), StopGround.choices, required=_("Hãy chọn căn cứ đình chỉ."))
    explanation = text(_("Lý do cụ thể"), rows=3, required=_("Hãy ghi lý do cụ thể."), help_text=NO_TRACE)
    field_order = ("version", "save_key", "ground", "explanation", "on")


class WithdrawForm(DenunciationForm):
    """What was withdrawn, and what has to be settled all the same."""

    places = many(_("Nội dung rút"), (), required=_("Hãy chọn nội dung được rút."))
    must_go_on = many(
        _("Vẫn phải giải quyết vì"), MustGoOn.choices, help_text=_("Luật Tố cáo, Điều 33 khoản 3.")
    )
    note = text(_("Ghi chú"), rows=3)
    field_order = ("version", "save_key", "places", "must_go_on", "note", "on")

    def shape(self) -> None:
        self.choose("places", self.contents())


class ConcludeForm(SignedStep):
    """The conclusion: a finding for each content."""

    on = day_of_step(_("Ngày kết luận"))
    verified = text(
        _("Kết quả xác minh"), rows=6, required=_("Hãy ghi kết quả xác minh."), help_text=NO_TRACE
    )
    measures = text(_("Biện pháp xử lý"), rows=4, help_text=_("Mỗi dòng thành một điểm."))

    def shape(self) -> None:
        for matter in self.denunciation.matters.all():
            left = matter.withdrawn_on is None or self.denunciation.goes_on
            if left and getattr(matter, "transfer", None) is None:
                summary = summary_of(self.denunciation, matter)
                words = {"place": matter.position, "summary": summary}
                self.fields[f"{FINDING}{matter.position}"] = one(
                    _("Kết quả nội dung %(place)s: %(summary)s") % words, Finding.choices,
                    required=_("Hãy chọn kết quả."),
                )  # fmt: skip
        found = [name for name in self.fields if name.startswith(FINDING)]
        self.order_fields(["version", "save_key", *found, "verified", "measures", "on"])

    @property
    def findings(self) -> dict[int, Finding]:
        return {
            int(name.removeprefix(FINDING)): Finding(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(FINDING)
        }


class InformForm(SignedStep):
    """The notice of the conclusion for the denouncer."""

    message = text(_("Nội dung báo cho người tố cáo"), required=_("Hãy ghi nội dung báo."), help_text=PRINTED)
    field_order = ("version", "save_key", "message", "on")


class PublishForm(SignedStep):
    """What the public reads."""

    on = day_of_step(_("Ngày bắt đầu niêm yết"))
    content = text(_("Nội dung đã kết luận"), rows=3, required=_("Hãy ghi nội dung."), help_text=NO_TRACE)
    told = text(_("Kết luận, nói cho công chúng"), required=_("Hãy ghi kết luận."), help_text=NO_TRACE)
    field_order = ("version", "save_key", "content", "told", "on")


class AskProtectionForm(DenunciationForm):
    """A request for protection, on paper or by word."""

    on = day_of_step(_("Ngày đề nghị"))
    urgent = forms.BooleanField(label=_("Khẩn cấp: cần bảo vệ ngay"), required=False)
    measures = many(_("Đề nghị bảo vệ"), Measure.choices)
    said = text(
        _("Lý do đề nghị"), required=_("Hãy ghi lý do đề nghị bảo vệ."),
        help_text=_("Không ghi tên, địa chỉ người tố cáo."),
    )  # fmt: skip
    field_order = ("version", "save_key", "urgent", "measures", "said", "on")


class GrantForm(SignedStep):
    """Measures, and who carries them out."""

    measures = many(_("Biện pháp"), Measure.choices, required=_("Hãy chọn ít nhất một biện pháp."))
    body = body_field()
    explanation = text(_("Lý do"), required=_("Hãy ghi lý do."), help_text=PRINTED)
    field_order = ("version", "save_key", "measures", "body", "explanation", "on")


class DeclineForm(SignedStep):
    """No measure, and why."""

    explanation = text(_("Lý do"), required=_("Hãy ghi lý do."), help_text=PRINTED)
    field_order = ("version", "save_key", "explanation", "on")


def first_words(denunciation: Denunciation) -> str:
    """What stands in a text for others before anything is typed: what the denunciation is about."""
    return content_of(denunciation).subject
