"""What may happen to an entry of a book, in which order, by whose right. Nothing here has a term of law."""

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, State, Step, register

VIEW, ENTER, VOID, EXPORT = (
    "correspondence.view", "correspondence.enter", "correspondence.void", "correspondence.export",
)  # fmt: skip

VOIDED = State(
    name="voided", label=_("Đã hủy"), public=5, final=True,
    sentence=_("Số này đã hủy; số và lý do được giữ lại trong sổ."),
)  # fmt: skip

INCOMING = register(
    Lifecycle(
        kind="correspondence.incoming",
        label=_("Văn bản đến"),
        initial="entered",
        opens_with=ENTER,
        view=VIEW,
        page="correspondence:incoming-entry",
        states=(
            State(
                name="entered", label=_("Đã vào sổ"), public=1,
                sentence=_("Văn bản đã vào sổ, chờ chuyển cho người giải quyết."),
            ),
            State(
                name="handed", label=_("Đã chuyển"), public=2,
                sentence=_("Văn bản đã chuyển cho người giải quyết."),
            ),
            State(name="done", label=_("Đã xong"), public=5, final=True, sentence=_("Văn bản đã giải quyết xong.")),
            VOIDED,
        ),
        steps=(
            Step(
                name="hand", sources=("entered",), target="handed", needs=ENTER,
                label=_("Chuyển văn bản"), done=_("đã chuyển văn bản"), primary=True,
            ),
            Step(
                name="hand_on", sources=("handed",), target=STAYS, needs=ENTER,
                label=_("Chuyển cho người khác"), done=_("đã chuyển văn bản cho người khác"),
            ),
            Step(
                name="correct", sources=("entered", "handed"), target=STAYS, needs=ENTER,
                label=_("Sửa thông tin văn bản"), done=_("đã sửa thông tin văn bản"),
            ),
            Step(
                name="finish", sources=("handed",), target="done", needs=ENTER,
                label=_("Ghi đã xong"), done=_("đã ghi văn bản giải quyết xong"),
            ),
            Step(
                name="void", sources=("entered", "handed"), target="voided", needs=VOID,
                label=_("Hủy số đến"), done=_("đã hủy số văn bản đến"),
            ),
        ),
        event_labels={"opened": _("đã vào sổ văn bản đến")},
    )
)  # fmt: skip

OUTGOING = register(
    Lifecycle(
        kind="correspondence.outgoing",
        label=_("Văn bản đi"),
        initial="entered",
        opens_with=ENTER,
        view=VIEW,
        page="correspondence:outgoing-entry",
        states=(
            State(
                name="entered", label=_("Đã cấp số"), public=5,
                sentence=_("Văn bản đi đã được cấp số."),
            ),
            VOIDED,
        ),
        steps=(
            Step(
                name="correct", sources=("entered",), target=STAYS, needs=ENTER,
                label=_("Sửa thông tin văn bản"), done=_("đã sửa thông tin văn bản"),
            ),
            Step(
                name="void", sources=("entered",), target="voided", needs=VOID,
                label=_("Hủy số đi"), done=_("đã hủy số văn bản đi"),
            ),
        ),
        event_labels={"opened": _("đã vào sổ văn bản đi")},
    )
)  # fmt: skip

#: one record for each file that left the product with a book in it
EXPORTED = register(
    Lifecycle(
        kind="correspondence.export",
        label=_("Lần xuất sổ"),
        initial="exported",
        opens_with=EXPORT,
        view=EXPORT,
        states=(
            State(
                name="exported", label=_("Đã xuất"), public=5, final=True,
                sentence=_("Sổ đã được xuất ra tệp Excel."),
            ),
        ),
        steps=(),
        event_labels={"opened": _("đã xuất sổ ra tệp Excel")},
    )
)  # fmt: skip

#: one record for each series of which an office said where its paper book stands
BEGUN = register(
    Lifecycle(
        kind="correspondence.beginning",
        label=_("Số bắt đầu của sổ"),
        initial="begun",
        opens_with=ENTER,
        view=VIEW,
        states=(
            State(
                name="begun", label=_("Đã khai số bắt đầu"), public=5, final=True,
                sentence=_("Cơ quan đã khai sổ giấy đang ở số nào."),
            ),
        ),
        steps=(),
        event_labels={"opened": _("đã khai số bắt đầu của sổ")},
    )
)  # fmt: skip
