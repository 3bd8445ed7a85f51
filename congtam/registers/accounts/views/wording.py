"""The journal of accounts and posts in words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.access.permissions import declared
from congtam.foundation.calendar import say_day
from congtam.interface.web.records.timeline import Wording
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.registers.accounts.actions.own import OWN
from congtam.registers.accounts.door import DOOR

ONE_DAY = timedelta(days=1)


def details(entry: JournalEntry) -> Iterable[str]:
    """The lines about a post, its days, its permissions."""
    payload = entry.payload
    if titles := payload.get("titles") or ([payload["title"]] if payload.get("title") else []):
        yield _("Chức vụ: %(titles)s") % {"titles": ", ".join(titles)}
    if "since" in payload:
        yield _period(payload)
    if "from_day" in payload:
        yield _("Từ ngày: %(day)s") % {"day": _day(payload["from_day"])}
    if "above" in payload:
        yield _("Báo cáo cho: %(title)s") % {"title": payload["above"] or _("không ai ở đây")}
    if payload.get("line"):
        yield _("Dòng ký thay: %(line)s") % {"line": payload["line"]}
    if payload.get("records"):
        yield _("Đã chuyển hồ sơ: %(count)s") % {"count": payload["records"]}
    if payload.get("elevated"):
        yield _("Quyền tạm: %(names)s") % {"names": _names(payload["elevated"])}
    if payload.get("minutes"):
        yield _("Trong %(minutes)s phút") % {"minutes": payload["minutes"]}
    yield from _permissions(payload)


def _period(payload: dict[str, Any]) -> str:
    since = _day(payload["since"])
    if not payload.get("until"):
        return _("Từ ngày: %(day)s") % {"day": since}
    last = say_day(date.fromisoformat(payload["until"]) - ONE_DAY)
    return _("Từ %(first)s đến hết %(last)s") % {"first": since, "last": last}


def _permissions(payload: dict[str, Any]) -> Iterable[str]:
    if payload.get("permissions"):
        yield _("Quyền: %(names)s") % {"names": _names(payload["permissions"])}
    if payload.get("added"):
        yield _("Thêm quyền: %(names)s") % {"names": _names(payload["added"])}
    if payload.get("removed"):
        yield _("Bớt quyền: %(names)s") % {"names": _names(payload["removed"])}


def _names(names: Iterable[str]) -> str:
    known = declared()
    return ", ".join(str(known[name].label) if name in known else name for name in names)


def _day(text: str) -> str:
    return say_day(date.fromisoformat(text))


WORDING = Wording(
    icons={
        "opened": "user-plus",
        "join": "login",
        "renew_code": "refresh",
        "give_post": "id-badge-2",
        "end_post": "id-badge-2",
        "substitute": "arrows-exchange",
        "end_substitution": "arrow-back-up",
        "lost_password": "key",
        "report_to": "id-badge-2",
        "enter_relation": "users",
        "end_relation": "users",
        "relation_declared": "users",
        "relation_ended": "users",
        "leave": "logout",
        "come_back": "user-plus",
        "ask_reset": "key",
        "grant_reset": "shield-check",
        "refuse_reset": "ban",
        "elevation_asked": "clock",
        "elevation_ended": "clock",
        "elevation_used": "clock",
        "grant_elevation": "shield-check",
        "refuse_elevation": "ban",
        "end_elevation": "ban",
        "change": "edit",
        "close": "archive",
    },
    systems={
        DOOR: gettext_lazy("Trang “Nhận tài khoản”"),
        OWN: gettext_lazy("Chủ tài khoản, ở trang của mình"),
    },
    notes={
        "reason": gettext_lazy("Lý do"),
        "by": gettext_lazy("Người thay"),
        "relative": gettext_lazy("Người thân"),
        "kind": gettext_lazy("Quan hệ"),
        "successor": gettext_lazy("Người nhận hồ sơ"),
    },
    details=details,
)
