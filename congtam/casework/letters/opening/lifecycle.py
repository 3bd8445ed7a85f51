"""What may happen to a file of a paper book that was handed in."""

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.lifecycle.registry import Lifecycle, State, Step, register

PERMISSION = "letters.open_balance"

STATES = (
    State(
        name="checked", label=_("Đã kiểm tra"),
        sentence=_("Tệp sổ giấy đã kiểm tra, chờ nhập hoặc sửa."),
    ),
    State(
        name="entering", label=_("Đang nhập"), waiting=True,
        sentence=_("Đang nhập các đơn của sổ giấy."),
    ),
    State(
        name="entered", label=_("Đã nhập"), final=True,
        sentence=_("Các đơn của sổ giấy đã được nhập."),
    ),
    State(
        name="withdrawn", label=_("Đã bỏ"), final=True,
        sentence=_("Tệp sổ giấy không được nhập."),
    ),
)  # fmt: skip

STEPS = (
    Step(
        name="confirm", sources=("checked",), target="entering", needs=PERMISSION, primary=True,
        label=_("Nhập từ sổ giấy"), done=_("đã cho nhập tệp sổ giấy"),
    ),
    Step(
        name="finish", sources=("entering",), target="entered", needs=PERMISSION,
        label=_("Nhập xong"), done=_("đã nhập xong các đơn của sổ giấy"),
    ),
    Step(
        name="give_back", sources=("entering",), target="checked", needs=PERMISSION,
        label=_("Trả lại để sửa"), done=_("đã trả lại tệp sổ giấy để sửa, không nhập dòng nào"),
    ),
    Step(
        name="withdraw", sources=("checked",), target="withdrawn", needs=PERMISSION,
        label=_("Bỏ tệp này"), done=_("đã bỏ tệp sổ giấy"),
    ),
)  # fmt: skip

OPENING = register(
    Lifecycle(
        kind="letters.opening",
        label=_("Tệp sổ giấy"),
        initial="checked",
        opens_with=PERMISSION,
        view=PERMISSION,
        states=STATES,
        steps=STEPS,
        event_labels={"opened": _("đã đưa tệp sổ giấy vào kiểm tra")},
        page="letters:opening-batch",
        step_pages={"confirm": "letters:opening-batch"},
    )
)
