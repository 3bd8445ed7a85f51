"""Days, times and numbers as people here say them; the wording of days is the calendar's."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.foundation.calendar import say_day, say_day_month, say_left
from congtam.mechanisms.rulebook import editions

register = template.Library()

#: From how many working days before the end a deadline is shown as near.
SOON = 3


def _as_date(value: Any) -> date | None:
    """A day from a date, an instant or an ISO text (explanations are kept as JSON)."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return clock.day_of(value) if value.tzinfo else value.date()
    return value if isinstance(value, date) else None


@register.filter
def day(value: Any) -> str:
    """ "thứ Ba 14/10/2025"; empty for no day."""
    found = _as_date(value)
    return say_day(found) if found else ""


@register.filter
def day_short(value: Any) -> str:
    """ "14/10/2025", for a column of many days."""
    found = _as_date(value)
    return found.strftime("%d/%m/%Y") if found else ""


@register.filter
def day_month(value: Any) -> str:
    """ "thứ Ba 14/10", where the year is plain."""
    found = _as_date(value)
    return say_day_month(found) if found else ""


@register.filter
def clock_time(value: datetime | time | None) -> str:
    """ "10:42" in Vietnam's time."""
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(clock.PLACE)
    return value.strftime("%H:%M") if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """ "10:42 thứ Ba 14/10/2025" in Vietnam's time."""
    if not value:
        return ""
    return _("%(time)s %(day)s") % {"time": clock_time(value), "day": day(value)}


@register.filter
def iso(value: Any) -> str:
    """For the ``datetime`` attribute of ``<time>``, which machines read."""
    found = _as_date(value)
    return found.isoformat() if found else ""


@register.filter
def days_left(due: Any, today: date) -> str:
    """ "còn 3 ngày làm việc", "hạn hôm nay", "quá hạn 2 ngày"."""
    found = _as_date(due)
    return say_left(found, today=today, calendar=editions.shown().calendar) if found else ""


@register.filter
def urgency(due: Any, today: date) -> str:
    """ "late", "soon" (at most three working days left) or ""."""
    found = _as_date(due)
    if found is None:
        return ""
    if found < today:
        return "late"
    near = editions.shown().calendar.working_days_between(today, found) <= SOON
    return "soon" if near else ""


@register.simple_tag
def elapsed_percent(start: Any, due: Any, today: date) -> int:
    """How much of the term has gone by, 0–100, for the thin bar."""
    first, last = _as_date(start), _as_date(due)
    if first is None or last is None or last <= first:
        return 100 if last is not None and last <= today else 0
    return max(0, min(100, round(100 * (today - first).days / (last - first).days)))


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """1.234.567 in Vietnamese, 1,234,567 in English."""
    if value in (None, ""):
        return ""
    text = f"{value:,.{decimals}f}"
    return text if get_language() == "en" else text.translate(str.maketrans(",.", ".,"))


@register.filter
def file_size(value: int | None) -> str:
    """ "640 kB", "1,2 MB", "84,2 GB"."""
    if value is None:
        return ""
    if value < 1000 * 1000:
        return _("%(size)s kB") % {"size": number(max(1, round(value / 1000)))}
    if value < 1000 * 1000 * 1000:
        return _("%(size)s MB") % {"size": number(value / 1_000_000, 1)}
    return _("%(size)s GB") % {"size": number(value / 1_000_000_000, 1)}
