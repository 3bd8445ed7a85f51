"""The forms of the steps about terms: suspend, go on, find complex, choose the law, set the day of a dialogue."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters import law_choice
from congtam.casework.letters.forms.days import DayField
from congtam.casework.letters.forms.steps import SignedForm, StepForm, day_of_step, text
from congtam.casework.letters.grounds import complexity_rule, suspension_rule
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import COMPLEX, settling
from congtam.foundation import clock
from congtam.foundation.calendar import say_day
from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.rulebook import Rule, editions

PRINTED = _("Câu này in vào văn bản.")


def _choices(rule: Rule | None) -> list[tuple[str, str]]:
    return [(ground.id, ground.label) for ground in rule.grounds] if rule else []


class SuspendForm(SignedForm):
    """Suspend, on a ground of the law. ``expected_on`` is only for looking: it is not kept."""

    ground = forms.ChoiceField(
        label=_("Căn cứ tạm đình chỉ"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Hãy chọn một căn cứ mà luật cho phép."),
            "invalid_choice": _("Hãy chọn một căn cứ mà luật cho phép."),
        },
    )
    explanation = text(
        _("Lý do cụ thể"),
        rows=3,
        required=_("Hãy ghi lý do cụ thể; câu này in vào quyết định."),
        help_text=PRINTED,
    )
    on = day_of_step(_("Ngày tạm đình chỉ"))
    expected_on = DayField(
        label=_("Dự kiến tiếp tục ngày"),
        help_text=_("Chỉ để xem trước hạn mới ở khung bên; không lưu, không ràng buộc."),
        required=False,
    )
    field_order = ("version", "save_key", "ground", "explanation", "on", "expected_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = suspension_rule(self.letter.record, book=editions.shown().book)
        ground = self.fields["ground"]
        assert isinstance(ground, forms.ChoiceField)
        ground.choices = _choices(rule)
        ground.help_text = rule.citation if rule else ""


class ResumeForm(SignedForm):
    """Go on with the settlement."""

    on = day_of_step(_("Ngày tiếp tục"))
    explanation = text(
        _("Lý do tiếp tục"), rows=3, required=_("Hãy ghi vì sao nay tiếp tục; câu này in vào quyết định."),
        help_text=PRINTED,
    )  # fmt: skip
    field_order = ("version", "save_key", "explanation", "on")


class ComplexForm(SignedForm):
    """Find complaints complex: by the criteria of the law where there are any, otherwise in words."""

    places = forms.MultipleChoiceField(
        label=_("Nội dung khiếu nại phức tạp"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn nội dung khiếu nại đang được giải quyết.")},
    )
    criteria = forms.MultipleChoiceField(
        label=_("Tiêu chí phức tạp"), widget=forms.CheckboxSelectMultiple, required=False
    )
    explanation = text(_("Giải thích"), rows=3, help_text=PRINTED)
    on = day_of_step(_("Ngày xác định"))
    field_order = ("version", "save_key", "places", "criteria", "explanation", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places, criteria = self.fields["places"], self.fields["criteria"]
        assert isinstance(places, forms.MultipleChoiceField)
        assert isinstance(criteria, forms.MultipleChoiceField)
        places.choices = list(lengthenable(self.letter))
        rule = complexity_rule(self.letter.record, on=self._typed_day(), book=editions.shown().book)
        criteria.choices = _choices(rule)
        if rule is None:
            del self.fields["criteria"]
            self.fields["explanation"].help_text = _(
                "Chưa có danh mục tiêu chí: hãy ghi vì sao vụ việc phức tạp."
            )
        else:
            criteria.help_text = f"{rule.citation}. {rule.says}"

    def _typed_day(self) -> date:
        """The criteria are those of the day that is typed; of today while it is no day."""
        try:
            return self.fields["on"].clean(self["on"].value()) or clock.today()
        except forms.ValidationError:
            return clock.today()


def lengthenable(letter: Letter) -> Iterable[tuple[str, str]]:
    """The complaints whose term runs and is not yet the longer one."""
    summaries = {matter.position: matter.summary for matter in letter.matters.all()}
    for row in settling(letter.record):
        if COMPLEX not in Facts.from_json(row.facts).cases:
            yield str(row.item), summaries.get(row.item, str(row.item))


class LawForm(StepForm):
    """Which law is applied to the terms that run while it changed."""

    on = day_of_step(_("Ngày chọn"))
    law = forms.ChoiceField(
        label=_("Áp dụng luật nào?"),
        widget=forms.RadioSelect,
        initial="event",
        error_messages={"required": _("Hãy chọn luật áp dụng.")},
    )
    reason = text(_("Lý do chọn"), rows=3, required=_("Hãy ghi lý do chọn; lý do được giữ trong nhật ký."))
    field_order = ("version", "save_key", "law", "reason", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        rows = law_choice.undecided(self.letter.record, on=today, book=editions.shown().book)
        days = sorted({row.event_on for row in rows})
        law = self.fields["law"]
        assert isinstance(law, forms.ChoiceField)
        event = _("Luật của ngày phát sinh: %(days)s (mặc định)") % {"days": "; ".join(map(say_day, days))}
        law.choices = [("event", event), ("today", _("Luật mới, có hiệu lực vào ngày chọn"))]
        law.help_text = _("Điều khoản chuyển tiếp không nói về đơn đã nhận mà chưa thụ lý.")


class DialogueForm(StepForm):
    """The day of a dialogue."""

    on = day_of_step(_("Ngày định lịch"))
    meeting_on = DayField(
        label=_("Ngày đối thoại"), error_messages={"required": _("Hãy ghi ngày đối thoại.")}
    )
    field_order = ("version", "save_key", "meeting_on", "on")


class DialogueToldForm(StepForm):
    """The parties were told."""

    on = day_of_step(_("Ngày đã báo"))
    note = text(_("Đã báo ai, bằng cách nào"), rows=3)
    field_order = ("version", "save_key", "note", "on")
