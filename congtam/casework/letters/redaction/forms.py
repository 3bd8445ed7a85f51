"""What the page of the boxes sends: numbers in percent, one row a box, and the words of each page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.casework.letters.redaction.actions import Covered
from congtam.casework.letters.redaction.pictures import Box
from congtam.casework.letters.redaction.proposing import Proposed
from congtam.interface.web.records.saving import SaveForm

NAMES = ("x", "y", "w", "h")
#: a page with more boxes was not covered by a person
MOST = 200


class CopyForm(SaveForm):
    """The version of the record and the key of the save. Errors of pages stand on top, each with its page."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Errors by page ("text-1-2") have no field of this form."""
        if field and field.startswith("text-"):
            place = field.removeprefix("text-").replace("-", ", ")
            said = error if isinstance(error, (list, tuple)) else [error]
            for each in said:
                super().add_error(
                    None, _("Bản quét, trang %(place)s: %(said)s") % {"place": place, "said": each}
                )
            return
        super().add_error(field, error)


class ReleaseForm(SaveForm):
    """The second person says that they looked."""

    looked = forms.BooleanField(
        label=gettext_lazy("Tôi đã xem từng trang: không còn tên, địa chỉ, điện thoại, chữ ký hay chi tiết riêng nào."),
        error_messages={"required": gettext_lazy("Hãy xem từng trang rồi đánh dấu ô này.")},
    )  # fmt: skip


class WithdrawForm(SaveForm):
    """Why a copy is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Vì sao rút"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Không ghi tên người gửi. Ảnh và chữ của bản này bị tiêu hủy ngay."),
        error_messages={"required": gettext_lazy("Hãy ghi vì sao rút bản này.")},
    )  # fmt: skip


def typed_pages(data: QueryDict, pages: Iterable[Proposed]) -> tuple[list[Covered], list[str]]:
    """The pages as they were covered, and what is wrong with numbers. Rows without width or height are no boxes."""
    boxes, wrong = _boxes(data)
    covered = [
        Covered(
            scan=page.scan, number=page.number, turn=page.turn, boxes=tuple(boxes.get(page.place, ())),
            text=data.get(f"text-{page.place}", ""), picture=f"words-{page.place}" not in data,
        )
        for page in pages
    ]  # fmt: skip
    return covered, wrong


def _boxes(data: QueryDict) -> tuple[Mapping[str, Sequence[Box]], list[str]]:
    found: dict[str, list[Box]] = {}
    wrong: list[str] = []
    columns = [data.getlist(name) for name in NAMES]
    for page, *values in zip(data.getlist("page"), *columns, strict=False):
        if not values[2].strip() or not values[3].strip():
            continue
        try:
            box = _box([_number(value) for value in values])
        except ValueError:
            wrong.append(
                _("Trang %(page)s: mỗi khung cần bốn số từ 0 đến 100.") % {"page": page.partition("-")[2]}
            )
            continue
        if len(found.setdefault(page, [])) < MOST:
            found[page].append(box)
    return found, list(dict.fromkeys(wrong))


def _number(text: str) -> float:
    """ "12,5" and "12.5" are the same to people. Raises ValueError."""
    return float(text.strip().replace(",", ".") or "0")


def _box(values: Sequence[float]) -> Box:
    x, y, width, height = values
    if not all(0 <= value <= 100 for value in values) or width == 0 or height == 0:
        raise ValueError
    return Box(x=x, y=y, width=min(width, 100 - x), height=min(height, 100 - y))
