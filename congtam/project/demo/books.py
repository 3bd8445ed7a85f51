"""A handful of incoming and outgoing documents of the demo, entered through the acts. All are invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from congtam.casework.correspondence import actions
from congtam.casework.correspondence.actions import IncomingDetails, OutgoingDetails, Save
from congtam.casework.correspondence.models import Book
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.calendar import default_calendar
from congtam.project.demo.play import Stage


@dataclass(frozen=True, kw_only=True)
class Came:
    """An incoming document: so many days ago, from whom, what; ``then`` is what was done with it."""

    ago: int
    issuer: str
    symbol: str
    kind: str
    excerpt: str
    place: str = "Tủ 1, cặp công văn đến (thử)"
    book: Book = Book.GENERAL
    then: str = ""


@dataclass(frozen=True, kw_only=True)
class Went:
    """An outgoing document that was made outside the product."""

    ago: int
    kind: str
    excerpt: str
    recipients: str
    drafter: str = ""
    then: str = ""


INCOMING = (
    Came(ago=16, issuer="Sở Nội vụ (thử)", symbol="214/SNV-CCHC", kind="cong_van",
         excerpt="Báo cáo kết quả cải cách hành chính quý III", then="finish"),
    Came(ago=13, issuer="Thanh tra tỉnh (thử)", symbol="31/KH-TTr", kind="ke_hoach",
         excerpt="Kế hoạch kiểm tra công tác tiếp công dân", then="hand"),
    Came(ago=9, issuer="Phòng Kinh tế, Hạ tầng (thử)", symbol="88/BC-KTHT", kind="bao_cao",
         excerpt="Báo cáo tiến độ sửa chữa đường ngõ", then="void"),
    Came(ago=8, issuer="Phòng Kinh tế, Hạ tầng (thử)", symbol="88/BC-KTHT", kind="bao_cao",
         excerpt="Báo cáo tiến độ sửa chữa đường ngõ, kèm bảng khối lượng", then="hand"),
    Came(ago=2, issuer="Ban Quản lý dự án (thử)", symbol="102/TTr-BQL", kind="to_trinh",
         excerpt="Xin ý kiến phương án hỗ trợ di dời cây xanh"),
    Came(ago=1, issuer="Đảng ủy phường (thử)", symbol="45-TB/ĐU", kind="thong_bao",
         excerpt="Lịch họp giao ban tháng", book=Book.PARTY),
    Came(ago=5, issuer="Bộ Chỉ huy (thử)", symbol="07/KH-BCH", kind="ke_hoach", excerpt="",
         place="Tủ sắt phòng văn thư, ngăn 2 (thử)", book=Book.PROTECTED),
)  # fmt: skip
OUTGOING = (
    Went(ago=12, kind="bao_cao", excerpt="Báo cáo công tác tiếp công dân quý III (thử)", recipients="Thanh tra tỉnh"),
    Went(ago=7, kind="ke_hoach", excerpt="Kế hoạch tổng vệ sinh khu dân cư (thử)", recipients="Các tổ dân phố"),
    Went(ago=6, kind="cong_van", excerpt="Đề nghị cung cấp hồ sơ địa chính (thử)", drafter="VP",
         recipients="Văn phòng đăng ký đất đai"),
    Went(ago=4, kind="bao_cao", excerpt="Báo cáo gửi nhầm mẫu (thử)", recipients="Sở Nội vụ", then="void"),
    Went(ago=3, kind="bao_cao", excerpt="Báo cáo kết quả cải cách hành chính quý III (thử)", recipients="Sở Nội vụ"),
)  # fmt: skip


def fill_books(stage: Stage) -> int:
    """Enter them, each on its day; how many there are."""
    for came in sorted(INCOMING, key=lambda each: -each.ago):
        with _on(stage, came.ago) as day:
            _take_in(stage, came, day)
    for went in sorted(OUTGOING, key=lambda each: -each.ago):
        with _on(stage, went.ago) as day:
            _send_out(stage, went, day)
    return len(INCOMING) + len(OUTGOING)


def _take_in(stage: Stage, came: Came, day: date) -> None:
    clerk = stage.actor("vanthu", day)
    details = IncomingDetails(
        arrived_on=day, issuer=came.issuer, symbol=came.symbol, dated=day - timedelta(days=1), kind=came.kind,
        excerpt=came.excerpt, protected=came.book == Book.PROTECTED, place=came.place,
    )  # fmt: skip
    entry = actions.enter_incoming(
        actor=clerk, unit=stage.unit, on=day, book=came.book, details=details, save=_save()
    )
    if came.then in ("hand", "finish"):
        actions.hand_incoming(
            entry=entry, actor=clerk, on=day, handed_to="Trần Văn Hồ (thử), chuyên viên", save=_save()
        )
    if came.then == "finish":
        actions.finish_incoming(entry=entry, actor=clerk, on=day, note="Đã báo cáo", save=_save())
    if came.then == "void":
        reason = "Vào sổ hai lần cùng một văn bản (thử)"
        actions.void_incoming(entry=entry, actor=clerk, on=day, reason=reason, save=_save())


def _send_out(stage: Stage, went: Went, day: date) -> None:
    clerk: Actor = stage.actor("vanthu", day)
    details = OutgoingDetails(
        issued_on=day, kind=went.kind, excerpt=went.excerpt, drafter=went.drafter, signer="Lê Thị Ký (thử)",
        recipients=went.recipients, place="Tủ 1, cặp văn bản lưu (thử)",
    )  # fmt: skip
    entry = actions.enter_outgoing(actor=clerk, unit=stage.unit, on=day, details=details, save=_save())
    if went.then == "void":
        actions.void_outgoing(entry=entry, actor=clerk, on=day, reason="Dùng nhầm mẫu (thử)", save=_save())


@contextmanager
def _on(stage: Stage, ago: int) -> Iterator[date]:
    """The working day so many days ago, in the morning."""
    day = stage.today - timedelta(days=ago)
    calendar = default_calendar()
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    instant = datetime.combine(day, time(9, 20), clock.PLACE)
    with clock.frozen(min(instant, clock.now())):
        yield day


def _save() -> Save:
    return Save(key=uuid4())
