"""The form in which an office says where the series of a paper book stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.correspondence.catalogue import Issuer, kinds_of, options
from congtam.casework.correspondence.forms.entries import choose
from congtam.interface.web.records.saving import SaveForm


class BeginForm(SaveForm):
    """A kind, and the number that comes next in it. ``whole`` and ``expected`` as in `entries.EntryForm`."""

    whole = ()
    expected = ()
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), error_messages={"required": _("Hãy chọn loại văn bản.")}
    )
    first = forms.IntegerField(
        label=_("Số tiếp theo"), min_value=1, max_value=999_999,
        help_text=_("Sổ giấy đang ở 57 thì ghi 58."),
        error_messages={"required": _("Hãy ghi số tiếp theo."), "invalid": _("Hãy ghi số bằng chữ số.")},
    )  # fmt: skip

    def __init__(self, *args: Any, issuer: Issuer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = [kind for kind in kinds_of(issuer).values() if kind.symbol is not None]
        choose(self, "kind", [("", _("Chọn loại")), *options(counted)])
