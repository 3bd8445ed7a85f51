"""What people type on the public page. The page holds it, and nothing else does until the letter is sent."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congtam.casework.letters.actions import SenderDetails
from congtam.casework.letters.models import SenderKind
from congtam.casework.letters.public.offices import Office
from congtam.casework.letters.public.typed_letter import LINES, MOST_PAGES, lines_needed
from congtam.interface.portal.bounds import bound

UNSIGNED, SIGNED = "none", "name"
LONGEST, LONGEST_MESSAGE = 20_000, 5_000
#: what the browser's dialogue offers; what a file is, is found out from its content
ACCEPT = "image/jpeg,image/png,image/webp,image/tiff,image/heic,application/pdf"


class PlainForm(forms.Form):
    """A form of the public page: errors are told by us, in the reader's language."""

    use_required_attribute = False


class WriteForm(PlainForm):
    """The letter: to whom, what happened, and, who wants to, who writes."""

    office = forms.ChoiceField(
        label=gettext_lazy("Gửi cho cơ quan nào"), widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Hãy chọn cơ quan nhận đơn."),
            "invalid_choice": gettext_lazy("Cơ quan này không nhận đơn qua trang này nữa. Hãy chọn cơ quan khác."),
        },
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Chuyện gì đã xảy ra"), widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Viết như kể cho người khác nghe: ai làm gì, khi nào, ở đâu, ai biết, anh/chị mong muốn điều gì."
        ),
        # no max_length: a browser would cut what is pasted without a word
        validators=[MaxLengthValidator(LONGEST, gettext_lazy(
            "Nội dung dài quá 20.000 chữ cái. Hãy rút gọn, phần còn lại gửi bổ sung sau bằng mã tra cứu."
        ))],
        error_messages={"required": gettext_lazy("Hãy viết chuyện gì đã xảy ra; vài câu cũng được.")},
    )  # fmt: skip
    signed = forms.ChoiceField(
        label=gettext_lazy("Anh/chị có ghi tên không"), widget=forms.RadioSelect,
        choices=(
            (UNSIGNED, gettext_lazy("Tôi không ghi tên")),
            (SIGNED, gettext_lazy("Tôi ghi tên và cách liên hệ")),
        ),
        error_messages={"required": gettext_lazy("Hãy chọn có ghi tên hay không; cả hai cách đều gửi được.")},
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=200, required=False,
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=300, required=False,
                              widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}))  # fmt: skip

    def __init__(self, data: Any = None, *, offices: Sequence[Office]) -> None:
        initial = {"office": offices[0].unit.code} if len(offices) == 1 else None
        super().__init__(data, initial=initial)
        self.offices = {office.unit.code: office for office in offices}
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(office.unit.code, office.name) for office in offices]

    def clean_text(self) -> str:
        """As many sheets as a desk can read."""
        text: str = self.cleaned_data["text"]
        if lines_needed(text) > LINES * MOST_PAGES - 8:
            raise forms.ValidationError(
                _("Nội dung dài quá %(pages)s trang. Hãy bỏ bớt dòng trống hoặc rút gọn.")
                % {"pages": MOST_PAGES}
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Who chose to write a name has to write one; who chose not to is not asked, and what stands there is left
        out."""
        data = super().clean() or self.cleaned_data
        if data.get("signed") == SIGNED and not data.get("name"):
            self.add_error("name", _("Hãy ghi họ và tên, hoặc chọn “Tôi không ghi tên”."))
        return data

    @property
    def office_chosen(self) -> Office:
        """The form must be valid."""
        return self.offices[self.cleaned_data["office"]]

    def sender(self) -> SenderDetails:
        """The sender as the acts take it; the form must be valid."""
        data = self.cleaned_data
        if data["signed"] == UNSIGNED:
            return SenderDetails(kind=SenderKind.ANONYMOUS)
        return SenderDetails(
            kind=SenderKind.ONE, name=data["name"], address=data["address"], phone=data["phone"]
        )


class MessageForm(PlainForm):
    """What a sender adds, or what an office asks. ``save_key`` is one for all tries of one sending."""

    text = forms.CharField(
        label=gettext_lazy("Nhắn cho cơ quan"), widget=forms.Textarea(attrs={"rows": 5}),
        validators=[MaxLengthValidator(
            LONGEST_MESSAGE, gettext_lazy("Một lần nhắn không quá 5.000 chữ cái. Hãy gửi làm nhiều lần.")
        )],
        error_messages={"required": gettext_lazy("Hãy viết vài chữ trước khi gửi.")},
    )  # fmt: skip
    save_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def key(self) -> UUID:
        """The key of this sending; a page that carries none makes a message of its own."""
        return self.cleaned_data.get("save_key") or uuid4()


def too_many(files: Sequence[object]) -> str:
    """What to tell whoever chose more files than one sending takes; empty where they did not."""
    most = bound("FILES")
    if len(files) <= most:
        return ""
    return ngettext(
        "Mỗi lần gửi được nhiều nhất %(most)s tệp. Hãy chọn ít hơn; phần còn lại bổ sung sau.",
        "Mỗi lần gửi được nhiều nhất %(most)s tệp. Hãy chọn ít hơn; phần còn lại bổ sung sau.",
        most,
    ) % {"most": most}
