"""A day as people write it on paper: 14/10/2025.

The browser's own field for days shows them in the order of the machine's language, so that 06/10 is read as
June by half the machines of an office; and Tab stops in it three times.
"""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")


class NotADay(ValueError):
    """What was typed is no day."""


def written(day: date) -> str:
    """ "14/10/2025"."""
    return f"{day:%d/%m/%Y}"


def read_day(text: str, *, today: date) -> date:
    """The day in "14/10/2025", "14.10.25", "14102025" or "2025-10-14". Without a year it is the last such day
    up to ``today``. Raises NotADay."""
    try:
        return _read(text.strip(), today)
    except ValueError:
        raise NotADay(text) from None


def _read(text: str, today: date) -> date:
    if found := _ISO.fullmatch(text):
        return date(*(int(part) for part in found.groups()))
    found = _WRITTEN.fullmatch(text) or _DIGITS.fullmatch(text)
    if not found:
        raise ValueError(text)
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return date(int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today else date(today.year - 1, month, day)


class DayField(forms.Field):
    """A day typed as on paper; ``clean`` gives a date, or None where nothing was typed."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Hãy ghi ngày như 14/10/2025.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return read_day(str(value), today=clock.today())
        except NotADay:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
