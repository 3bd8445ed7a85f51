# ruff: noqa: E501  one case a line reads as the table that it is
"""The demo's letters: who wrote what about whom, how long ago, and how far the office got.

All invented. ``ago`` counts days back from today, so that the demo always has something due today.
"""

from dataclasses import dataclass
from datetime import date

from congtam.casework.letters.models import Kind

#: how far a case went, in order; the side roads end there
STAGES = (
    "received",
    "registered",
    "triaged",
    "accepted",
    "decided",
    "signed",
    "answered",
    "delivered",
    "closed",
)
#: the side roads: what is played after the letter was received
TAKEN_ON = ("registered", "triaged", "accepted")
ROADS = {
    "held": ("registered", "held"),
    "denounced": ("registered", "held", "denounced"),
    "denunciation_accepted": ("registered", "held", "denounced", "examined", "denunciation_accepted"),
    "denunciation_concluded": (
        "registered",
        "held",
        "denounced",
        "examined",
        "denunciation_accepted",
        "denunciation_concluded",
    ),
    "refused": ("registered", "triaged", "refused"),
    "guided": ("registered", "triaged", "guided"),
    "lengthened": (*TAKEN_ON, "lengthened"),
    "suspended": (*TAKEN_ON, "suspended"),
    "resumed": (*TAKEN_ON, "suspended", "resumed"),
    "through_the_change": ("registered", "law_chosen", "triaged", "accepted", "lengthened", "suspended"),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One letter. ``days`` are the days between its stages; ``scan`` names a rendered page; ``since`` is a day
    of the calendar on which it came, where the story hangs on the law that changed then."""

    ago: int
    stage: str
    name: str
    address: str
    summary: str
    concerned: str = "Chủ tịch Ủy ban nhân dân phường Vĩnh Yên"
    kind: Kind = Kind.COMPLAINT
    more: tuple[tuple[Kind, str], ...] = ()
    complex: bool = False
    channel: str = "post"
    scan: str = ""
    days: tuple[int, ...] = (1, 2, 5, 20, 2, 2, 4, 10)
    since: date | None = None


def _case(ago: int, stage: str, name: str, address: str, summary: str, **more: object) -> Case:
    return Case(
        ago=ago, stage=stage, name=f"{name} (thử)", address=address, summary=summary, **more  # type: ignore[arg-type]
    )  # fmt: skip


CASES = (
    _case(0, "received", "Trần Văn Mẫu", "Tổ dân phố Vườn Mẫu", "", scan="complaint"),
    _case(0, "received", "", "", "", scan="petition", channel="hand"),
    _case(1, "registered", "Lý Thị Đơn", "Tổ 4, Tích Sơn", "Không đồng ý xử phạt xây dựng không phép", channel="hand"),
    _case(
        2, "registered", "Vũ Văn Kiện", "Tổ 9, Hội Hợp", "Đề nghị xem lại quyết định thu hồi đất vườn",
        more=((Kind.PETITION, "Kiến nghị công khai quy hoạch đường dân sinh"),), scan="complaint_2",
    ),
    _case(6, "registered", "Đinh Thị Chờ", "Thôn Vinh Quang, Thanh Trù", "Khiếu nại từ chối cấp giấy phép xây dựng"),
    _case(14, "registered", "Cao Văn Muộn", "Tổ 1, Đồng Tâm", "Khiếu nại việc tính thiếu diện tích bồi thường"),
    _case(4, "triaged", "Hồ Thị Thụ", "Tổ 6, Tích Sơn", "Khiếu nại quyết định cưỡng chế tháo dỡ mái che", days=(1, 1)),
    _case(9, "triaged", "Mai Văn Lý", "Tổ 2, Hội Hợp", "Khiếu nại không được hỗ trợ thiệt hại do ngập", days=(1, 2)),
    _case(3, "held", "Người viết ẩn danh", "", "Đơn có nội dung tố cáo, giữ niêm phong", kind=Kind.DENUNCIATION),
    _case(5, "denounced", "Lâm Thị Kín", "Tổ 8, Tích Sơn", "Nêu việc thu tiền không có biên lai", kind=Kind.DENUNCIATION),
    _case(
        18, "denunciation_accepted", "Thái Văn Lặng", "Tổ 2, Đồng Tâm", "Nêu việc lập khống danh sách hỗ trợ",
        kind=Kind.DENUNCIATION, days=(1, 1, 1, 2, 2),
    ),
    _case(
        38, "denunciation_concluded", "Ông Thị Thầm", "Tổ 9, Hội Hợp", "Nêu việc chi hỗ trợ sai đối tượng",
        kind=Kind.DENUNCIATION, days=(1, 1, 1, 2, 2, 26),
    ),
    _case(12, "accepted", "Phan Thị Giải", "Tổ 7, Đồng Tâm", "Khiếu nại mức hỗ trợ di dời mồ mả", days=(1, 2, 3)),
    _case(21, "accepted", "Tô Văn Quyết", "Tổ 3, Hội Hợp", "Khiếu nại quyết định hủy hợp đồng thuê ki-ốt chợ", days=(1, 2, 3)),
    _case(
        33, "accepted", "Lương Thị Đất", "Thôn Đông, Thanh Trù", "Tranh chấp ranh giới khi cấp giấy chứng nhận",
        complex=True, days=(1, 2, 4),
    ),
    _case(37, "accepted", "Ngô Văn Trễ", "Tổ 5, Tích Sơn", "Khiếu nại việc thu phí vệ sinh hai lần", days=(1, 1, 3)),
    _case(47, "accepted", "Chu Thị Hạn", "Tổ 8, Hội Hợp", "Khiếu nại bồi thường cây trồng khi làm đường", days=(1, 2, 4)),
    _case(26, "lengthened", "Tạ Văn Phức", "Tổ 11, Đồng Tâm", "Khiếu nại phương án đền bù của nhiều hộ", days=(1, 2, 3, 6)),
    _case(24, "suspended", "Lưu Thị Dừng", "Tổ 2, Tích Sơn", "Khiếu nại kết quả đo đạc ranh giới thửa đất", days=(1, 2, 3, 8)),
    _case(36, "resumed", "Quách Văn Tiếp", "Tổ 4, Hội Hợp", "Khiếu nại mức hỗ trợ chuyển nghề", days=(1, 2, 3, 8, 15)),
    _case(
        70, "through_the_change", "Thạch Thị Giao", "Thôn Nam, Thanh Trù", "Khiếu nại thu hồi đất qua thời điểm đổi luật",
        days=(1, 5, 1, 4, 8, 6), since=date(2026, 6, 25),
    ),
    _case(35, "decided", "Đào Văn Ký", "Tổ 2, Đồng Tâm", "Khiếu nại từ chối xác nhận hộ cận nghèo", days=(1, 2, 4, 26)),
    _case(40, "signed", "Hà Thị Gửi", "Tổ 10, Tích Sơn", "Khiếu nại việc thu hồi lối đi chung", days=(1, 2, 4, 30, 1)),
    _case(44, "answered", "Bùi Văn Báo", "Tổ 1, Hội Hợp", "Khiếu nại xử phạt lấn chiếm vỉa hè", days=(1, 2, 4, 28, 2, 2)),
    _case(
        52, "delivered", "Nguyễn Thị Theo", "Tổ 4, Đồng Tâm", "Khiếu nại thiếu tên trong danh sách hỗ trợ",
        days=(1, 2, 4, 26, 2, 2, 3), scan="complaint_3",
    ),
    _case(75, "closed", "Dương Văn Xong", "Tổ 6, Hội Hợp", "Khiếu nại thời hạn trả hồ sơ đất", days=(1, 2, 5, 25, 2, 2, 4, 12)),
    _case(90, "closed", "Trịnh Thị Hết", "Thôn Tây, Thanh Trù", "Khiếu nại việc cắt nước không báo trước"),
    _case(28, "refused", "Võ Văn Quá", "Tổ 3, Tích Sơn", "Khiếu nại quyết định từ năm 2021", days=(1, 2, 4)),
    _case(
        24, "guided", "Kiều Thị Nơi", "Tổ 5, Đồng Tâm", "Khiếu nại chi nhánh điện lực",
        concerned="Chi nhánh điện lực khu vực (thử)", days=(1, 2, 4),
    ),
)  # fmt: skip
