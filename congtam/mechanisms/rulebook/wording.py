"""The words of an explanation. Each code has one sentence; parameters are JSON values."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congtam.foundation.calendar import say_day, say_day_month
from congtam.foundation.calendar.days import reason_text
from congtam.mechanisms.rulebook.schema import in_language

Params = Mapping[str, Any]


def tell(code: str, day: date, params: Params) -> str:
    """The sentence of a step, beginning with a capital. Raises KeyError for a code nobody writes."""
    return capital(_TELLERS[code](day, params))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def say_term(value: int, unit: str) -> str:
    """ "30 ngày", "7 ngày làm việc", "1 năm"."""
    forms = {
        "calendar_day": ngettext("%(count)d ngày", "%(count)d ngày", value),
        "working_day": ngettext("%(count)d ngày làm việc", "%(count)d ngày làm việc", value),
        "month": ngettext("%(count)d tháng", "%(count)d tháng", value),
        "year": ngettext("%(count)d năm", "%(count)d năm", value),
    }
    return forms[unit] % {"count": value}


def say_confidence(confidence: str) -> str:
    """How sure the source of a value is, as a page and the command line show it."""
    return {
        "verified_in_law_text": _("đã đọc điều luật trong bản công khai"),
        "secondary_source": _("theo nguồn thứ cấp, chưa đọc điều luật"),
        "from_memory": _("ghi theo trí nhớ, cần xác nhận"),
        "confirmed_by_office": _("do cơ quan nhập kèm nguồn"),
    }[confidence]


def say_days_off(rows: Sequence[Sequence[str]]) -> str:
    """ "thứ Bảy 04/10, Chủ nhật 05/10, thứ Năm 30/04 (Ngày Chiến thắng)"; rows are (day, kind, name)."""
    return ", ".join(_day_off(date.fromisoformat(day), kind, name) for day, kind, name in rows)


def _day_off(day: date, kind: str, name: str) -> str:
    if kind == "weekend":
        return say_day_month(day)
    reason = reason_text(name_vi=name, kind=kind, day=day)
    return _("%(day)s (%(reason)s)") % {"day": say_day_month(day), "reason": reason}


def _label(params: Params) -> str:
    return in_language(params["label_vi"], params["label_en"])


def _term(params: Params, prefix: str = "") -> str:
    return say_term(params[f"{prefix}value"], params[f"{prefix}unit"])


def _start(day: date, params: Params) -> str:
    trigger = in_language(params["trigger_vi"], params["trigger_en"])
    return _("%(day)s: %(trigger)s (ngày 0, không tính).") % {"day": say_day(day), "trigger": trigger}


def _fixed(day: date, params: Params) -> str:
    trigger = in_language(params["trigger_vi"], params["trigger_en"])
    return _("Mốc ngày cố định (%(trigger)s): %(day)s.") % {"trigger": trigger, "day": say_day(day)}


def _total(day: date, params: Params) -> str:
    words = {"label": _label(params), "term": _term(params), "base": _term(params, "base_")}
    return _("%(label)s: thời hạn là %(term)s, thay cho %(base)s.") % words


def _allows(day: date, params: Params) -> str:
    text = ngettext(
        "%(label)s: được gia hạn %(count)d lần, chỉ cộng khi có quyết định gia hạn.",
        "%(label)s: được gia hạn %(count)d lần, chỉ cộng khi có quyết định gia hạn.",
        params["count"],
    )
    return text % {"label": _label(params), "count": params["count"]}


def _count(day: date, params: Params) -> str:
    words = {"term": _term(params), "day": say_day(day)}
    if params["direction"] == "backward":
        return _("Đếm ngược %(term)s: %(day)s.") % words
    return _("Cộng %(term)s: %(day)s.") % words


def _extension(day: date, params: Params) -> str:
    words = {
        "number": params["number"],
        "term": _term(params),
        "start": say_day(date.fromisoformat(params["start"])),
        "day": say_day(day),
    }
    return _("Gia hạn lần %(number)d thêm %(term)s, đếm từ %(start)s: %(day)s.") % words


def _skipped(day: date, params: Params) -> str:
    return _("Bỏ qua %(days)s.") % {"days": say_days_off(params["days"])}


def _worked(day: date, params: Params) -> str:
    days = ", ".join(_worked_day(worked, instead) for worked, instead in params["days"])
    return _("Tính cả %(days)s.") % {"days": days}


def _worked_day(worked: str, instead: str | None) -> str:
    day = say_day_month(date.fromisoformat(worked))
    if instead is None:
        return _("%(day)s (ngày làm bù)") % {"day": day}
    off = say_day_month(date.fromisoformat(instead))
    return _("%(day)s (làm bù cho %(off)s)") % {"day": day, "off": off}


def _pause(day: date, params: Params) -> str:
    words = {
        "start": say_day(date.fromisoformat(params["start"])),
        "resume": say_day(date.fromisoformat(params["resume"])),
        "term": _term(params),
        "day": say_day(day),
    }
    return (
        _("Tạm đình chỉ %(start)s, tiếp tục %(resume)s; còn %(term)s, đếm từ ngày tiếp tục: %(day)s.") % words
    )


def _late_pause(day: date, params: Params) -> str:
    start = say_day(date.fromisoformat(params["start"]))
    return _("Tạm đình chỉ %(start)s khi thời hạn đã hết: hạn không đổi.") % {"start": start}


def _roll(day: date, params: Params) -> str:
    words = {
        "days": say_days_off(params["days"]),
        "day": say_day(day),
    }
    return _("Ngày cuối là ngày nghỉ: bỏ qua %(days)s, hạn dời sang %(day)s.") % words


def _off(day: date, params: Params) -> str:
    words = {
        "days": say_days_off(params["days"]),
        "before": say_day(date.fromisoformat(params["before"])),
    }
    if params.get("role") == "limitation":
        return _("%(days)s là ngày nghỉ; mốc đếm ngược không dời.") % words
    return _("%(days)s là ngày nghỉ; hạn đếm ngược không dời về sau, nên làm xong từ %(before)s.") % words


def _provisional(day: date, params: Params) -> str:
    years = ", ".join(str(year) for year in params["years"])
    return _("Lịch nghỉ năm %(years)s chưa được xác nhận: ngày này còn tạm tính.") % {"years": years}


def _due(day: date, params: Params) -> str:
    words = {"day": say_day(day)}
    if params["role"] == "minimum":
        return _("Không kết thúc trước %(day)s.") % words
    if params["role"] == "limitation" and params["direction"] == "backward":
        return _("Chỉ tính những gì sau %(day)s.") % words
    if params["role"] == "alarm":
        return _("Mốc báo động: %(day)s.") % words
    if params["direction"] == "backward":
        return _("Chậm nhất: %(day)s.") % words
    return _("Hạn cuối: hết %(day)s.") % words


_TELLERS: Mapping[str, Callable[[date, Params], str]] = {
    "start": _start,
    "fixed": _fixed,
    "total": _total,
    "allows": _allows,
    "count": _count,
    "extension": _extension,
    "skipped": _skipped,
    "worked": _worked,
    "pause": _pause,
    "late_pause": _late_pause,
    "roll": _roll,
    "off": _off,
    "provisional": _provisional,
    "due": _due,
}
CODES = tuple(_TELLERS)
