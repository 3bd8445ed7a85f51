# untranslated: papers and their samples are Vietnamese; labels for officers are marked below
"""The papers of a complaint: notice of acceptance or refusal, assignment, decision, answer, guidance; suspension,
resumption and the finding that a case is complex.

The shipped templates (``documents/*.docx``, made by ``docs/templates/make_templates.py``) carry the parts
that NĐ 30/2020/NĐ-CP asks for and wording of our own: none was compared with the official form, and each says
so on the page and in its file properties. An office can upload the official .docx instead.
"""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from congtam.mechanisms.documents import symbols
from congtam.mechanisms.documents.kinds import (
    AUTOMATIC,
    DATE_LINE,
    ISSUER,
    NUMBER_LINE,
    SUPERIOR,
    Confidence,
    DocumentKind,
    Form,
    Value,
    register,
)

TEMPLATES = Path(__file__).with_suffix("")

#: What every paper has. A list is printed one item a line.
COMMON = (*AUTOMATIC, "complainant", "content", "signer_title", "signer_name", "recipients")
#: What a letter may not tell ("unclear" is a full answer), and how the signer signs ("TM. ỦY BAN NHÂN DÂN").
OPTIONAL = (SUPERIOR, "complainant_address", "written_on", "signer_authority")

LABELS: dict[str, Any] = {
    NUMBER_LINE: _("số, ký hiệu"),
    DATE_LINE: _("địa danh, ngày tháng"),
    ISSUER: _("cơ quan ban hành"),
    SUPERIOR: _("cơ quan cấp trên"),
    "complainant": _("người khiếu nại"),
    "complainant_address": _("địa chỉ người khiếu nại"),
    "content": _("nội dung đơn"),
    "written_on": _("ngày ghi trên đơn"),
    "received_on": _("ngày nhận đơn"),
    "signer_authority": _("quyền hạn ký"),
    "signer_title": _("chức vụ người ký"),
    "signer_name": _("họ tên người ký"),
    "recipients": _("nơi nhận"),
    "contact": _("nơi liên hệ"),
    "accepted_on": _("ngày thụ lý"),
    "settle_by": _("hạn giải quyết"),
    "settle_basis": _("căn cứ tính hạn"),
    "grounds": _("căn cứ không thụ lý"),
    "explanation": _("lý do"),
    "next_step": _("việc công dân có thể làm tiếp"),
    "last_day": _("hạn cuối để làm"),
    "bases": _("căn cứ pháp lý"),
    "decider": _("người ban hành quyết định"),
    "handler": _("người được giao"),
    "task": _("nhiệm vụ được giao"),
    "report_by": _("hạn báo cáo"),
    "findings": _("kết quả xác minh"),
    "dialogue": _("kết quả đối thoại"),
    "conclusion": _("kết luận"),
    "decision": _("nội dung quyết định"),
    "second_within": _("thời hạn khiếu nại lần hai"),
    "second_to": _("người giải quyết lần hai"),
    "decision_symbol": _("số, ngày quyết định giải quyết"),
    "message": _("nội dung trả lời"),
    "competent_body": _("cơ quan có thẩm quyền"),
    "suspended_on": _("ngày tạm đình chỉ"),
    "resumed_on": _("ngày tiếp tục giải quyết"),
    "reasons": _("căn cứ của quyết định"),
}

#: Invented: no such commune, office or person exists.
SAMPLE: dict[str, Value] = {
    DATE_LINE: "Xã Ví Dụ, ngày 05 tháng 02 năm 2026",
    ISSUER: "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    SUPERIOR: "",
    "complainant": "Nguyễn Thị Ví Dụ",
    "complainant_address": "Thôn Mẫu, xã Ví Dụ",
    "content": "Thu hồi 120 m² đất tại thửa số 7, tờ bản đồ số 3",
    "written_on": "28/01/2026",
    "signer_authority": "TM. ỦY BAN NHÂN DÂN",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Trần Văn Thí Dụ",
    "recipients": ["Bà Nguyễn Thị Ví Dụ", "Thanh tra xã Ví Dụ", "Lưu: VT, hồ sơ"],
}
CONTACT: dict[str, Value] = {"contact": "Bộ phận tiếp công dân, điện thoại 0000 000 000"}

_TT07_2013 = ("07/2013/TT-TTCP", date(2013, 12, 16), date(2020, 12, 10))
_ND124 = ("124/2020/NĐ-CP", date(2020, 12, 10))
_ND155 = ("155/2026/NĐ-CP", date(2026, 7, 1))


def _form(
    number: str,
    law: str,
    since: date,
    until: date | None = None,
    *,
    confidence: Confidence = "secondary_source",
) -> Form:
    return Form(number=number, law=law, since=since, until=until, confidence=confidence)


def _notice_forms(old: str, new: str) -> tuple[Form, ...]:
    """Both notices have had three forms: of the circular, of the decree, and of the decree that amends it."""
    return (
        _form(old, *_TT07_2013, confidence="verified_in_law_text"),
        _form(new, *_ND124, _ND155[1]),
        _form(new, *_ND155, confidence="verified_in_law_text"),
    )


def _sample_number(series: str, symbol: str) -> str:
    return "Số: " + symbol.format(number=5, series=series, issuer="UBND", drafter="TCD")


def _kind(
    name: str, label: Any, *, series: str, needs: str, own: dict[str, Value], symbol: str = symbols.STATE,
    optional: tuple[str, ...] = (), forms: tuple[Form, ...] = (),
) -> DocumentKind:  # fmt: skip
    """``own`` are the kind's own variables with sample values; those named in ``optional`` may be empty."""
    return register(
        DocumentKind(
            name=f"letters.{name}",
            label=label,
            template=TEMPLATES / f"{name}.docx",
            series=series,
            symbol=symbol,
            numbering="year",
            variables=(*COMMON, *(variable for variable in own if variable not in optional)),
            optional=(*OPTIONAL, *optional),
            labels=LABELS,
            sample={**SAMPLE, **own, NUMBER_LINE: _sample_number(series, symbol)},
            needs_issue=needs,
            needs_handle="letters.dispatch",
            forms=forms,
        )
    )


ACCEPTANCE = _kind(
    "acceptance_notice", _("Thông báo thụ lý"), series="TB", needs="letters.accept",
    own={
        **CONTACT,
        "received_on": "02/02/2026",
        "accepted_on": "05/02/2026",
        "settle_by": "thứ Hai 09/03/2026",
        "settle_basis": "30 ngày kể từ ngày thụ lý, theo Điều 28 Luật Khiếu nại",
    },
    forms=_notice_forms("01-KN", "Mẫu số 03"),
    optional=("contact",),
)  # fmt: skip

REFUSAL = _kind(
    "refusal_notice", _("Thông báo không thụ lý"), series="TB", needs="letters.accept",
    own={
        **CONTACT,
        "received_on": "02/02/2026",
        "grounds": ["Hết thời hiệu mà không có lý do chính đáng (Điều 11 Luật Khiếu nại)"],
        "explanation": ["Quyết định bị khiếu nại đã được giao từ ngày 03/03/2025; đơn đề ngày 28/01/2026."],
        "next_step": "Khởi kiện vụ án hành chính tại tòa án có thẩm quyền.",
    },
    optional=("contact", "next_step"),
    forms=_notice_forms("02-KN", "Mẫu số 04"),
)  # fmt: skip

ASSIGNMENT = _kind(
    "assignment", _("Quyết định giao xác minh"), series="QĐ", needs="letters.assign",
    own={
        "bases": [
            "Luật Khiếu nại ngày 11 tháng 11 năm 2011",
            "Thông báo thụ lý số 05/TB-UBND ngày 05/02/2026",
        ],
        "handler": "ông Lê Văn Thí Dụ, công chức địa chính",
        "task": ["Xác minh nguồn gốc, ranh giới thửa đất.", "Kiểm tra việc niêm yết phương án bồi thường."],
        "report_by": "thứ Hai 23/02/2026",
        "decider": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    },
    optional=("report_by", "decider"),
    forms=(
        _form("03-KN", *_TT07_2013, confidence="verified_in_law_text"),
        _form("Mẫu số 05", *_ND124),
    ),
)  # fmt: skip

DECISION = _kind(
    "decision_first", _("Quyết định giải quyết khiếu nại lần đầu"), series="QĐ", needs="letters.sign",
    own={
        "bases": ["Luật Khiếu nại ngày 11 tháng 11 năm 2011", "Kết quả xác minh nội dung khiếu nại"],
        "findings": [
            "Diện tích đo thực tế là 118,5 m².",
            "Phương án bồi thường đã niêm yết từ ngày 10/11/2025.",
        ],
        "dialogue": ["Hai bên thống nhất về diện tích, chưa thống nhất về đơn giá."],
        "conclusion": "Khiếu nại đúng một phần.",
        "decision": ["Đo đạc lại diện tích thu hồi.", "Giữ nguyên đơn giá bồi thường."],
        "second_within": "30 ngày kể từ ngày nhận được Quyết định này",
        "second_to": "Chủ tịch Ủy ban nhân dân tỉnh Ví Dụ",
        "decider": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    },
    optional=("dialogue", "second_to", "decider"),
    forms=(_form("Mẫu số 15", *_ND124, confidence="from_memory"),),
)  # fmt: skip

ANSWER = _kind(
    "answer", _("Công văn trả lời"), series="CV", needs="letters.dispatch", symbol=symbols.STATE_LETTER,
    own={
        **CONTACT,
        "decision_symbol": "Quyết định số 12/QĐ-UBND ngày 09/03/2026",
        "message": ["Khiếu nại của bà đúng một phần; diện tích thu hồi được đo đạc lại."],
        "next_step": "Khiếu nại lần hai hoặc khởi kiện vụ án hành chính tại tòa án.",
        "last_day": "30 ngày kể từ ngày bà nhận được Quyết định",
    },
    optional=("contact",),
)  # fmt: skip

GUIDANCE = _kind(
    "guidance", _("Phiếu hướng dẫn"), series="HD", needs="letters.accept",
    own={
        **CONTACT,
        "received_on": "02/02/2026",
        "competent_body": "Chủ tịch Ủy ban nhân dân xã Thí Dụ",
        "explanation": ["Thửa đất nằm trên địa bàn xã Thí Dụ."],
    },
    optional=("contact", "explanation"),
    forms=(
        _form(
            "03-XLĐ", "07/2014/TT-TTCP", date(2014, 12, 15), date(2021, 11, 15),
            confidence="verified_in_law_text",
        ),
        _form("Mẫu số 02", "05/2021/TT-TTCP", date(2021, 11, 15), confidence="from_memory"),
    ),
)  # fmt: skip

_BASES: Value = [
    "Luật Khiếu nại ngày 11 tháng 11 năm 2011",
    "Nghị định số 124/2020/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 155/2026/NĐ-CP",
]

SUSPENSION = _kind(
    "suspension", _("Quyết định tạm đình chỉ giải quyết khiếu nại"), series="QĐ", needs="letters.accept",
    own={
        "bases": _BASES,
        "decider": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        "suspended_on": "20/07/2026",
        "reasons": ["Chờ cơ quan khác kết luận về vấn đề liên quan trực tiếp"],
        "explanation": ["Chi nhánh văn phòng đăng ký đất đai chưa trả kết quả đo đạc lại."],
    },
    optional=("decider",),
    forms=(_form("Mẫu số 14a", *_ND155, confidence="verified_in_law_text"),),
)  # fmt: skip

RESUMPTION = _kind(
    "resumption", _("Quyết định tiếp tục giải quyết khiếu nại"), series="QĐ", needs="letters.accept",
    own={
        "bases": _BASES,
        "decider": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        "suspended_on": "20/07/2026",
        "resumed_on": "10/08/2026",
        "settle_by": "thứ Tư 26/08/2026",
        "explanation": ["Đã có kết quả đo đạc lại."],
    },
    optional=("decider",),
    forms=(_form("Mẫu số 14b", *_ND155, confidence="verified_in_law_text"),),
)  # fmt: skip

COMPLEXITY = _kind(
    "complexity_finding", _("Thông báo xác định khiếu nại phức tạp"), series="TB", needs="letters.accept",
    own={
        "bases": _BASES,
        "accepted_on": "06/07/2026",
        "reasons": ["Có từ hai nội dung trở lên phải xác minh"],
        "explanation": ["Phải xác minh cả việc đo đạc và việc áp giá."],
        "settle_by": "thứ Năm 20/08/2026",
        "settle_basis": "45 ngày kể từ ngày thụ lý, theo Điều 28 Luật Khiếu nại",
    },
    optional=("explanation",),
)  # fmt: skip
