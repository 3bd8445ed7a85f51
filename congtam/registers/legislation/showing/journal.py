"""How the journal of a change is told."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import say_day
from congtam.interface.web.records.timeline import Wording
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.rulebook.models import OfficeValue
from congtam.mechanisms.rulebook.reports import say_amount

KINDS: dict[str, Any] = {
    "statutory": gettext_lazy("nghỉ lễ, tết"),
    "compensatory": gettext_lazy("nghỉ bù"),
    "swap_off": gettext_lazy("nghỉ do hoán đổi ngày làm việc"),
    "local_off": gettext_lazy("nghỉ riêng của địa phương"),
    "worked": gettext_lazy("làm việc"),
    "ordinary": gettext_lazy("tính như mọi ngày cùng thứ"),
}
NOTES = {
    "source": gettext_lazy("Nguồn"),
    "source_url": gettext_lazy("Địa chỉ nguồn"),
    "reason": gettext_lazy("Lý do, ghi chú"),
}


def wording() -> Wording:
    return Wording(
        icons={"apply": "circle-check", "opened": "file-plus"}, systems={}, notes=NOTES, details=_details
    )


def _details(entry: JournalEntry) -> Iterator[str]:
    payload = entry.payload
    for value in payload.get("values", ()):
        yield _value(value)
    for day in payload.get("days", ()):
        yield _day(day)
    for year in payload.get("confirmed", ()):
        yield _("Xác nhận lịch làm việc năm %(year)s.") % {"year": year}
    if "moved" in payload:
        yield (
            _(
                "Lần thay đổi số %(edition)s: %(moved)s hạn dời ngày, %(settled)s hạn đổi trạng thái tạm tính, "
                "%(stuck)s hạn giữ nguyên vì không tính được, %(elsewhere)s đơn vị khác tính lại trong nền."
            )
            % payload
        )


def _value(facts: dict[str, Any]) -> str:
    words = {
        "rule": facts["rule"],
        "manner": OfficeValue.Manner(facts["manner"]).label,
        "value": say_amount(Decimal(facts["value"]).normalize(), None, facts["unit"]),
    }
    if facts["from"]:
        day = say_day(date.fromisoformat(facts["from"]))
        return _("%(rule)s: %(manner)s, %(value)s từ %(day)s.") % {**words, "day": day}
    return _("%(rule)s: %(manner)s, %(value)s.") % words


def _day(facts: dict[str, Any]) -> str:
    words = {"day": say_day(date.fromisoformat(facts["day"])), "kind": KINDS[facts["kind"]]}
    return _("%(day)s: %(kind)s.") % words
