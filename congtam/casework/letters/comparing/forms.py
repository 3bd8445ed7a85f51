"""Why two letters are one matter."""

from django import forms
from django.utils.translation import gettext_lazy


class LinkForm(forms.Form):
    """The reason; it is demanded for "the same matter" only."""

    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Vì sao cùng việc"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Theo nội dung và thời gian, ví dụ: “cùng khiếu nại quyết định 57”. Không ghi tên."),
    )  # fmt: skip
