"""What goes of a letter when it is erased by law, and what stays: number, days, kinds and outcomes for the figures."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import (
    Kind,
    Letter,
    Matter,
    Message,
    PaperEntry,
    Scan,
    ScanPage,
    WorkingPage,
)
from congtam.mechanisms.lifecycle.erasure import Eraser
from congtam.mechanisms.lifecycle.models import Record


def _refuses(record: Record) -> Any:
    """A letter that nobody opened, or with a denunciation in it, waits for the keepers of the seal."""
    letter = Letter.objects.filter(record=record).only("opened_at").first()
    if letter is None or letter.opened_at is None:
        return _("Thông tin người gửi còn niêm phong: chưa có người giữ khóa nên không đề xuất tiêu hủy.")
    if Matter.objects.filter(letter=letter, kind=Kind.DENUNCIATION).exists():
        return _("Đơn có nội dung tố cáo: chưa có người giữ khóa nên không đề xuất tiêu hủy.")
    return ""


def _holds(record: Record) -> Mapping[str, int]:
    return {
        "letters.sender": 1,
        "letters.matter": Matter.objects.filter(letter_id=record.pk).count(),
        "letters.scan": Scan.objects.filter(letter_id=record.pk).count(),
        "letters.scan_page": ScanPage.objects.filter(scan__letter_id=record.pk).count(),
        "letters.message": Message.objects.filter(record=record).count(),
        "letters.working_page": WorkingPage.objects.filter(copy__letter_id=record.pk).count(),
    }


def _erase(record: Record) -> None:
    Letter.objects.filter(record=record).update(
        sealed=None, sender_name="", sender_sort="", sender_address="", sender_phone="", text="", concerned="",
        competent_body="",
    )  # fmt: skip
    Matter.objects.filter(letter_id=record.pk).update(summary="")
    PaperEntry.objects.filter(letter_id=record.pk).update(sealed=b"")
    PaperEntry.objects.filter(letter_id=record.pk).update(sealed=b"")
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_erase_work(%s)", [record.pk])
        cursor.execute("SELECT letters_erase_messages(%s)", [record.pk])
        cursor.execute("SELECT letters_erase(%s)", [record.pk])


def _keys(record: Record) -> set[int]:
    """Of the sender and of the scans (`sealing`), and of messages."""
    found = set(Scan.objects.filter(letter_id=record.pk).values_list("file__data_key_id", flat=True))
    of_sender = Letter.objects.filter(record=record).values_list("identity_key_id", flat=True).first()
    found |= set(Message.objects.filter(record=record).values_list("key_id", flat=True))
    return found | {of_sender} if of_sender else found


LETTER_ERASER = Eraser(holds=_holds, erase=_erase, refuses=_refuses, keys=_keys)
KIND = LETTER.kind
