"""What may happen to a proposal to destroy, and what the archive writes into the journal of any record."""

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.lifecycle.registry import Lifecycle, State, Step, add_common_events, register

add_common_events(
    {
        "original_received": _("đã ghi bản gốc kèm theo"),
        "original_returned": _("đã trả lại bản gốc"),
        "paper_moved": _("đã chuyển hồ sơ giấy"),
        "paper_archived": _("đã giao hồ sơ giấy vào lưu trữ"),
        "kept_longer": _("đã quyết định giữ tiếp hồ sơ"),
    }
)

STATES = (
    State(
        name="drafted", label=_("Chờ quyết định"), public=2,
        sentence=_("Danh mục đã lập và khóa lại, chờ lãnh đạo quyết định từng hồ sơ."),
    ),
    State(
        name="decided", label=_("Đã quyết định"), public=4,
        sentence=_("Lãnh đạo đã quyết định; chờ thực hiện việc tiêu hủy."),
    ),
    State(
        name="executed", label=_("Đã thực hiện"), public=5, final=True,
        sentence=_("Quyết định đã được thực hiện; mỗi hồ sơ có chứng nhận trong nhật ký."),
    ),
    State(
        name="withdrawn", label=_("Đã rút lại"), public=1, final=True,
        sentence=_("Người lập đã rút lại danh mục; không có gì bị tiêu hủy."),
    ),
)  # fmt: skip

STEPS = (
    Step(
        name="decide", sources=("drafted",), target="decided", needs="archives.decide",
        label=_("Quyết định từng hồ sơ"), done=_("đã quyết định danh mục đề xuất tiêu hủy"), primary=True,
    ),
    Step(
        name="withdraw", sources=("drafted",), target="withdrawn", needs="archives.propose",
        label=_("Rút lại danh mục"), done=_("đã rút lại danh mục đề xuất tiêu hủy"),
    ),
    Step(
        name="execute", sources=("decided",), target="executed", needs="archives.destroy",
        label=_("Thực hiện tiêu hủy"), done=_("đã thực hiện quyết định tiêu hủy"), primary=True,
        withheld=_("Chỉ thực hiện được sau khi lãnh đạo đã quyết định."),
    ),
)  # fmt: skip

PROPOSAL = register(
    Lifecycle(
        kind="archives.proposal",
        label=_("Đề xuất tiêu hủy"),
        initial="drafted",
        opens_with="archives.propose",
        view="archives.view",
        states=STATES,
        steps=STEPS,
        page="archives:proposal",
        step_pages={"decide": "archives:proposal", "execute": "archives:proposal"},
        event_labels={"opened": _("đã lập danh mục đề xuất tiêu hủy")},
    )
)
