"""Invented data of the gallery."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms

from congtam.foundation.clock import PLACE

CODE = "HS-7K3M-24"
PROPOSALS = {
    "sender": SimpleNamespace(
        value="Nguyễn Văn Thử", label="", source="Tôi tên là: Nguyễn Văn Thử", page=1, anchor="p1-w12"
    ),
    "received": SimpleNamespace(
        value="13/10/2025", label="", source="ngày 13 tháng 10", page=1, anchor="p1-w3"
    ),
    "kind": SimpleNamespace(
        value="complaint", label="Khiếu nại", source="ĐƠN KHIẾU NẠI", page=1, anchor="p1-w7"
    ),
    "summary": SimpleNamespace(
        value="Khiếu nại quyết định thu hồi đất số 45/QĐ-UBND\nvà mức bồi thường cây trồng.",
        label="",
        source="v/v thu hồi đất",
        page=1,
        anchor="p1-w20",
    ),
}
WHY = [
    {
        "date": "2025-10-01",
        "text": "Nhận đơn: ngày bắt đầu, ngày này không tính.",
        "citation": "Luật Khiếu nại 2011, Điều 27",
    },
    {"date": "2025-10-13", "text": "Cộng 10 ngày làm việc, bỏ thứ Bảy và Chủ nhật.", "citation": "Điều 27"},
    {"date": "2025-10-15", "text": "Nghỉ bù 2 ngày, lùi đến ngày làm việc kế tiếp.", "citation": ""},
]


def _offer(name: str, label: str, *, permitted: bool = True, reason: str = "", key: str = "") -> Any:
    step = SimpleNamespace(name=name, label=label, primary=False)
    return SimpleNamespace(step=step, permitted=permitted, reason=reason, key=key)


OFFERS = [
    _offer("accept", "Thụ lý"),
    _offer("assign", "Giao việc", key="a"),
    _offer("transfer", "Chuyển cơ quan khác"),
    _offer("settle", "Ra quyết định", permitted=False, reason="phải thụ lý trước."),
    _offer("sign", "Ký văn bản", permitted=False, reason="việc này cần người có thẩm quyền."),
]


def _entry(on: date, hour: int, icon: str, sentence: str, **more: Any) -> dict[str, Any]:
    at = datetime(on.year, on.month, on.day, hour, 42, tzinfo=PLACE)
    return {"on": on, "at": at, "icon": icon, "sentence": sentence, "actor": "Trần Thị Văn Thư", **more}


def timeline() -> list[dict[str, Any]]:
    second, first = date(2025, 10, 13), date(2025, 10, 1)
    proposed = {"post": "chuyên viên", "anchor": "n3", "before": "Mới", "after": "Chờ thụ lý"}
    received = {"post": "văn thư", "reason": "Nộp trực tiếp, có biên nhận."}
    called = "Đã gọi điện, người gửi hẹn bổ sung giấy tờ."
    return [
        _entry(second, 10, "checklist", "Đề xuất thụ lý", **proposed),
        _entry(second, 9, "note", called, private=True, anchor="n2"),
        _entry(first, 8, "mail-opened", "Nhận đơn và vào sổ, số 143", **received),
    ]


ROWS = (
    ("Đơn HS-7K3M-24: quá hạn thụ lý", "Thu hồi đất tại xã Thử Nghiệm", date(2025, 10, 9), "restricted"),
    ("Đơn HS-2B8Q-71: hết hạn trả lời hôm nay", "Mức bồi thường cây trồng", date(2025, 10, 14), "ordinary"),
    ("Đơn HS-9F4T-02: hết hạn thụ lý thứ Sáu", "Cấp giấy chứng nhận chậm", date(2025, 10, 17), "ordinary"),
    ("Đơn HS-5C1X-88: chờ cơ quan khác trả lời", "Đường liên xã hư hỏng", date(2025, 11, 6), "sealed"),
)
TRACK = [
    {"label": "Đã nhận đơn", "state": "done", "reached": date(2025, 10, 1), "text": "Đơn đã vào sổ."},
    {"label": "Xem xét, thụ lý", "state": "done", "reached": date(2025, 10, 13)},
    {
        "label": "Đang giải quyết",
        "state": "now",
        "reached": date(2025, 10, 13),
        "promised": date(2025, 11, 12),
        "text": "Hiện ở: Phòng Tài nguyên (thử).",
        "delay": "đang chờ hồ sơ đất của xã, đã xin từ 20/10.",
    },
    {"label": "Có quyết định", "state": "later", "promised": date(2025, 11, 12)},
    {"label": "Trả lời cho anh/chị", "state": "later", "promised": date(2025, 11, 15)},
]


def context() -> dict[str, Any]:
    return {
        "code": CODE,
        "offers": OFFERS,
        "lines": WHY,
        "start": date(2025, 10, 1),
        "due": date(2025, 10, 15),
        "late": date(2025, 10, 9),
        "far": date(2025, 11, 12),
        "entries": timeline(),
        "rows": [dict(zip(("title", "subject", "due", "level"), row, strict=True)) for row in ROWS],
        "track": TRACK,
        "tabs": [
            {"label": "Diễn biến", "href": "#", "current": True, "count": 12},
            {"label": "Nội dung & bản quét", "href": "#", "count": 3},
            {"label": "Văn bản", "href": "#", "count": 2},
            {"label": "Liên quan", "href": "#"},
        ],
        "chips": [
            {"label": "Mới", "href": "#", "count": 4},
            {"label": "Của tôi", "href": "#", "current": True, "count": 12},
            {"label": "Quá hạn", "href": "#", "count": 2},
            {"label": "Tất cả", "href": "#", "count": 1430},
        ],
    }


class PasswordForm(forms.Form):
    """Stands for allauth's forms with a password."""

    oldpassword = forms.CharField(widget=forms.PasswordInput)
    password = forms.CharField(widget=forms.PasswordInput)
    password1 = forms.CharField(widget=forms.PasswordInput)
    password2 = forms.CharField(widget=forms.PasswordInput)
    secret = ""


class KeyForm(forms.Form):
    """Stands for allauth's form for a passkey."""

    name = forms.CharField(initial="Khoá của tôi")
    credential = forms.CharField(widget=forms.HiddenInput)
    passwordless = forms.BooleanField(required=False)


class Key(SimpleNamespace):
    """Stands for a passkey."""

    def __str__(self) -> str:
        return "Máy ở phòng 12"


def account_context() -> dict[str, Any]:
    key = Key(
        pk=1,
        wrap=SimpleNamespace(is_passwordless=True),
        created_at=datetime(2025, 9, 2, 8, tzinfo=PLACE),
        last_used_at=None,
    )
    codes = SimpleNamespace(get_unused_codes=lambda: ["1"] * 8, generate_codes=lambda: ["1"] * 10)
    return {
        "authenticators": SimpleNamespace(totp=True, webauthn=[key], recovery_codes=codes),
        "authenticator": key,
        "is_mfa_enabled": True,
        "PASSKEY_LOGIN_ENABLED": True,
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "totp_svg_data_uri": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
        "unused_codes": ["8f3a 21bc", "77d0 4e19", "b02c 9a6f", "15de 33c8"],
        "total_count": 10,
        "can_view_codes": True,
        "can_download_codes": True,
        "can_generate_codes": True,
        "js_data": {},
        "webauthn_form": KeyForm(),
        "reauthentication_alternatives": [{"id": "mfa_reauthenticate", "url": "/", "description": ""}],
    }
