"""A year of the calendar as twelve small tables, and its days off and worked Saturdays as a list."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from congtam.foundation.calendar import Calendar, DayOff, WorkedDay, YearPlan

#: the entry of this day into the law has not been read: it stays a working day until an office says otherwise
PENDING = (11, 24)
WEEKDAYS = (
    gettext_lazy("T2"), gettext_lazy("T3"), gettext_lazy("T4"), gettext_lazy("T5"), gettext_lazy("T6"),
    gettext_lazy("T7"), gettext_lazy("CN"),
)  # fmt: skip
#: how a day is marked: its sign (also for who sees no colours), and what the legend says
MARKS: dict[str, tuple[str, Any]] = {
    "holiday": ("●", gettext_lazy("nghỉ lễ, tết, nghỉ bù")),
    "swap": ("⇄", gettext_lazy("nghỉ do hoán đổi ngày làm việc")),
    "local": ("◆", gettext_lazy("nghỉ riêng của địa phương")),
    "worked": ("✎", gettext_lazy("thứ Bảy làm bù")),
    "weekend": ("", gettext_lazy("thứ Bảy, Chủ nhật")),
    "pending": ("?", gettext_lazy("chưa xác minh, đang tính là ngày làm việc")),
}
_BY_KIND = {"statutory": "holiday", "compensatory": "holiday", "swap_off": "swap", "local_off": "local"}


@dataclass(frozen=True, kw_only=True)
class Day:
    """One cell. ``mark`` is a key of MARKS or empty; ``changed``: the office has said so."""

    day: date
    mark: str
    sign: str
    title: str
    changed: bool
    today: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """Weeks of seven cells, Monday first; None outside the month."""

    first: date
    weeks: list[list[Day | None]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A day off or a worked Saturday, as the list shows it."""

    day: date
    mark: str
    sign: str
    reason: str
    source: str
    confidence: str
    note: str
    changed: bool

    @property
    def host(self) -> str:
        """Where the source lies, short enough for a line."""
        return urlsplit(self.source).hostname or self.source


def months(plan: YearPlan, *, today: date) -> list[Month]:
    """The twelve months of the plan's year."""
    weeks = gregorian.Calendar(firstweekday=0)
    return [
        Month(
            first=date(plan.year, month, 1),
            weeks=[
                [_cell(day, plan, today=today) if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(plan.year, month)
            ],
        )
        for month in range(1, 13)
    ]


def entries(plan: YearPlan) -> list[Entry]:
    """What is not as any other week has it, in the order of days."""
    found = [_off_entry(off) for off in plan.off.values()] + [
        _worked_entry(one) for one in plan.worked.values()
    ]
    return sorted(found, key=lambda entry: entry.day)


def pending_day(plan: YearPlan) -> date | None:
    """24 November where nobody has said yet whether it is off."""
    day = date(plan.year, *PENDING)
    return day if plan.year >= 2026 and _is_pending(day, plan) else None


def working_days(year: int, calendar: Calendar) -> int:
    return calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))


def _is_pending(day: date, plan: YearPlan) -> bool:
    return (
        (day.month, day.day) == PENDING
        and day.year >= 2026
        and day.weekday() < 5
        and day not in plan.off
        and plan.confidence != "confirmed_by_office"
    )


def _cell(day: date, plan: YearPlan, *, today: date) -> Day:
    mark, title, changed = _said(day, plan)
    return Day(
        day=day,
        mark=mark,
        sign=MARKS[mark][0] if mark else "",
        title=title,
        changed=changed,
        today=day == today,
    )


def _said(day: date, plan: YearPlan) -> tuple[str, str, bool]:
    if off := plan.off.get(day):
        return _BY_KIND[off.kind], off.reason, off.confidence == "confirmed_by_office"
    if worked := plan.worked.get(day):
        return "worked", str(MARKS["worked"][1]), worked.confidence == "confirmed_by_office"
    if _is_pending(day, plan):
        return "pending", str(MARKS["pending"][1]), False
    return ("weekend", "", False) if day.weekday() >= 5 else ("", "", False)


def _off_entry(off: DayOff) -> Entry:
    mark = _BY_KIND[off.kind]
    return Entry(
        day=off.day, mark=mark, sign=MARKS[mark][0], reason=off.reason, source=off.source or "",
        confidence=off.confidence, note=off.note_vi or "", changed=off.confidence == "confirmed_by_office",
    )  # fmt: skip


def _worked_entry(worked: WorkedDay) -> Entry:
    reason = str(MARKS["worked"][1])
    if worked.instead_of:
        reason = _("làm bù cho ngày nghỉ %(day)s") % {"day": f"{worked.instead_of:%d/%m/%Y}"}
    return Entry(
        day=worked.day, mark="worked", sign=MARKS["worked"][0], reason=reason,
        source=worked.source or worked.basis, confidence=worked.confidence,
        note=worked.basis if worked.source != worked.basis else "",
        changed=worked.confidence == "confirmed_by_office",
    )  # fmt: skip
