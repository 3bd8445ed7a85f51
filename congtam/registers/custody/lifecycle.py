"""What may happen to the keeping of a unit's identities, and by whose right."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.foundation.custody import holders
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import (
    STAYS,
    Lifecycle,
    State,
    Step,
    add_common_events,
    register,
)

VIEW, NAME, KEEP, REVIEW = "custody.view", "custody.name", "custody.keep", "custody.review"
KIND = "keepers.unit"

#: what happens to a record of any kind whose identity is kept
ASKED, DECIDED_YES, DECIDED_NO = "identity_asked", "identity_granted", "identity_refused"
ENDED, VIEWED, PROVIDED, SHUT = "identity_ended", "identity_viewed", "identity_provided", "identity_shut"
add_common_events(
    {
        ASKED: _("đã xin xem danh tính"),
        DECIDED_YES: _("đã đồng ý cho xem danh tính"),
        DECIDED_NO: _("không đồng ý cho xem danh tính"),
        ENDED: _("việc xem danh tính đã kết thúc"),
        VIEWED: _("đã xem danh tính"),
        PROVIDED: _("đã cung cấp danh tính ra ngoài theo pháp luật"),
        SHUT: _("đã thu lại khóa của người không được tham gia hồ sơ"),
    }
)


def somebody_keeps(record: Record) -> Any:
    """The keeping ends only when nobody has a duty any more."""
    return _("Còn người đang giữ: hãy cho thôi từng người trước.") if holders.in_office(record.unit) else ""


def _step(name: str, label: Any, done: Any, **more: Any) -> Step:
    return Step(
        name=name, sources=("kept",), target=more.pop("target", STAYS), needs=more.pop("needs", NAME),
        label=label, done=done, **more,
    )  # fmt: skip


KEEPING = register(
    Lifecycle(
        kind=KIND,
        label=_("Giữ danh tính của đơn vị"),
        initial="kept",
        opens_with=NAME,
        view=VIEW,
        states=(
            State(name="kept", label=_("Đang giữ"), sentence=_("Đơn vị đang giữ danh tính theo người được cử.")),
            State(name="closed", label=_("Đã thôi"), final=True, sentence=_("Đơn vị không còn giữ danh tính.")),
        ),
        steps=(
            _step("propose_name", _("Đề nghị cử người giữ"), _("đã đề nghị cử người giữ")),
            _step("confirm_name", _("Xác nhận cử người giữ"), _("đã xác nhận cử người giữ")),
            _step("propose_decider", _("Đề nghị nơi đồng ý cho xem"), _("đã đề nghị nơi đồng ý cho xem")),
            _step("confirm_decider", _("Xác nhận nơi đồng ý cho xem"), _("đã xác nhận nơi đồng ý cho xem")),
            _step("propose_print", _("Đề nghị lập khóa khôi phục"), _("đã đề nghị lập khóa khôi phục")),
            _step("confirm_print", _("Xác nhận lập khóa khôi phục"), _("đã xác nhận lập khóa khôi phục")),
            _step("propose_recover", _("Đề nghị dùng khóa khôi phục"), _("đã đề nghị dùng khóa khôi phục")),
            _step("confirm_recover", _("Xác nhận dùng khóa khôi phục"), _("đã xác nhận dùng khóa khôi phục")),
            _step("refuse", _("Không xác nhận"), _("không xác nhận đề nghị")),
            _step("withdraw", _("Rút đề nghị"), _("đã rút đề nghị")),
            _step("release", _("Cho thôi giữ"), _("đã cho thôi giữ")),
            _step("print", _("Lập và in khóa khôi phục"), _("đã lập khóa khôi phục và hiện để in một lần")),
            _step("rehearse", _("Kiểm tra khóa khôi phục"), _("đã kiểm tra khóa khôi phục"), needs=VIEW),
            _step("recover", _("Dùng khóa khôi phục"), _("đã dùng khóa khôi phục để chia sẻ lại")),
            _step("share", _("Chia sẻ phần đã niêm phong"), _("đã chia sẻ phần đã niêm phong"), needs=KEEP),
            _step("move", _("Chuyển phần niêm phong cũ"), _("đã yêu cầu chuyển phần niêm phong cũ")),
            _step("close", _("Thôi giữ danh tính ở đơn vị"), _("đơn vị thôi giữ danh tính"), target="closed",
                  blocked=somebody_keeps),
        ),
        event_labels={
            "opened": _("đã mở sổ người giữ danh tính"),
            "key_made": _("người giữ đã lập khóa"),
            "key_rotated": _("người giữ đã thay khóa"),
            "key_lost": _("người giữ quên cụm mật khẩu và đã lập khóa mới"),
        },
        page="keepers:unit",
    )
)  # fmt: skip
