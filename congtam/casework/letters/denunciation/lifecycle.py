"""What may happen to a denunciation, in which order, by whose right, under which rule.

An official can read this table; nothing else moves a denunciation. The plain step and the sentence of a state are what
its sender is told: they are those of any letter, and name no kind.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from congtam.casework.letters.denunciation import conditions as may
from congtam.casework.letters.denunciation.duties import (
    FOLLOW_UP,
    FORWARDER,
    FURTHER,
    HANDLE,
    LETTER,
    NOTICE,
    OVERDUE_REPORT,
    OVERDUE_REQUEST,
    POSTING,
    PROCESS,
    PUBLISH,
    REPORT_HANDLING,
    SEND_CONCLUSION,
    SEND_SUSPENSION,
    SETTLE,
    TRANSFER,
)
from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, State, Step, register

VIEW, DO, ACCEPT = "denunciations.view", "denunciations.process", "denunciations.accept"
ASSIGN, WORK, SIGN = "denunciations.assign", "denunciations.settle", "denunciations.sign"
SEND, PUT_UP, PROTECT = "denunciations.dispatch", "denunciations.publish", "denunciations.protect"

STATES = (
    State(
        name="opened", label=_("Chờ kiểm tra danh tính"), public=2,
        sentence=_("Đơn đang được xem xét: chờ kiểm tra danh tính."),
    ),
    State(
        name="identified", label=_("Đã kiểm tra danh tính"), public=2,
        sentence=_("Đơn đang được xem xét: chờ kiểm tra điều kiện thụ lý."),
    ),
    State(
        name="examined", label=_("Đã kiểm tra điều kiện"), public=2,
        sentence=_("Đơn đã xem xét, chờ quyết định thụ lý."),
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
        name="concluded", label=_("Đã có kết luận"), public=4,
        sentence=_("Đã có kết quả giải quyết, chờ gửi thông báo."),
    ),
    State(
        name="informed", label=_("Đã thông báo kết quả"), public=5,
        sentence=_("Đã gửi thông báo kết quả."),
    ),
    State(
        name="refused", label=_("Không thụ lý"), public=5, final=True,
        sentence=_("Đơn không được thụ lý; đã thông báo lý do."),
    ),
    State(
        name="guided", label=_("Đã hướng dẫn"), public=5, final=True,
        sentence=_("Đơn không thuộc thẩm quyền; đã hướng dẫn gửi đến cơ quan có thẩm quyền."),
    ),
    State(
        name="transferred", label=pgettext_lazy("denunciation", "Đã chuyển"), public=5, final=True,
        sentence=_("Đơn không thuộc thẩm quyền; đã chuyển cơ quan có thẩm quyền."),
    ),
    State(
        name="passed_on", label=_("Đã chuyển thanh tra, kiểm tra"), public=5, final=True,
        sentence=_("Đã xử lý xong đơn theo quy định."),
    ),
    State(
        name="kept", label=_("Lưu thông tin"), public=5, final=True,
        sentence=_("Đã xử lý xong đơn theo quy định."),
    ),
    State(
        name="stopped", label=_("Đình chỉ"), public=5, final=True,
        sentence=_("Việc giải quyết đã đình chỉ; đã thông báo lý do."),
    ),
    State(
        name="closed", label=_("Đã kết thúc"), public=5, final=True,
        sentence=_("Hồ sơ đã kết thúc."),
    ),
)  # fmt: skip

EARLY = ("opened", "identified", "examined")
SETTLING = ("accepted", "suspended")
AFTER = ("concluded", "informed")
OPEN = (*EARLY, *SETTLING, *AFTER)

#: first processing (Luật Tố cáo, Điều 24, 25, 29)
CHECKING_STEPS = (
    Step(
        name="check_identity", sources=EARLY, target="identified", needs=DO,
        label=_("Kiểm tra danh tính"), done=_("đã ghi kết quả kiểm tra danh tính"), fits=may.identity_asked,
        primary=True,
    ),
    Step(
        name="check_conditions", sources=EARLY, target="examined", needs=DO,
        label=_("Kiểm tra điều kiện thụ lý"), done=_("đã kiểm tra điều kiện thụ lý"), primary=True,
    ),
    Step(
        name="accept", sources=("examined",), target="accepted", needs=ACCEPT,
        label=_("Thụ lý tố cáo"), done=_("đã thụ lý tố cáo"), primary=True, blocked=may.cannot_accept,
        meets=(PROCESS, LETTER, FURTHER), starts=(SETTLE, NOTICE), cancels=(TRANSFER,),
        withheld=_("Chỉ thụ lý được sau khi kiểm tra danh tính và điều kiện."),
    ),
    Step(
        name="refuse", sources=("examined",), target="refused", needs=ACCEPT,
        label=_("Không thụ lý tố cáo"), done=_("đã quyết định không thụ lý"), fits=may.is_denunciation,
        meets=(PROCESS, LETTER, FURTHER), cancels=("*",),
    ),
    Step(
        name="transfer", sources=("identified", "examined"), target="transferred", needs=ACCEPT,
        label=_("Chuyển tố cáo"), done=_("đã chuyển tố cáo đến cơ quan có thẩm quyền"),
        fits=may.is_denunciation, blocked=may.cannot_transfer,
        meets=(TRANSFER, PROCESS, LETTER), cancels=("*",),
    ),
    Step(
        name="transfer_part", sources=("identified", "examined"), target=STAYS, needs=ACCEPT,
        label=_("Chuyển một phần tố cáo"), done=_("đã chuyển một phần tố cáo đến cơ quan có thẩm quyền"),
        fits=may.several_contents, blocked=may.passed_on_elsewhere, meets=(TRANSFER,),
    ),
    Step(
        name="guide", sources=("identified", "examined"), target="guided", needs=DO,
        label=_("Hướng dẫn người tố cáo"), done=_("đã hướng dẫn người tố cáo"), fits=may.came_in_person,
        meets=(PROCESS, LETTER), cancels=("*",),
    ),
    Step(
        name="pass_on", sources=EARLY, target="passed_on", needs=ACCEPT,
        label=_("Chuyển thanh tra, kiểm tra"), done=_("đã chuyển thông tin để thanh tra, kiểm tra"),
        fits=may.on_third_path, meets=(PROCESS, LETTER), cancels=("*",),
    ),
    Step(
        name="keep", sources=EARLY, target="kept", needs=ACCEPT,
        label=_("Lưu thông tin"), done=_("đã lưu thông tin, không xử lý tiếp"),
        meets=(PROCESS, LETTER), cancels=("*",),
    ),
)  # fmt: skip

#: settling (Điều 30 to 35)
SETTLING_STEPS = (
    Step(
        name="assign", sources=(*EARLY, *SETTLING, *AFTER), target=STAYS, needs=ASSIGN,
        label=_("Giao xử lý"), done=_("đã giao xử lý"),
    ),
    Step(
        name="extend", sources=("accepted",), target=STAYS, needs=SIGN,
        label=_("Gia hạn giải quyết"), done=_("đã gia hạn giải quyết"),
    ),
    Step(
        name="suspend", sources=("accepted",), target="suspended", needs=ACCEPT,
        label=pgettext_lazy("denunciation", "Tạm đình chỉ giải quyết"), done=_("đã tạm đình chỉ giải quyết"),
        blocked=may.cannot_suspend, pauses=(SETTLE,), starts=(SEND_SUSPENSION,),
    ),
    Step(
        name="resume", sources=("suspended",), target="accepted", needs=ACCEPT,
        label=_("Tiếp tục giải quyết"), done=_("đã tiếp tục giải quyết"), primary=True, resumes=(SETTLE,),
    ),
    Step(
        name="withdraw", sources=(*EARLY, *SETTLING), target=STAYS, needs=DO,
        label=_("Ghi việc rút tố cáo"), done=_("đã ghi việc rút tố cáo"),
    ),
    Step(
        name="stop", sources=SETTLING, target="stopped", needs=ACCEPT,
        label=_("Đình chỉ giải quyết"), done=_("đã đình chỉ giải quyết"), cancels=(SETTLE, NOTICE),
        starts=(SEND_SUSPENSION,),
    ),
    Step(
        name="conclude", sources=("accepted",), target="concluded", needs=SIGN,
        label=_("Ban hành kết luận"), done=_("đã ban hành kết luận nội dung tố cáo"), primary=True,
        meets=(SETTLE,), starts=(SEND_CONCLUSION, HANDLE, PUBLISH),
        withheld=_("Chỉ kết luận được sau khi đã thụ lý."),
    ),
    Step(
        name="pass_crime", sources=OPEN, target=STAYS, needs=ACCEPT,
        label=_("Chuyển hồ sơ có dấu hiệu tội phạm"), done=_("đã chuyển hồ sơ có dấu hiệu tội phạm"),
    ),
)  # fmt: skip

#: after the conclusion (Điều 35 to 40)
AFTER_STEPS = (
    Step(
        name="inform", sources=("concluded",), target="informed", needs=SEND,
        label=_("Thông báo kết luận cho người tố cáo"), done=_("đã lập thông báo kết luận cho người tố cáo"),
        primary=True,
    ),
    Step(
        name="handle", sources=AFTER, target=STAYS, needs=WORK,
        label=_("Xử lý kết luận"), done=_("đã xử lý kết luận"), meets=(HANDLE,),
    ),
    Step(
        name="handled", sources=AFTER, target=STAYS, needs=WORK,
        label=_("Ghi ngày có kết quả xử lý"), done=_("đã có kết quả xử lý"), starts=(REPORT_HANDLING,),
    ),
    Step(
        name="report_handling", sources=AFTER, target=STAYS, needs=WORK,
        label=_("Báo kết quả xử lý"), done=_("đã báo kết quả xử lý cho người giải quyết"),
        meets=(REPORT_HANDLING,), fits=lambda record: bool(may.running(record, REPORT_HANDLING)),
    ),
    Step(
        name="publish", sources=AFTER, target=STAYS, needs=PUT_UP,
        label=_("Công khai kết luận"), done=_("đã công khai kết luận"), meets=(PUBLISH,), starts=(POSTING,),
        fits=may.not_published,
    ),
    Step(
        name="take_down", sources=AFTER, target=STAYS, needs=PUT_UP,
        label=_("Kết thúc niêm yết"), done=_("đã kết thúc niêm yết"), meets=(POSTING,), fits=may.was_posted,
    ),
    Step(
        name="entrust_follow_up", sources=AFTER, target=STAYS, needs=ASSIGN,
        label=_("Giao theo dõi thực hiện kết luận"), done=_("đã giao theo dõi thực hiện kết luận"),
        starts=(FOLLOW_UP,),
    ),
    Step(
        name="follow_up", sources=AFTER, target=STAYS, needs=WORK,
        label=_("Báo cáo theo dõi thực hiện"), done=_("đã báo cáo việc thực hiện kết luận"),
        meets=(FOLLOW_UP,), fits=lambda record: bool(may.running(record, FOLLOW_UP)),
    ),
    Step(
        name="close", sources=("informed",), target="closed", needs=WORK,
        label=_("Kết thúc hồ sơ"), done=_("đã kết thúc hồ sơ"), blocked=may.cannot_close,
        cancels=(LETTER, FOLLOW_UP),
        withheld=_("Chỉ kết thúc được sau khi đã thông báo kết quả."),
    ),
)  # fmt: skip

#: what others ask (Điều 26, 37, 38)
ASKED_STEPS = (
    Step(
        name="answer_forwarder", sources=OPEN, target=STAYS, needs=SEND,
        label=_("Trả lời nơi chuyển đơn"), done=_("đã trả lời nơi chuyển đơn"), meets=(FORWARDER,),
        fits=lambda record: bool(may.running(record, FORWARDER)),
    ),
    Step(
        name="take_further", sources=EARLY, target=STAYS, needs=DO,
        label=_("Ghi là tố cáo tiếp"), done=_("đã ghi là tố cáo tiếp"), starts=(FURTHER,),
        fits=lambda record: not may.running(record, FURTHER, OVERDUE_REQUEST),
    ),
    Step(
        name="not_resettle", sources=EARLY, target="refused", needs=ACCEPT,
        label=_("Không giải quyết lại"), done=_("đã quyết định không giải quyết lại"),
        meets=(FURTHER, PROCESS, LETTER), cancels=("*",),
        fits=lambda record: bool(may.running(record, FURTHER)),
    ),
    Step(
        name="take_overdue", sources=EARLY, target=STAYS, needs=DO,
        label=_("Ghi là tố cáo tiếp vì quá hạn"), done=_("đã ghi là tố cáo tiếp vì quá hạn giải quyết"),
        starts=(OVERDUE_REQUEST,), fits=lambda record: not may.running(record, FURTHER, OVERDUE_REQUEST),
    ),
    Step(
        name="ask_report", sources=EARLY, target=STAYS, needs=ACCEPT,
        label=_("Yêu cầu báo cáo vì quá hạn"), done=_("đã yêu cầu báo cáo lý do quá hạn"),
        meets=(OVERDUE_REQUEST,), fits=lambda record: bool(may.running(record, OVERDUE_REQUEST)),
    ),
    Step(
        name="asked_report", sources=SETTLING, target=STAYS, needs=DO,
        label=_("Ghi yêu cầu báo cáo của cấp trên"), done=_("đã nhận yêu cầu báo cáo lý do quá hạn"),
        starts=(OVERDUE_REPORT,), fits=lambda record: not may.running(record, OVERDUE_REPORT),
    ),
    Step(
        name="report_overdue", sources=(*SETTLING, *AFTER), target=STAYS, needs=WORK,
        label=_("Báo cáo lý do quá hạn"), done=_("đã báo cáo lý do quá hạn"), meets=(OVERDUE_REPORT,),
        fits=lambda record: bool(may.running(record, OVERDUE_REPORT)),
    ),
)  # fmt: skip

PAPER_EVENTS = {
    "document_issued": _("đã ban hành văn bản"),
    "document_signed": _("đã lưu bản ký"),
    "document_sent": _("đã gửi văn bản"),
    "document_delivered": _("đã phát văn bản"),
    "document_received": _("người nhận đã nhận văn bản"),
}

DENUNCIATION = register(
    Lifecycle(
        kind="letters.denunciation",
        label=_("Tố cáo"),
        initial="opened",
        opens_with=DO,
        view=VIEW,
        states=STATES,
        steps=(*CHECKING_STEPS, *SETTLING_STEPS, *AFTER_STEPS, *ASKED_STEPS),
        starts=(PROCESS, LETTER),
        duty_labels={
            LETTER: _("Xử lý đơn"),
            PROCESS: _("Xử lý ban đầu tố cáo"),
            TRANSFER: _("Chuyển tố cáo không thuộc thẩm quyền"),
            FORWARDER: _("Trả lời nơi chuyển đơn đến"),
            NOTICE: _("Thông báo việc thụ lý"),
            SETTLE: _("Giải quyết tố cáo"),
            SEND_SUSPENSION: _("Gửi quyết định tạm đình chỉ, đình chỉ"),
            SEND_CONCLUSION: _("Gửi kết luận"),
            HANDLE: _("Xử lý theo kết luận"),
            REPORT_HANDLING: _("Thông báo kết quả xử lý"),
            PUBLISH: _("Công khai kết luận nội dung tố cáo"),
            POSTING: _("Niêm yết kết luận"),
            FURTHER: _("Xem xét tố cáo tiếp"),
            OVERDUE_REQUEST: _("Yêu cầu cấp dưới báo cáo vì quá hạn"),
            OVERDUE_REPORT: _("Báo cáo cấp trên lý do quá hạn"),
            FOLLOW_UP: _("Báo cáo theo dõi thực hiện kết luận"),
        },
        promises={LETTER: 2, SETTLE: 4, SEND_CONCLUSION: 5},
        proved_by={"document_sent": (NOTICE, SEND_SUSPENSION, SEND_CONCLUSION)},
        page="letters:denunciation",
        names_accused=DO,
        event_labels={
            "opened": _("đã lập hồ sơ tố cáo"),
            **PAPER_EVENTS,
            "protection_asked": _("đã ghi đề nghị bảo vệ"),
        },
    )
)

#: a request to protect is a record of its own: it is a task at once, for whoever protects
PROTECTION = register(
    Lifecycle(
        kind="letters.protection",
        label=_("Bảo vệ người tố cáo"),
        initial="asked",
        opens_with=DO,
        view=PROTECT,
        states=(
            State(
                name="asked", label=_("Chờ xem xét bảo vệ"), public=2,
                sentence=_("Có đề nghị bảo vệ, cần xem xét ngay."),
            ),
            State(
                name="granted", label=_("Đang bảo vệ"), public=3,
                sentence=_("Đang áp dụng biện pháp bảo vệ."),
            ),
            State(
                name="refused", label=_("Không áp dụng"), public=5, final=True,
                sentence=_("Không áp dụng biện pháp bảo vệ; đã trả lời bằng văn bản."),
            ),
            State(
                name="ended", label=_("Đã chấm dứt bảo vệ"), public=5, final=True,
                sentence=_("Đã chấm dứt biện pháp bảo vệ."),
            ),
        ),
        steps=(
            Step(
                name="grant", sources=("asked",), target="granted", needs=PROTECT,
                label=_("Áp dụng biện pháp bảo vệ"), done=_("đã áp dụng biện pháp bảo vệ"), primary=True,
            ),
            Step(
                name="decline", sources=("asked",), target="refused", needs=PROTECT,
                label=_("Không áp dụng biện pháp bảo vệ"), done=_("đã trả lời không áp dụng biện pháp bảo vệ"),
            ),
            Step(
                name="end", sources=("granted",), target="ended", needs=PROTECT,
                label=_("Chấm dứt bảo vệ"), done=_("đã chấm dứt biện pháp bảo vệ"),
            ),
        ),
        page="letters:protection",
        event_labels={
            "opened": _("đã nhận đề nghị bảo vệ"),
            **PAPER_EVENTS,
        },
    )
)  # fmt: skip
