"""What may happen to an account and to a post, and by whose right."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.foundation import clock
from congtam.foundation.access.models import Substitution
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, State, Step, register
from congtam.registers.accounts.models import AccountEntry

MANAGE = "accounts.manage"
IN_USE = ("invited", "active")

_STATES = (
    State(name="invited", label=_("Đã mời"), sentence=_("Đã mời, chờ người được mời nhận tài khoản.")),
    State(name="active", label=_("Đang dùng"), sentence=_("Tài khoản đang dùng.")),
    State(name="left", label=_("Đã thôi việc"), sentence=_("Người này đã thôi việc, không đăng nhập được.")),
    State(
        name="withdrawn", label=_("Đã rút lời mời"), final=True, sentence=_("Lời mời đã được rút lại.")
    ),
)  # fmt: skip


def _step(name: str, sources: tuple[str, ...], target: str, label: Any, done: Any, **more: Any) -> Step:
    return Step(name=name, sources=sources, target=target, needs=MANAGE, label=label, done=done, **more)


def worked_here(record: Record) -> Any:
    """An invitation is withdrawn only from somebody who never came: others leave, and hand over their work."""
    entry = AccountEntry.objects.select_related("account").filter(record=record).first()
    if entry is not None and entry.account.last_login is not None:
        return _("Người này đã từng làm việc ở đây: hãy cho thôi việc để hồ sơ được chuyển giao.")
    return ""


def nobody_away(record: Record) -> Any:
    """There is something to end only while somebody stands in, or is to."""
    found = Substitution.objects.filter(
        holding__account__entry__record=record, during__endswith__gt=clock.today()
    )
    return "" if found.exists() else _("Không có ai đang thay người này.")


_STEPS = (
    _step("enter", ("invited",), "active", _("Ghi vào danh sách"), _("đã ghi tài khoản có sẵn vào danh sách")),
    _step("join", ("invited",), "active", _("Nhận tài khoản"), _("người được mời đã nhận tài khoản")),
    _step("renew_code", ("invited",), STAYS, _("Cấp mã mời mới"), _("đã cấp mã mời mới")),
    _step("withdraw", ("invited",), "withdrawn", _("Rút lời mời"), _("đã rút lời mời"),
          blocked=worked_here),
    _step("give_post", IN_USE, STAYS, _("Giao chức vụ"), _("đã giao chức vụ")),
    _step("end_post", IN_USE, STAYS, _("Cho thôi chức vụ"), _("đã cho thôi chức vụ")),
    _step("substitute", ("active",), STAYS, _("Cử người thay khi vắng"), _("đã cử người thay khi vắng")),
    _step("end_substitution", IN_USE, STAYS, _("Kết thúc việc thay"), _("đã kết thúc việc thay"),
          blocked=nobody_away),
    _step("ask_reset", ("active",), STAYS, _("Đề nghị đặt lại xác thực hai bước"),
          _("đã đề nghị đặt lại xác thực hai bước")),
    _step("grant_reset", ("active",), STAYS, _("Đồng ý đặt lại xác thực hai bước"),
          _("đã đồng ý đặt lại xác thực hai bước")),
    _step("refuse_reset", ("active",), STAYS, _("Không đồng ý đặt lại"),
          _("không đồng ý đặt lại xác thực hai bước")),
    _step("grant_elevation", ("active",), STAYS, _("Đồng ý cho quyền tạm"), _("đã đồng ý cho quyền tạm")),
    _step("refuse_elevation", ("active",), STAYS, _("Không đồng ý cho quyền tạm"),
          _("không đồng ý cho quyền tạm")),
    _step("end_elevation", ("active",), STAYS, _("Chấm dứt quyền tạm"), _("đã chấm dứt quyền tạm")),
    _step("lost_password", ("active",), "invited", _("Cấp mã đặt lại mật khẩu"),
          _("đã cấp mã đặt lại mật khẩu")),
    _step("enter_relation", IN_USE, STAYS, _("Ghi quan hệ gia đình"), _("đã ghi một quan hệ gia đình")),
    _step("end_relation", IN_USE, STAYS, _("Ghi là không còn quan hệ"), _("đã ghi là không còn một quan hệ")),
    _step("leave", IN_USE, "left", _("Cho thôi việc"), _("đã cho thôi việc, quyền chấm dứt")),
    _step("come_back", ("left",), "invited", _("Mời lại"), _("đã mời trở lại")),
)  # fmt: skip

ACCOUNT = register(
    Lifecycle(
        kind="accounts.account",
        label=_("Tài khoản"),
        initial="invited",
        opens_with=MANAGE,
        view=MANAGE,
        states=_STATES,
        steps=_STEPS,
        event_labels={
            "opened": _("đã mở tài khoản"),
            "sessions_ended": _("đã đăng xuất ở mọi nơi khác"),
            "relation_declared": _("đã khai một quan hệ gia đình"),
            "relation_ended": _("đã khai là không còn một quan hệ"),
            "elevation_asked": _("đã đề nghị quyền tạm"),
            "elevation_ended": _("đã trả lại quyền tạm"),
            "elevation_used": _("đã làm một việc bằng quyền tạm"),
        },
        page="accounts:account",
    )
)

POST = register(
    Lifecycle(
        kind="accounts.post",
        label=_("Chức vụ"),
        initial="kept",
        opens_with=MANAGE,
        view=MANAGE,
        states=(
            State(name="kept", label=_("Đang có"), sentence=_("Chức vụ đang có trong đơn vị.")),
            State(
                name="closed", label=_("Không dùng nữa"), final=True, sentence=_("Chức vụ không còn dùng.")
            ),
        ),
        steps=(
            _step("change", ("kept",), STAYS, _("Sửa chức vụ"), _("đã sửa chức vụ")),
            _step("report_to", ("kept",), STAYS, _("Đổi chức vụ cấp trên"), _("đã đổi chức vụ cấp trên")),
            _step("close", ("kept",), "closed", _("Bỏ chức vụ"), _("đã bỏ chức vụ")),
        ),
        event_labels={"opened": _("đã lập chức vụ")},
        page="accounts:post",
    )
)
