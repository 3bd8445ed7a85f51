"""The forms of both books, in the order of the paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from congtam.casework.correspondence.actions import IncomingDetails, OutgoingDetails, Paper
from congtam.casework.correspondence.catalogue import Issuer, all_kinds, kinds_of, options
from congtam.casework.correspondence.models import Book
from congtam.interface.web.records.days import DayField
from congtam.interface.web.records.saving import SaveForm

NO_NAMES = _("Một, hai dòng. Không ghi tên người khiếu nại, tố cáo.")


def _line(label: Any, most: int, *, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text)


class EntryForm(SaveForm):
    """What both books ask alike. ``correcting``: number, book and kind stay, and a reason is asked for.

    ``whole`` names fields that take the whole width, ``expected`` those that only a protected document leaves empty.
    """

    whole = ("issuer", "excerpt", "recipients", "note", "scan", "protected", "reason")
    expected = ("excerpt",)
    excerpt = forms.CharField(
        label=_("Trích yếu"), max_length=500, required=False, help_text=NO_NAMES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    copies = forms.IntegerField(
        label=_("Số bản"), initial=1, min_value=1, max_value=9999,
        error_messages={"required": _("Hãy ghi số bản."), "invalid": _("Hãy ghi số bản bằng chữ số.")},
    )  # fmt: skip
    place = _line(_("Nơi để bản giấy"), 200, help_text=_("Tủ, cặp, hồ sơ nào."))
    note = _line(_("Ghi chú"), 300)
    scan = forms.FileField(
        label=_("Bản quét"), required=False, help_text=_("PDF hoặc ảnh. Văn bản mật không lưu bản quét."),
        error_messages={"empty": _("Tệp rỗng, không có nội dung.")},
    )  # fmt: skip
    reason = _line(_("Lý do sửa"), 300)

    def __init__(self, *args: Any, correcting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correcting = correcting
        if not correcting:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """What the act would refuse later is told together with the rest, so that nobody mends a form twice."""
        found = super().clean() or self.cleaned_data
        protected = found.get("protected") or found.get("book") == Book.PROTECTED
        if (
            not self.correcting
            and not protected
            and not found.get("excerpt")
            and "excerpt" not in self.errors
        ):
            self.add_error("excerpt", str(_("Hãy ghi trích yếu trong một, hai dòng.")))
        return found

    def paper(self) -> Paper | None:
        """The scan that was handed in."""
        scan = self.cleaned_data.get("scan")
        return Paper(source=scan.file, name=scan.name or "") if scan else None

    def common(self) -> dict[str, Any]:
        """What both kinds of details take."""
        return {name: self.cleaned_data[name] for name in ("excerpt", "copies", "place", "note")}


class IncomingForm(EntryForm):
    """An incoming document. The book of documents under State protection makes it a reference to paper."""

    field_order = (
        "book", "arrived_on", "issuer", "symbol", "dated", "kind", "copies", "excerpt", "handed_to", "place", "note",
        "scan", "reason",
    )  # fmt: skip
    book = forms.ChoiceField(label=_("Vào sổ nào"), choices=Book.choices)
    arrived_on = DayField(
        label=_("Ngày đến"), help_text=_("Ngày trên dấu đến."),
        error_messages={"required": _("Hãy ghi ngày đến.")},
    )  # fmt: skip
    issuer = forms.CharField(
        label=_("Nơi gửi"), max_length=200, help_text=_("Cơ quan ban hành văn bản."),
        error_messages={"required": _("Hãy ghi cơ quan gửi văn bản.")},
    )  # fmt: skip
    symbol = _line(_("Số, ký hiệu"), 60, help_text=_("Như trên văn bản: 12/BC-UBND, 127-TB/TU."))
    dated = DayField(label=_("Ngày văn bản"), required=False)
    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    handed_to = _line(_("Người nhận"), 200, help_text=_("Người hoặc bộ phận sẽ giải quyết, nếu đã biết."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "kind", [("", _("Không rõ")), *options(all_kinds().values())])
        if self.correcting:
            del self.fields["book"], self.fields["handed_to"]

    def details(self, book: Book) -> IncomingDetails:
        """The document as the acts take it; the form must be valid."""
        names = ("arrived_on", "issuer", "symbol", "dated", "kind")
        data = {name: self.cleaned_data[name] for name in names}
        handed_to = self.cleaned_data.get("handed_to", "")
        return IncomingDetails(**data, **self.common(), handed_to=handed_to, protected=book == Book.PROTECTED)


class OutgoingForm(EntryForm):
    """An outgoing document that was made outside the product."""

    field_order = (
        "kind", "issued_on", "drafter", "copies", "protected", "excerpt", "signer", "place", "recipients", "note",
        "scan", "reason",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), error_messages={"required": _("Hãy chọn loại văn bản.")}
    )
    issued_on = DayField(
        label=_("Ngày văn bản"), help_text=_("Ngày quyết định số thuộc năm hoặc nhiệm kỳ nào."),
        error_messages={"required": _("Hãy ghi ngày văn bản.")},
    )  # fmt: skip
    drafter = _line(
        _("Chữ viết tắt của bộ phận soạn thảo"),
        20,
        help_text=_("Chỉ ghi khi là công văn: VP trong 05/UBND-VP."),
    )
    protected = forms.BooleanField(
        label=_("Văn bản mật: chỉ ghi nơi để bản giấy, không ghi trích yếu"), required=False
    )
    signer = _line(_("Người ký"), 120)
    recipients = _line(_("Nơi nhận"), 300)

    def __init__(self, *args: Any, issuer: Issuer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counted = [kind for kind in kinds_of(issuer).values() if kind.symbol is not None]
        choose(self, "kind", [("", _("Chọn loại")), *options(counted)])
        if issuer == "party" or self.correcting:
            del self.fields["drafter"]
        if self.correcting:
            del self.fields["kind"], self.fields["protected"]

    def details(self, *, kind: str = "", protected: bool = False) -> OutgoingDetails:
        """The document as the acts take it; the form must be valid. What is not asked for stays as given."""
        data = self.cleaned_data
        return OutgoingDetails(
            issued_on=data["issued_on"], kind=data.get("kind") or kind, drafter=data.get("drafter", ""),
            protected=data.get("protected", protected), signer=data["signer"], recipients=data["recipients"],
            **self.common(),
        )  # fmt: skip


def choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """What a choice field offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
