"""A citizen at the public page, without a script."""

import io
import re
from html import unescape
from typing import Any

from django.test import Client
from PIL import Image

from congtam.casework.letters.public import answering, views

__all__ = ["answering", "views"]

WRITE, ANSWER, TRACK = "/vi/gui-don/", "/vi/tra-cuu/nhan/", "/vi/tra-cuu/"
TEXT = "Ông Bùi Văn Bịa (thử) nhận tiền của người dân khi làm sổ đỏ. Ngày 12/6/2026, tại tổ 3."
OFFICE = "vinh_yen_city"
#: what a browser tells; no test wants to find it again
ADDRESS, AGENT = "203.0.113.77", "NoiTrinhDuyet/9.7 (May Thu)"
HEADERS = {"sec-fetch-site": "same-origin", "user-agent": AGENT, "accept-language": "vi-x-rieng"}


def typed(**changed: str) -> dict[str, Any]:
    """The form of somebody who writes no name."""
    return {
        "office": OFFICE,
        "text": TEXT,
        "signed": "none",
        "name": "",
        "address": "",
        "phone": "",
        **changed,
    }


def post(url: str, data: dict[str, Any], **headers: str) -> Any:
    """As a browser of today would."""
    return Client().post(url, data, headers={**HEADERS, **headers}, REMOTE_ADDR=ADDRESS)


def review(**changed: str) -> Any:
    """The second page."""
    return post(WRITE, {**typed(**changed), "step": "review"})


def token_of(page: Any) -> str:
    """What the second page carries."""
    found = re.search(r'name="token" value="([^"]+)"', page.content.decode())
    assert found
    return unescape(found[1])


def send(*, token: str = "", files: Any = (), **changed: str) -> Any:
    """All three pages; the last one."""
    token = token or token_of(review(**changed))
    return post(WRITE, {**typed(**changed), "step": "send", "token": token, "files": list(files)})


def code_on(page: Any) -> str:
    """The tracking code that the last page shows."""
    found = re.search(r'class="ct-code"[^>]*>(.+?)</p>', page.content.decode())
    assert found
    return re.sub("<[^>]+>", "", found[1])


def sent(**more: Any) -> str:
    """The code of a letter that was sent."""
    page = send(**more)
    assert page.status_code == 200, page.content.decode()
    return code_on(page)


def photo(name: str = "anh.jpg", *, place: bool = True) -> io.BytesIO:
    """A photograph that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "MayAnhThu"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 18.0, 36.0), 3: "E", 4: (105.0, 36.0, 18.0)})
    target = io.BytesIO()
    Image.effect_noise((480, 360), 40).convert("RGB").save(target, "JPEG", exif=exif)
    target.seek(0)
    target.name = name
    return target
