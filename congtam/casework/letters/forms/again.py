"""The form of issuing a voided paper again: its typed texts as they were, to be mended."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.forms.steps import SignedForm, text
from congtam.mechanisms.documents.kinds import DocumentKind


class IssueAgainForm(SignedForm):
    """``typed`` are the texts of the voided paper by name; each becomes a field."""

    def __init__(self, *args: Any, kind: DocumentKind, typed: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = tuple(typed)
        for name, was in typed.items():
            self.fields[name] = self._text(kind, name, was)
        self.order_fields(["version", "save_key", *self.names, "on"])

    @staticmethod
    def _text(kind: DocumentKind, name: str, was: str) -> forms.CharField:
        field = text(
            capfirst(kind.label_of(name)), rows=min(max(was.count("\n") + 2, 3), 8),
            required=_("Hãy ghi nội dung này; văn bản cần có nó."),
        )  # fmt: skip
        field.initial = was
        return field

    @property
    def texts(self) -> dict[str, str]:
        """What is typed now."""
        return {name: self.cleaned_data[name] for name in self.names}
