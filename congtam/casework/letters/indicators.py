"""What is counted about letters. Letters and matters are counted apart; each figure opens to its records."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.denunciation import indicators as denunciation_indicators  # noqa: F401  registers them
from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.models import Letter
from congtam.mechanisms.indicators.registry import Indicator, register
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry

LETTERS = _("đơn")
MATTERS = _("nội dung")

register(
    Indicator(
        name="letters.received",
        label=_("Đơn đã tiếp nhận"),
        counts=LETTERS,
        needs="letters.view",
        rows=lambda: Letter.objects.exclude(record__state="voided"),
        dated="received_on",
    )
)

for step, label in (
    ("accept", _("Đơn đã thụ lý")),
    ("refuse", _("Đơn không thụ lý")),
    ("guide", _("Đơn đã hướng dẫn đến nơi khác")),
    ("decide", _("Đơn đã có quyết định giải quyết")),
    ("answer", _("Đơn đã trả lời")),
    ("hand_over", _("Đơn đã bàn giao cho cơ quan khác")),
):
    register(
        Indicator(
            name=f"letters.{step}",
            label=label,
            counts=LETTERS,
            needs="letters.view",
            rows=lambda step=step: JournalEntry.objects.filter(event=f"{LETTER.kind}:{step}"),  # type: ignore[misc]
            dated="on",
        )
    )

register(
    Indicator(
        name="letters.settled_in_time",
        label=_("Khiếu nại giải quyết đúng hạn"),
        counts=MATTERS,
        needs="letters.view",
        rows=lambda: Deadline.objects.filter(
            duty="complaint.settle", state=Deadline.State.MET, met_on__lte=F("due_on")
        ),
        dated="met_on",
    )
)
register(
    Indicator(
        name="letters.settled_late",
        label=_("Khiếu nại giải quyết quá hạn"),
        counts=MATTERS,
        needs="letters.view",
        rows=lambda: Deadline.objects.filter(
            duty="complaint.settle", state=Deadline.State.MET, met_on__gt=F("due_on")
        ),
        dated="met_on",
    )
)
