"""Days as people say them: "thứ Ba 14/10/2025", "còn 3 ngày làm việc"."""

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WEEKDAYS = (
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


class CountsWorkingDays(Protocol):
    def working_days_between(self, after: date, until: date) -> int: ...


def weekday_name(day: date) -> str:
    return str(WEEKDAYS[day.weekday()])


def say_day(day: date) -> str:
    """ "thứ Ba 14/10/2025". Day before month in both languages, as on the paper the reader holds."""
    return _("%(weekday)s %(date)s") % {"weekday": weekday_name(day), "date": day.strftime("%d/%m/%Y")}


def say_day_month(day: date) -> str:
    """ "thứ Ba 14/10", where the year is plain from the sentence."""
    return _("%(weekday)s %(date)s") % {"weekday": weekday_name(day), "date": day.strftime("%d/%m")}


def say_left(due: date, *, today: date, calendar: CountsWorkingDays) -> str:
    """ "còn 3 ngày làm việc", "hạn hôm nay", "quá hạn 2 ngày".

    What is left is told in working days, since that is what an officer can use; lateness in calendar days,
    since that is what the citizen waits.
    """
    if due < today:
        late = (today - due).days
        return ngettext("quá hạn %(count)d ngày", "quá hạn %(count)d ngày", late) % {"count": late}
    if due == today:
        return _("hạn hôm nay")
    left = calendar.working_days_between(today, due)
    if left == 0:
        return _("không còn ngày làm việc nào")
    return ngettext("còn %(count)d ngày làm việc", "còn %(count)d ngày làm việc", left) % {"count": left}
