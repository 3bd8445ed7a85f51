# untranslated: papers and their samples are Vietnamese; labels for officers are marked below
"""The papers of a denunciation. Those to the denouncer and those to everybody else are different papers.

A paper names the denouncer by the working code alone; what leaves for them bears their name only in the moment in which
it is opened for sending (`letters.dispatching`). The shipped templates (``documents/*.docx``, made by
``docs/templates/make_denunciation_templates.py``) have wording of our own: none was compared with the official form.
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
COMMON = (*AUTOMATIC, "addressee", "content", "signer_title", "signer_name", "recipients")
OPTIONAL = (SUPERIOR, "addressee_address", "signer_authority", "contact")

LABELS: dict[str, Any] = {
    NUMBER_LINE: _("số, ký hiệu"),
    DATE_LINE: _("địa danh, ngày tháng"),
    ISSUER: _("cơ quan ban hành"),
    SUPERIOR: _("cơ quan cấp trên"),
    "addressee": _("nơi nhận chính"),
    "addressee_address": _("địa chỉ nơi nhận"),
    "content": _("nội dung tố cáo"),
    "code": _("mã thay tên người tố cáo"),
    "received_on": _("ngày nhận đơn"),
    "signer_authority": _("quyền hạn ký"),
    "signer_title": _("chức vụ người ký"),
    "signer_name": _("họ tên người ký"),
    "recipients": _("nơi nhận"),
    "contact": _("nơi liên hệ"),
    "denounced": _("người bị tố cáo"),
    "accepted_on": _("ngày thụ lý"),
    "settle_by": _("hạn giải quyết"),
    "settle_basis": _("căn cứ tính hạn"),
    "grounds": _("căn cứ của quyết định"),
    "explanation": _("lý do"),
    "what": _("thứ được chuyển"),
    "competent_body": _("cơ quan có thẩm quyền"),
    "suspended_on": _("ngày tạm đình chỉ"),
    "resumed_on": _("ngày tiếp tục giải quyết"),
    "findings": _("kết quả xác minh"),
    "conclusion": _("kết luận"),
    "measures": _("biện pháp"),
    "bases": _("căn cứ pháp lý"),
    "decider": _("người ban hành quyết định"),
    "posted_until": _("niêm yết đến ngày"),
}

#: Invented: no such commune, office or person exists.
SAMPLE: dict[str, Value] = {
    DATE_LINE: "Xã Ví Dụ, ngày 05 tháng 02 năm 2026",
    ISSUER: "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    SUPERIOR: "",
    "addressee": "Người tố cáo (mã NTC-7QXM)",
    "addressee_address": "",
    "content": "Lập khống hồ sơ hỗ trợ thiên tai",
    "signer_authority": "TM. ỦY BAN NHÂN DÂN",
    "signer_title": "CHỦ TỊCH",
    "signer_name": "Trần Văn Thí Dụ",
    "recipients": ["Như trên", "Lưu: VT, hồ sơ"],
    "contact": "Bộ phận tiếp công dân, điện thoại 0000 000 000",
}
#: what a series of papers of denunciations adds to that of other papers of the kind: no number of the office's common
#: series tells that there is a denunciation
APART = ".TC"
_ND31 = ("31/2019/NĐ-CP", date(2019, 5, 28))
BASES: Value = [
    "Luật Tố cáo ngày 12 tháng 6 năm 2018",
    "Nghị định số 31/2019/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 156/2026/NĐ-CP",
]


def _form(number: str, *, confidence: Confidence = "secondary_source") -> tuple[Form, ...]:
    law, since = _ND31
    return (Form(number=number, law=law, since=since, until=None, confidence=confidence),)


def _kind(
    name: str, label: Any, *, series: str, needs: str, own: dict[str, Value],
    optional: tuple[str, ...] = (), forms: tuple[Form, ...] = (), without: tuple[str, ...] = (),
) -> DocumentKind:  # fmt: skip
    """``own`` are the kind's own variables with sample values; those named in ``optional`` may be empty. ``without``
    are variables of the other papers that this one has no place for. ``series`` as of other papers of the kind."""
    own_series = f"{series}{APART}"
    number = "Số: " + symbols.STATE.format(number=5, series=own_series, issuer="UBND", drafter="TCD")
    sample = {**SAMPLE, **own, NUMBER_LINE: number}
    return register(
        DocumentKind(
            name=f"denunciations.{name}",
            label=label,
            template=TEMPLATES / f"{name}.docx",
            series=own_series,
            apart=True,
            symbol=symbols.STATE,
            numbering="year",
            variables=(
                *(each for each in COMMON if each not in without),
                *(each for each in own if each not in optional),
            ),
            optional=(*(each for each in OPTIONAL if each not in without), *optional),
            labels=LABELS,
            sample={name: value for name, value in sample.items() if name not in without},
            needs_issue=f"denunciations.{needs}",
            needs_handle="denunciations.protect" if needs == "protect" else "denunciations.dispatch",
            forms=forms,
        )
    )


_TERM: dict[str, Value] = {
    "accepted_on": "05/02/2026",
    "settle_by": "thứ Hai 09/03/2026",
    "settle_basis": "30 ngày kể từ ngày thụ lý, theo Điều 30 Luật Tố cáo",
}
_DECREE: dict[str, Value] = {"bases": BASES, "decider": "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ VÍ DỤ"}
#: a decision is addressed to nobody
_DECISION = ("addressee", "addressee_address", "contact")
_WHY: dict[str, Value] = {"explanation": ["Hồ sơ cần thêm kết quả đo đạc của cơ quan khác."]}

ACCEPTED_DENOUNCER = _kind(
    "accepted_denouncer", _("Thông báo thụ lý (gửi người tố cáo)"), series="TB", needs="accept",
    own={"received_on": "02/02/2026", **_TERM}, forms=_form("Mẫu số 05"),
)  # fmt: skip
ACCEPTED_DENOUNCED = _kind(
    "accepted_denounced", _("Thông báo nội dung tố cáo (gửi người bị tố cáo)"), series="TB", needs="accept",
    own=_TERM, forms=_form("Mẫu số 06"),
)  # fmt: skip
NOT_ACCEPTED = _kind(
    "not_accepted", _("Thông báo không thụ lý tố cáo"), series="TB", needs="accept",
    own={
        "received_on": "02/02/2026",
        "grounds": ["Chưa có cơ sở xác định người vi phạm, hành vi vi phạm"], **_WHY,
    },
)  # fmt: skip
TRANSFER = _kind(
    "transfer_slip", _("Phiếu chuyển tố cáo"), series="PC", needs="accept",
    without=("contact",),
    own={
        "received_on": "02/02/2026", "code": "NTC-7QXM", "what": "đơn tố cáo",
        "denounced": "Ông Lê Văn Thí Dụ", **_WHY,
    },
    optional=("denounced", "explanation"),
    forms=(
        Form(
            number="05-XLĐ", law="07/2014/TT-TTCP", since=date(2014, 12, 15), until=date(2021, 11, 15),
            confidence="verified_in_law_text",
        ),
        Form(
            number="Mẫu số 03", law="05/2021/TT-TTCP", since=date(2021, 11, 15), until=None,
            confidence="verified_in_law_text",
        ),
    ),
)  # fmt: skip
TRANSFER_NOTICE = _kind(
    "transfer_notice", _("Thông báo chuyển tố cáo (gửi người tố cáo)"), series="TB", needs="accept",
    own={"received_on": "02/02/2026", "competent_body": "Chủ tịch Ủy ban nhân dân xã Thí Dụ"},
)  # fmt: skip
EXTENSION = _kind(
    "extension", _("Quyết định gia hạn giải quyết tố cáo"), series="QĐ", needs="sign",
    without=_DECISION,
    own={**_DECREE, **_TERM, "grounds": ["Có từ hai nội dung trở lên phải xác minh"]},
    optional=("decider",), forms=_form("Mẫu số 01"),
)  # fmt: skip
SUSPENSION = _kind(
    "suspension", _("Quyết định tạm đình chỉ giải quyết tố cáo"), series="QĐ", needs="accept",
    without=_DECISION,
    own={**_DECREE, **_WHY, "suspended_on": "20/07/2026", "grounds": ["Chờ kết quả giám định lại"]},
    optional=("decider",),
)  # fmt: skip
RESUMPTION = _kind(
    "resumption", _("Quyết định tiếp tục giải quyết tố cáo"), series="QĐ", needs="accept",
    without=_DECISION,
    own={**_DECREE, **_WHY, "resumed_on": "10/08/2026", "settle_by": "thứ Tư 26/08/2026"},
    optional=("decider",),
)  # fmt: skip
STOP = _kind(
    "stop", _("Quyết định đình chỉ giải quyết tố cáo"), series="QĐ", needs="accept",
    without=_DECISION,
    own={**_DECREE, **_WHY, "grounds": ["Người tố cáo rút toàn bộ nội dung tố cáo"]}, optional=("decider",),
)  # fmt: skip
CONCLUSION = _kind(
    "conclusion", _("Kết luận nội dung tố cáo"), series="KL", needs="sign",
    without=_DECISION,
    own={
        **_DECREE, "denounced": "Ông Lê Văn Thí Dụ", "findings": ["Danh sách có ba hộ không bị thiệt hại."],
        "conclusion": ["Nội dung 1: tố cáo đúng một phần."], "measures": ["Thu hồi số tiền đã chi sai."],
    },
    optional=("decider", "measures"), forms=_form("Mẫu số 12"),
)  # fmt: skip
CONCLUSION_NOTICE = _kind(
    "conclusion_notice", _("Thông báo kết luận (gửi người tố cáo)"), series="TB", needs="dispatch",
    own={"received_on": "02/02/2026", "conclusion": ["Nội dung 1: tố cáo đúng một phần."]},
)  # fmt: skip
PUBLICATION = _kind(
    "publication", _("Thông báo công khai kết luận tố cáo"), series="TB", needs="publish",
    without=("contact",),
    own={"conclusion": ["Danh sách hỗ trợ có ba hộ không đủ điều kiện."], "posted_until": "25/07/2026"},
)  # fmt: skip
PROTECTED = _kind(
    "protection", _("Quyết định áp dụng biện pháp bảo vệ"), series="QĐ", needs="protect",
    without=("addressee_address", "contact", "content"),
    own={**_DECREE, **_WHY, "code": "NTC-7QXM", "measures": ["Bảo vệ vị trí công tác, việc làm"]},
    optional=("decider",),
)  # fmt: skip
NOT_PROTECTED = _kind(
    "no_protection", _("Trả lời không áp dụng biện pháp bảo vệ"), series="TB", needs="protect",
    without=("content",),
    own={"code": "NTC-7QXM", **_WHY},
)  # fmt: skip

#: what a slip of transfer passes on, and whom papers are for
LETTER, INFORMATION, CRIME = "đơn tố cáo", "thông tin có nội dung tố cáo", "hồ sơ có dấu hiệu tội phạm"
PUBLIC, POSTED_AT = "Công chúng và người có liên quan", "Nơi niêm yết"
PROTECTING, DENOUNCED = "bảo vệ người tố cáo", "người bị tố cáo"

#: the papers that leave for the denouncer, and for nobody else
TO_DENOUNCER = (
    ACCEPTED_DENOUNCER, NOT_ACCEPTED, TRANSFER_NOTICE, CONCLUSION_NOTICE, NOT_PROTECTED,
)  # fmt: skip
