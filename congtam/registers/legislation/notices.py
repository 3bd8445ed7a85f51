"""The alarms of the first page and of the calendar: dates that are provisional, dates that no longer fit."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congtam.foundation.access.actor import Actor
from congtam.interface.web.home.notices import Notice
from congtam.mechanisms.rulebook import editions
from congtam.registers.legislation import queries
from congtam.registers.legislation.policies import maintained_units


def notices(actor: Actor) -> Iterator[Notice]:
    """For whoever looks after law or calendar somewhere; nobody else is asked about (two queries)."""
    if not maintained_units(actor):
        return
    found = queries.provisional(actor, calendar=editions.shown().calendar)
    if found is not None:
        yield _provisional(found)
    if count := queries.differing(actor):
        yield _differing(count)


def _provisional(found: queries.Provisional) -> Notice:
    years = ", ".join(map(str, found.years))
    text = ngettext(
        "%(count)d hạn đang chạy có ngày tạm tính: lịch làm việc năm %(years)s chưa được xác nhận.",
        "%(count)d hạn đang chạy có ngày tạm tính: lịch làm việc năm %(years)s chưa được xác nhận.",
        found.count,
    )
    year = found.years[0] if found.years else None
    return Notice(
        title=_("Lịch làm việc chưa được xác nhận"),
        text=text % {"count": found.count, "years": years or "–"},
        action_url=reverse("legislation:year", args=[year]) if year else reverse("legislation:calendar"),
        action_label=_("Mở lịch để xác nhận"),
    )


def _differing(count: int) -> Notice:
    text = ngettext(
        "Lần so đêm gần nhất: %(count)d hạn đang chạy khác với ngày tính theo quy định và lịch hiện có.",
        "Lần so đêm gần nhất: %(count)d hạn đang chạy khác với ngày tính theo quy định và lịch hiện có.",
        count,
    )
    return Notice(
        kind="late",
        title=_("Có hạn không còn khớp"),
        text=text % {"count": count},
        action_url=reverse("legislation:recheck"),
        action_label=_("Xem và tính lại"),
    )
