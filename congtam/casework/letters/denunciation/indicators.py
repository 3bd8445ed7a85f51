"""What is counted about denunciations: numbers alone, for those who may know of them; no figure opens to a person."""

from django.utils.translation import gettext_lazy as _

from congtam.casework.letters.denunciation.lifecycle import DENUNCIATION, VIEW
from congtam.casework.letters.denunciation.models import Denunciation
from congtam.mechanisms.indicators.registry import Indicator, register
from congtam.mechanisms.lifecycle.models import JournalEntry

COUNTED = _("hồ sơ tố cáo")

register(
    Indicator(
        name="denunciations.received",
        label=_("Tố cáo đã tiếp nhận"),
        counts=COUNTED,
        needs=VIEW,
        rows=lambda: Denunciation.objects.all(),
        dated="received_on",
    )
)

for step, label in (
    ("accept", _("Tố cáo đã thụ lý")),
    ("refuse", _("Tố cáo không thụ lý")),
    ("transfer", _("Tố cáo đã chuyển cơ quan khác")),
    ("pass_on", _("Thông tin đã chuyển thanh tra, kiểm tra")),
    ("stop", _("Tố cáo đã đình chỉ giải quyết")),
    ("conclude", _("Tố cáo đã có kết luận")),
):
    register(
        Indicator(
            name=f"denunciations.{step}",
            label=label,
            counts=COUNTED,
            needs=VIEW,
            rows=lambda step=step: JournalEntry.objects.filter(event=f"{DENUNCIATION.kind}:{step}"),  # type: ignore[misc]
            dated="on",
        )
    )
