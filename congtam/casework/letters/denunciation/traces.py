"""Traces of the denouncer in a text that others will read: the name, the exact address, the telephone, the codes.

A paper with such a trace is not issued. Where nobody who keeps the seal has opened it in this request the sender is not
known to the machine either: then a paper that is made public or goes to the denounced is not issued at all.
"""

import re
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.casework.letters.denunciation.content import PREFIX
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.casework.letters.sender import sender_of
from congtam.foundation.sealing import SealLocked
from congtam.foundation.text import fold


class SenderLocked(Exception):
    """Nobody has opened the seal in this request; the message says who can."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Người gửi còn niêm phong: người giữ khóa danh tính mở khóa của mình rồi mới làm được việc này."
            )
        )


def opened_sender(denunciation: Denunciation) -> dict[str, str]:
    """Name, address and telephone of the denouncer. Raises SenderLocked."""
    try:
        return sender_of(denunciation.letter)
    except SealLocked:
        raise SenderLocked from None


def check_no_trace(denunciation: Denunciation, texts: dict[str, str], *, must: bool) -> None:
    """Refuse texts (by field) in which the denouncer can be recognised. ``must``: refuse also where it cannot be known.

    Raises ValidationError by field, SenderLocked.
    """
    try:
        words = list(_words(opened_sender(denunciation)))
    except SenderLocked:
        if must:
            raise
        words = []
    found = {name: [_said()] for name, text in texts.items() if _in(text, words) or PREFIX in text}
    if found:
        raise ValidationError(found)


def _said() -> str:
    return _("Câu này có chữ nhận ra người tố cáo (tên, địa chỉ, điện thoại hoặc mã). Hãy viết lại.")


def _words(sender: dict[str, str]) -> Iterator[str]:
    """What would give the denouncer away: the whole name, the address and its nearest part, the number."""
    bare = re.sub(r"\(.*?\)", "", sender["name"])
    yield from _long(bare)
    yield from _long(sender["address"])
    yield from _long(sender["address"].partition(",")[0])
    yield from (digits for digits in [_digits(sender["phone"])] if len(digits) > 5)


def _long(text: str) -> Iterator[str]:
    """One short word would be found everywhere."""
    plain = _plain(text)
    if len(plain.split()) > 1:
        yield plain


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def _in(text: str, words: Iterable[str]) -> bool:
    plain, digits = f" {_plain(text)} ", _digits(text)
    return any(f" {word} " in plain or (word.isdigit() and word in digits) for word in words)
