"""What may happen to a letter, in which order, by whose right, under which rule.

An official can read this table; nothing else in the product moves a letter. Duties are names of the
rulebook (``rules/duties.yaml``).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congtam.casework.letters.conditions import DECISION, cannot_accept, cannot_guide, not_ours, not_signed
from congtam.casework.letters.models import Kind
from congtam.casework.letters.terms import (
    DIALOGUE,
    SEND_RESUMPTION,
    SEND_SUSPENSION,
    SETTLE,
    cannot_suspend,
    dialogue_planned,
    law_in_doubt,
    may_be_complex,
)
from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.models import Level, Record
from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, State, Step, register

#: who works on a letter that is still sealed
OPENING = ("letters.register", "letters.triage")
#: the end of a letter that goes on as a denunciation, under a record of its own
SEPARATE = "separate"


def kept_sealed(record: Record) -> bool:
    """Whether the letter is held because it may be a denunciation, or was when it was handed over, or goes on as a
    denunciation."""
    return record.state in ("held", SEPARATE) or (
        record.state == "handed_over" and record.level == Level.SEALED
    )


def holds_denunciation(record: Record) -> bool:
    """Whether one of the letter's contents was found to be a denunciation."""
    return any(matter.kind == Kind.DENUNCIATION for matter in record.letter.matters.all())


def may_read(record: Record, actor: Actor) -> bool:
    """Whether the actor may read who sent the letter, its scan and what was typed about it.

    Everybody who may see a letter that was opened; of a sealed one those who register and triage; of one that
    is held because it may be a denunciation only those who triage. Once it goes on as a denunciation nobody reads it
    any more by right of their work.
    """
    if record.state == SEPARATE:
        return False
    if kept_sealed(record):
        return actor.may("letters.triage", record.unit_id)
    return record.letter.opened_at is not None or any(actor.may(name, record.unit_id) for name in OPENING)


STATES = (
    State(
        name="received", label=_("Mới tiếp nhận"), public=1,
        sentence=_("Đơn đã tiếp nhận, chờ vào sổ."),
    ),
    State(
        name="registered", label=_("Đã vào sổ"), public=1,
        sentence=_("Đơn đã vào sổ, chờ phân loại."),
    ),
    State(
        name="triaged", label=_("Đã phân loại"), public=2,
        sentence=_("Đơn đã phân loại, chờ quyết định thụ lý."),
    ),
    State(
        name="held", label=_("Giữ niêm phong"), public=2,
        sentence=_("Đơn được giữ niêm phong để xử lý theo quy trình riêng."),
    ),
    State(
        name="accepted", label=_("Đã thụ lý"), public=3,
        sentence=_("Đơn đã thụ lý, đang xác minh và giải quyết."),
    ),
    State(
        name="suspended", label=_("Tạm đình chỉ"), public=3, waiting=True,
        sentence=_("Việc giải quyết đang tạm đình chỉ."),
    ),
    State(
        name="decided", label=_("Đã có quyết định"), public=4,
        sentence=_("Đã có quyết định giải quyết, chờ gửi cho công dân."),
    ),
    State(
        name="answered", label=_("Đã trả lời"), public=5, waiting=True,
        sentence=_("Đã gửi kết quả, chờ xác nhận công dân nhận được."),
    ),
    State(
        name="refused", label=_("Không thụ lý"), public=5, final=True, keeps="archives.keep_filed",
        sentence=_("Đơn không được thụ lý; đã thông báo lý do."),
    ),
    State(
        name="guided", label=_("Đã hướng dẫn"), public=5, final=True, keeps="archives.keep_settled",
        sentence=_("Đơn không thuộc thẩm quyền; đã hướng dẫn gửi đến cơ quan có thẩm quyền."),
    ),
    State(
        name="closed", label=_("Đã kết thúc"), public=5, final=True, keeps="archives.keep_settled",
        sentence=_("Hồ sơ đã kết thúc."),
    ),
    State(
        name="handed_over", label=_("Đã bàn giao"), public=1, final=True,
        sentence=_("Đơn đã bàn giao cho cơ quan khác giải quyết tiếp."),
    ),
    State(
        name=SEPARATE, label=_("Chuyển quy trình riêng"), public=2, final=True,
        sentence=_("Đơn được xử lý theo quy trình riêng."),
    ),
    State(
        name="voided", label=_("Đã hủy"), public=1, final=True,
        sentence=_("Hồ sơ nhập nhầm, đã hủy; số vào sổ và lý do được giữ lại."),
    ),
)  # fmt: skip

#: every state in which somebody still works on the letter
OPEN = tuple(state.name for state in STATES if not state.final)

STEPS = (
    Step(
        name="register", sources=("received",), target="registered", needs="letters.register",
        label=_("Vào sổ"), done=_("đã vào sổ đơn"), primary=True,
    ),
    Step(
        name="triage", sources=("registered",), target="triaged", needs="letters.triage",
        label=_("Phân loại"), done=_("đã phân loại đơn"), primary=True,
    ),
    Step(
        name="hold", sources=("registered",), target="held", needs="letters.triage",
        label=pgettext_lazy("step", "Giữ niêm phong"), done=_("đã giữ niêm phong đơn"),
    ),
    Step(
        name="open_denunciation", sources=("held",), target=SEPARATE, needs="denunciations.process",
        label=_("Lập hồ sơ tố cáo"), done=_("đã chuyển đơn sang quy trình riêng"), primary=True,
    ),
    Step(
        name="separate", sources=("registered",), target=SEPARATE, needs="denunciations.process",
        label=pgettext_lazy("registered", "Lập hồ sơ tố cáo"), done=_("đã chuyển đơn sang quy trình riêng"),
        fits=holds_denunciation,
    ),
    Step(
        name="triage_again", sources=("held", "triaged"), target="registered", needs="letters.triage",
        label=_("Phân loại lại"), done=_("đã đưa đơn về bước phân loại"),
    ),
    Step(
        name="accept", sources=("triaged",), target="accepted", needs="letters.accept",
        label=_("Thụ lý"), done=_("đã thụ lý đơn"), primary=True,
        meets=("complaint.accept", "letters.process"), starts=(SETTLE,),
        blocked=cannot_accept,
        withheld=_("Chỉ thụ lý được khi đơn đã phân loại và chưa có quyết định."),
    ),
    Step(
        name="refuse", sources=("triaged",), target="refused", needs="letters.accept",
        label=pgettext_lazy("step", "Không thụ lý"), done=_("đã quyết định không thụ lý"), blocked=not_ours,
        meets=("complaint.accept", "letters.process"), cancels=("*",),
    ),
    Step(
        name="guide", sources=("triaged",), target="guided", needs="letters.accept",
        label=_("Hướng dẫn"), done=_("đã hướng dẫn công dân đến cơ quan có thẩm quyền"), blocked=cannot_guide,
        meets=("complaint.accept", "letters.process"), cancels=("*",),
    ),
    Step(
        name="assign", sources=("triaged", "accepted"), target=STAYS, needs="letters.assign",
        label=_("Giao người xử lý"), done=_("đã giao người xử lý"),
    ),
    Step(
        name="decide", sources=("accepted",), target="decided", needs="letters.sign",
        label=_("Ban hành quyết định giải quyết"), done=_("đã ban hành quyết định giải quyết"), primary=True,
        meets=(SETTLE,), starts=("complaint.send_decision",), cancels=(DIALOGUE,),
        withheld=_("Chỉ ra quyết định được sau khi đã thụ lý."),
    ),
    Step(
        name="declare_complex", sources=("accepted",), target=STAYS, needs="letters.accept",
        label=_("Xác định phức tạp"), done=_("đã xác định khiếu nại phức tạp"), fits=may_be_complex,
    ),
    Step(
        name="suspend", sources=("accepted",), target="suspended", needs="letters.accept",
        label=_("Tạm đình chỉ giải quyết"), done=_("đã tạm đình chỉ giải quyết"), blocked=cannot_suspend,
        pauses=(SETTLE,), starts=(SEND_SUSPENSION,),
    ),
    Step(
        name="resume", sources=("suspended",), target="accepted", needs="letters.accept",
        label=_("Tiếp tục giải quyết"), done=_("đã tiếp tục giải quyết"), primary=True,
        resumes=(SETTLE,), starts=(SEND_RESUMPTION,),
    ),
    Step(
        name="plan_dialogue", sources=("accepted",), target=STAYS, needs="letters.settle",
        label=_("Định ngày đối thoại"), done=_("đã định ngày đối thoại"),
    ),
    Step(
        name="dialogue_notified", sources=("accepted", "suspended"), target=STAYS, needs="letters.settle",
        label=_("Ghi ngày báo đối thoại"), done=_("đã báo các bên ngày đối thoại"), fits=dialogue_planned,
        meets=(DIALOGUE,),
    ),
    Step(
        name="choose_law", sources=("registered", "triaged", "accepted", "decided"), target=STAYS,
        needs="letters.accept", label=_("Chọn luật áp dụng"), done=_("đã chọn luật áp dụng cho thời hạn"),
        fits=law_in_doubt,
    ),
    Step(
        name="answer", sources=("decided",), target="answered", needs="letters.dispatch",
        label=_("Gửi kết quả cho công dân"), done=_("đã gửi kết quả cho công dân"), primary=True,
        meets=("complaint.send_decision",), blocked=not_signed,
        withheld=_("Chỉ gửi được sau khi có quyết định giải quyết đã ký."),
    ),
    Step(
        name="close", sources=("answered",), target="closed", needs="letters.close",
        label=_("Kết thúc hồ sơ"), done=_("đã kết thúc hồ sơ"),
        withheld=_("Chỉ kết thúc được sau khi đã trả lời công dân."),
    ),
    Step(
        name="hand_over", sources=OPEN, target="handed_over", needs="letters.assign",
        label=_("Bàn giao cơ quan khác"), done=_("đã bàn giao đơn cho cơ quan khác"),
    ),
    Step(
        name="void", sources=("received", "registered"), target="voided", needs="letters.register",
        label=_("Hủy vì nhập nhầm"), done=_("đã hủy hồ sơ nhập nhầm"), cancels=("*",),
    ),
)  # fmt: skip

LETTER = register(
    Lifecycle(
        kind="letters.letter",
        label=_("Đơn"),
        initial="received",
        opens_with="letters.receive",
        view="letters.view",
        states=STATES,
        steps=STEPS,
        starts=("letters.process",),
        duty_labels={
            "letters.process": _("Xử lý đơn"),
            "complaint.accept": _("Thụ lý hoặc trả lời không thụ lý"),
            SETTLE: _("Giải quyết khiếu nại"),
            SEND_SUSPENSION: _("Gửi quyết định tạm đình chỉ"),
            SEND_RESUMPTION: _("Gửi quyết định tiếp tục giải quyết"),
            DIALOGUE: _("Báo các bên ngày đối thoại"),
            "complaint.send_decision": _("Gửi quyết định giải quyết"),
            "complaint.second_filing": _("Khiếu nại lần hai"),
        },
        promises={
            "letters.process": 2,
            SETTLE: 4,
            "complaint.send_decision": 5,
        },
        going_on="complaint.second_filing",
        proved_by={"document_sent": (SEND_SUSPENSION, SEND_RESUMPTION)},
        page="letters:record",
        may_read=may_read,
        reads_with={"letter": ("opened_at",)},
        step_pages={
            "register": "letters:register",
            "triage": "letters:triage",
            "open_denunciation": "letters:denunciation-open",
            "separate": "letters:denunciation-open",
        },
        names_accused="letters.triage",
        naming_states=("received", "registered", "held"),
        citizen_papers=(
            "letters.acceptance_notice",
            "letters.refusal_notice",
            "letters.guidance",
            "letters.suspension",
            "letters.resumption",
            "letters.complexity_finding",
            DECISION,
            "letters.answer",
        ),
        event_labels={
            "opened": _("đã tiếp nhận đơn"),
            "scan_added": _("đã thêm bản quét"),
            "scan_read": _("đã đọc bản quét"),
            "scan_failed": _("chưa đọc được bản quét"),
            "corrected": _("đã sửa thông tin đơn"),
            "resealed": _("đã niêm phong lại cho người giữ danh tính"),
            "document_issued": _("đã ban hành văn bản"),
            "document_signed": _("đã lưu bản ký"),
            "document_sent": _("đã gửi văn bản"),
            "document_delivered": _("đã phát văn bản"),
            "document_received": _("công dân đã nhận văn bản"),
            "document_issued_again": _("đã ban hành lại văn bản thay số đã hủy"),
            "receipt_printed": _("đã in giấy biên nhận"),
            "handed_over": _("cơ quan nhận bàn giao đã mở hồ sơ"),
            "taken_over": _("đã nhận bàn giao đơn"),
        },
    )
)

#: one record for each file that left the product with the book of letters in it
EXPORTED = register(
    Lifecycle(
        kind="letters.export",
        label=_("Lần xuất sổ đơn"),
        initial="exported",
        opens_with="letters.export",
        view="letters.export",
        states=(
            State(
                name="exported", label=_("Đã xuất"), public=5, final=True,
                sentence=_("Sổ đơn đã được xuất ra tệp Excel."),
            ),
        ),
        steps=(),
        event_labels={"opened": _("đã xuất sổ đơn ra tệp Excel")},
    )
)  # fmt: skip
