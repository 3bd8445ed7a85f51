"""Trying out a rule or a duty: an event and what befell it, and the date that follows. Nothing is stored."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.interface.web.records.days import DayField
from congtam.mechanisms.rulebook import Rulebook
from congtam.registers.legislation.showing.rules import case_label

#: suspensions that the form has room for
PAUSES = (1, 2)


class TryForm(forms.Form):
    """The fields that the rule or duty knows: cases and extensions only where they mean something."""

    use_required_attribute = False

    event = DayField(
        label=gettext_lazy("Ngày sự kiện"), error_messages={"required": gettext_lazy("Hãy ghi ngày.")}
    )
    law_of = DayField(
        label=gettext_lazy("Theo luật của ngày"), required=False,
        help_text=gettext_lazy("Để trống: luật có hiệu lực vào ngày sự kiện."),
    )  # fmt: skip
    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Trường hợp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    extensions = forms.TypedChoiceField(label=gettext_lazy("Số lần đã gia hạn"), required=False, coerce=int)

    def __init__(self, *args: Any, key: str, book: Rulebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = book.duties[key].rules if key in book.duties else (key,)
        self._offer_cases(key, book, rules)
        most = max(sum(each.mode == "addition" for each in book.rule(rule).extensions) for rule in rules)
        if not most:
            del self.fields["extensions"]
        else:
            self.fields["extensions"].choices = [(n, str(n)) for n in range(most + 1)]  # type: ignore[attr-defined]
        if any(
            book.rule(rule).direction == "forward" and book.rule(rule).fixed_day is None for rule in rules
        ):
            self._offer_pauses()

    def _offer_cases(self, key: str, book: Rulebook, rules: tuple[str, ...]) -> None:
        known = book.known_cases(key)
        if not known:
            del self.fields["cases"]
            return
        choices = [(case, case_label(case, book, rules)) for case in known]
        self.fields["cases"].choices = choices  # type: ignore[attr-defined]

    def _offer_pauses(self) -> None:
        for number in PAUSES:
            words = {"number": number}
            self.fields[f"from_{number}"] = DayField(
                label=_("Tạm đình chỉ lần %(number)d từ ngày") % words, required=False
            )
            self.fields[f"to_{number}"] = DayField(
                label=_("Tiếp tục lần %(number)d từ ngày") % words, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in PAUSES:
            start, resume = data.get(f"from_{number}"), data.get(f"to_{number}")
            if bool(start) != bool(resume):
                missing = f"to_{number}" if start else f"from_{number}"
                self.add_error(missing, _("Hãy ghi cả ngày tạm đình chỉ và ngày tiếp tục."))
        return data

    def facts(self) -> dict[str, Any]:
        """What `rulebook.due` and `rulebook.clock` take."""
        data = self.cleaned_data
        return {
            "event": data["event"],
            "law_of": data.get("law_of"),
            "cases": data.get("cases", []),
            "extensions": data.get("extensions") or 0,
            "suspended": list(self._suspended()),
        }

    def _suspended(self) -> Iterator[tuple[date, date]]:
        for number in PAUSES:
            start, resume = self.cleaned_data.get(f"from_{number}"), self.cleaned_data.get(f"to_{number}")
            if start and resume:
                yield start, resume
