"""The columns of a paper book, in order. The names never change; labels and help are in the reader's language."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Sort = Literal["mark", "whole", "day", "text", "choice", "yes", "account"]
#: how many matters a row has room for, and how many suspensions
MATTERS, SUSPENSIONS = 3, 2


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. ``limit`` is the longest text in characters, ``width`` that of the column in Excel, ``words``
    the list from which a choice is taken."""

    name: str
    label: Any
    sort: Sort = "text"
    limit: int = 300
    width: int = 16
    words: str = ""
    required: bool = False
    help: Any = ""


def _day(name: str, label: Any, *, required: bool = False, help: Any = "") -> Column:
    return Column(name=name, label=label, sort="day", width=13, required=required, help=help)


def _choice(name: str, label: Any, words: str, *, required: bool = False, width: int = 16) -> Column:
    return Column(name=name, label=label, sort="choice", words=words, required=required, width=width)


class _Numbered:
    """ "Loại nội dung 2": a label with a place, said when it is read."""

    def __init__(self, text: Any, place: int) -> None:
        self._text, self._place = text, place

    def __str__(self) -> str:
        return f"{self._text} {self._place}"


def _matter(place: int) -> tuple[Column, ...]:
    return (
        _choice(f"kind_{place}", _Numbered(_("Loại nội dung"), place), "kind"),
        Column(name=f"summary_{place}", label=_Numbered(_("Tóm tắt nội dung"), place), width=34),
        Column(name=f"complex_{place}", label=_Numbered(_("Phức tạp"), place), sort="yes", width=10),
        Column(name=f"remote_{place}", label=_Numbered(_("Vùng sâu, vùng xa"), place), sort="yes", width=10),
    )


def _suspension(place: int) -> tuple[Column, ...]:
    return (
        _day(f"suspended_{place}", _Numbered(_("Tạm đình chỉ từ ngày"), place)),
        _day(f"resumed_{place}", _Numbered(_("Tiếp tục từ ngày"), place)),
    )


MARK = Column(name="example", label=_("Ví dụ"), sort="mark", width=9,
              help=_("Dòng có chữ “ví dụ” ở cột này được bỏ qua. Để trống ở các dòng của anh/chị."))  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    MARK,
    Column(name="number", label=_("Số vào sổ"), sort="whole", width=9, required=True),
    Column(name="year", label=_("Năm của sổ"), sort="whole", width=9, required=True),
    _day("received_on", _("Ngày đến"), required=True, help=_("Mọi thời hạn tính từ ngày này.")),
    _choice("channel", _("Đến bằng cách nào"), "channel"),
    _day("written_on", _("Ngày ghi trên đơn")),
    _choice("sender_kind", _("Ai gửi"), "sender_kind"),
    Column(name="sender_name", label=_("Tên người gửi"), limit=200, width=24),
    Column(name="sender_address", label=_("Địa chỉ"), width=28),
    Column(name="sender_phone", label=_("Điện thoại"), limit=40, width=14),
    Column(name="concerned", label=_("Đối tượng bị khiếu nại"), width=24),
    Column(name="summary", label=_("Tóm tắt đơn"), width=40, required=True,
           help=_("Không ghi tên người gửi vào đây.")),
    *_matter(1),
    *_matter(2),
    *_matter(3),
    _choice("state", _("Bước hiện nay"), "state", required=True,
            width=18),
    _choice("competence", _("Thẩm quyền"), "competence", width=20),
    Column(name="competent_body", label=_("Cơ quan có thẩm quyền"), limit=200, width=24),
    _day("accepted_on", _("Ngày thụ lý")),
    *_suspension(1),
    *_suspension(2),
    _day("decided_on", _("Ngày quyết định")),
    _day("answered_on", _("Ngày trả lời")),
    _day("ended_on", _("Ngày kết thúc"),
         help=_("Ngày kết thúc, không thụ lý hoặc hướng dẫn; đơn giữ niêm phong: ngày đã xử lý xong trên giấy.")),
    Column(name="handler", label=_("Người xử lý (tên đăng nhập)"), sort="account", limit=60, width=16),
    _day("settle_by", _("Hạn giải quyết ghi trong sổ giấy"),
         help=_("Chỉ để đối chiếu với hạn mà phần mềm tính.")),
    Column(name="notice_number", label=_("Số thông báo thụ lý"), limit=60),
    Column(name="decision_number", label=_("Số quyết định"), limit=60),
    Column(name="place", label=_("Bản giấy để ở đâu"), limit=200, width=24),
    Column(name="note", label=_("Ghi chú"), limit=1000, width=30),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
