"""The administrator's page of upkeep: the last backup and rehearsal, and how the installation is now. It shows
days, counts and results of the whole installation and nothing of any record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.files import scanning
from congtam.foundation.files.models import StoredFile
from congtam.foundation.upkeep.events import Standing, overdue, standing
from congtam.foundation.upkeep.models import Kind, UpkeepEvent
from congtam.foundation.upkeep.state import state
from congtam.interface.web.guards import ActorRequest, needs

#: the codes that administrators meet; another one is shown as it is
_REASONS = {
    "backup_damaged": gettext_lazy("bản sao lưu bị hỏng hoặc đã bị sửa"),
    "other_keys": gettext_lazy("tệp khóa không phải của bản sao lưu này"),
    "differences": gettext_lazy("số dòng hoặc tệp khôi phục khác với lúc sao lưu"),
    "verify": gettext_lazy("kiểm tra nhật ký và tệp thấy chỗ không khớp"),
    "rehearsal_too_long": gettext_lazy("lâu quá mức cho phép nên đã dừng"),
    "disk": gettext_lazy("không ghi được vào đĩa"),
    "disk_too_small": gettext_lazy("không đủ chỗ trống trên đĩa"),
}
_COUNTS = {"records", "entries", "files", "bytes", "seconds"}
#: from how much of the disk in use it is time to make room
_DISK_NEARLY_FULL = 90


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One kind of upkeep as the page words it."""

    label: str
    event: UpkeepEvent | None
    ago: str
    good: UpkeepEvent | None
    good_ago: str
    figures: dict[str, Any]
    counted: bool
    made_at: datetime | None
    reason: str
    alarm: str
    target: str


@needs("upkeep.view")
def upkeep(request: ActorRequest) -> HttpResponse:
    """Last backup, last rehearsal, what to do next, disk, versions, worker."""
    today, now = clock.today(), state()
    kinds = [
        standing(kind, actor=request.actor, today=today, target=settings.UPKEEP_TARGETS[kind.value])
        for kind in Kind
    ]
    return render(
        request,
        "upkeep/upkeep.html",
        {
            "kinds": [_shown(each) for each in kinds],
            "state": now,
            "disk_nearly_full": now.disk is not None and now.disk.used_percent >= _DISK_NEARLY_FULL,
            "commands": _commands(today),
            "scanner": scanning.state(),
            "unscanned": StoredFile.objects.filter(scanned=StoredFile.Scanned.MISSED).count(),
        },
    )


def waiting(actor: Actor) -> int | None:
    """For the menu: how many kinds of upkeep are overdue; nothing where none is."""
    return len(overdue(actor=actor, today=clock.today(), targets=settings.UPKEEP_TARGETS)) or None


def _shown(found: Standing) -> Shown:
    event = found.last
    return Shown(
        label=str(found.kind.label),
        event=event,
        ago=_ago(found.days_ago),
        good=found.last_good if event and not event.ok else None,
        good_ago=_ago(found.good_days_ago),
        figures=event.figures if event else {},
        counted=event is not None and event.ok and event.figures.keys() >= _COUNTS,
        made_at=_instant(event.figures.get("made_at")) if event else None,
        reason=_reason(event),
        alarm=_alarm(found),
        target=_target(found.target),
    )


def _ago(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return _("hôm nay")
    if days == 1:
        return _("hôm qua")
    return ngettext("%(count)d ngày trước", "%(count)d ngày trước", days) % {"count": days}


def _target(days: int) -> str:
    return ngettext("ít nhất một lần trong %(count)d ngày", "ít nhất một lần trong %(count)d ngày", days) % {
        "count": days
    }


def _instant(text: object) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def _reason(event: UpkeepEvent | None) -> str:
    code = str(event.figures.get("failed", "")) if event else ""
    return str(_REASONS.get(code, code))


def _alarm(found: Standing) -> str:
    if not found.overdue:
        return ""
    if found.kind == Kind.BACKUP:
        return ngettext(
            "Trong %(count)d ngày qua không có bản sao lưu nào thành công.",
            "Trong %(count)d ngày qua không có bản sao lưu nào thành công.",
            found.target,
        ) % {"count": found.target}
    return ngettext(
        "Trong %(count)d ngày qua không có lần diễn tập khôi phục nào thành công.",
        "Trong %(count)d ngày qua không có lần diễn tập khôi phục nào thành công.",
        found.target,
    ) % {"count": found.target}


def _commands(today: date) -> list[dict[str, str]]:
    """The two commands with a folder of today, to be copied and adapted."""
    places = f"/backups/{today.isoformat()} --keys /safe/congtam.keys"
    return [
        {"label": _("Sao lưu"), "text": f"congtam backup {places}"},
        {"label": _("Diễn tập khôi phục"), "text": f"congtam rehearse {places}"},
    ]
