"""What every form of a change has: a source that is never left out, and proof of what was seen before applying."""

import hashlib
import json
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from congtam.interface.web.records.saving import SaveForm


class ChangeForm(SaveForm):
    """``seen`` names what the preview on the page was made from: something else is never applied unseen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    source = forms.CharField(
        label=_("Nguồn"),
        max_length=300,
        help_text=_("Số, ngày và cơ quan ban hành của văn bản hoặc thông báo."),
        error_messages={"required": _("Hãy ghi nguồn: số và ngày của văn bản hoặc thông báo.")},
    )
    source_url = forms.URLField(
        label=_("Địa chỉ nguồn"), required=False, max_length=400, assume_scheme="https",
        error_messages={"invalid": _("Địa chỉ bắt đầu bằng https:// hoặc http://.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do, ghi chú"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def fingerprint(self, *, edition: int) -> str:
        """A short hash of what was typed, and of the law and calendar that it was seen against."""
        typed = {
            name: str(value) for name, value in self.cleaned_data.items()
            if name not in ("seen", "save_key", "version")
        }  # fmt: skip
        text = json.dumps([edition, typed], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    def was_seen(self, *, edition: int) -> bool:
        seen: str = self.cleaned_data.get("seen", "")
        return seen == self.fingerprint(edition=edition)

    def put(self, name: str, value: str) -> None:
        """Send ``value`` along with what was typed, when the page is shown again."""
        if isinstance(self.data, QueryDict):
            data = self.data.copy()
            data[self.add_prefix(name)] = value
            self.data = data

    def last_fields(self) -> list[Any]:
        """The fields that every form ends with."""
        return [self[name] for name in ("source", "source_url", "reason")]

    def first_fields(self) -> list[Any]:
        """The form's own fields."""
        last = {"source", "source_url", "reason"}
        return [field for field in self if field.name not in last]
