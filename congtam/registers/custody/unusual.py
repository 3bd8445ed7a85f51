"""Readings of identities that somebody should look at, by week: lines of records, no score and no ranking of persons.

Each ground is a question, no finding. The thresholds are the office's own parameters, no figure of the law.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from congtam.foundation import clock
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.rulebook import editions
from congtam.registers.custody.lifecycle import (
    ASKED,
    DECIDED_NO,
    DECIDED_YES,
    ENDED,
    PROVIDED,
    SHUT,
    VIEWED,
)

_OWN_EVENTS = (ASKED, DECIDED_YES, DECIDED_NO, ENDED, PROVIDED, SHUT, VIEWED)
WEEK = timedelta(weeks=1)
MANY, HOURS, CLOSED, IDLE, FRESH = "many", "hours", "closed", "idle", "fresh"


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """``many``: so many different identities by one person in a day; office hours from ``opens`` to ``shuts``; an act
    on the record follows within ``acts_within``; ``fresh``: handed the record less than that before."""

    many: int = 10
    opens: time = time(7)
    shuts: time = time(18)
    acts_within: timedelta = timedelta(weeks=1)
    fresh: timedelta = timedelta(hours=1)


def thresholds() -> Thresholds:
    """Those of this office (``CONGTAM_READINGS_A_DAY``)."""
    given = os.environ.get("CONGTAM_READINGS_A_DAY", "")
    return Thresholds(many=int(given)) if given.isdecimal() and int(given) > 0 else Thresholds()


@dataclass(frozen=True, kw_only=True)
class Line:
    """One view, and why it stands here."""

    entry: JournalEntry
    grounds: tuple[str, ...]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def lines(units: Iterable[int], *, monday: date, limits: Thresholds | None = None) -> list[Line]:
    """The views of the week from ``monday`` on that have a ground, oldest first, as far as the reader may know of their
    records: the database leaves out the others (3 queries)."""
    limits = limits or thresholds()
    views = _views(units, monday)
    acts = _acts({view.record_id for view in views})
    crowded = _crowded(views, limits.many)
    found = [
        Line(entry=view, grounds=tuple(_grounds(view, acts.get(view.record_id, []), limits, crowded)))
        for view in views
    ]
    return [line for line in found if line.grounds]


def _views(units: Iterable[int], monday: date) -> list[JournalEntry]:
    begin = datetime.combine(monday, time(), tzinfo=clock.PLACE)
    found = JournalEntry.objects.filter(
        unit_id__in=tuple(units), event__endswith=f":{VIEWED}", at__gte=begin, at__lt=begin + WEEK
    )
    return list(found.select_related("record", "actor").order_by("at", "pk"))


def _acts(records: set[int]) -> dict[int, list[JournalEntry]]:
    found: dict[int, list[JournalEntry]] = {}
    for entry in JournalEntry.objects.filter(record_id__in=records).order_by("seq"):
        if entry.event.partition(":")[2] not in _OWN_EVENTS:
            found.setdefault(entry.record_id, []).append(entry)
    return found


def _crowded(views: Iterable[JournalEntry], many: int) -> set[tuple[int | None, date]]:
    """Persons and days with so many different records."""
    seen: dict[tuple[int | None, date], set[int]] = {}
    for view in views:
        seen.setdefault((view.actor_id, clock.day_of(view.at)), set()).add(view.record_id)
    return {key for key, records in seen.items() if len(records) >= many}


def _grounds(
    view: JournalEntry, acts: list[JournalEntry], limits: Thresholds, crowded: set[tuple[int | None, date]]
) -> Iterator[str]:
    if (view.actor_id, clock.day_of(view.at)) in crowded:
        yield MANY
    if _outside_hours(view.at, limits):
        yield HOURS
    if view.record.closed_on is not None and clock.day_of(view.at) > view.record.closed_on:
        yield CLOSED
    if _without_act(view, acts, limits):
        yield IDLE
    if _fresh(view, acts, limits):
        yield FRESH


def _outside_hours(at: datetime, limits: Thresholds) -> bool:
    here = at.astimezone(clock.PLACE)
    if not limits.opens <= here.time() < limits.shuts:
        return True
    try:
        return not editions.shown().calendar.is_working(here.date())
    except LookupError:  # no calendar of that year: nothing is said of the day
        return False


def _without_act(view: JournalEntry, acts: Iterable[JournalEntry], limits: Thresholds) -> bool:
    """Only once the time for an act is over."""
    until = view.at + limits.acts_within
    if clock.now() < until:
        return False
    return not any(act.actor_id == view.actor_id and view.at < act.at <= until for act in acts)


def _fresh(view: JournalEntry, acts: Iterable[JournalEntry], limits: Thresholds) -> bool:
    """Somebody else handed or assigned the record to the reader just before."""
    return any(
        view.at - limits.fresh < act.at <= view.at
        and act.actor_id != view.actor_id
        and (
            act.payload.get("handed_to") == view.actor_id
            or (act.event.endswith(":assign") and view.record.holder_id == view.actor_id)
        )
        for act in acts
    )


def words(ground: str) -> str:
    """The ground as the page says it."""
    limits = thresholds()
    return {
        MANY: _("Một người đọc từ %(many)s danh tính khác nhau trong ngày") % {"many": limits.many},
        HOURS: _("Ngoài giờ làm việc"),
        CLOSED: _("Sau khi hồ sơ đã kết thúc"),
        IDLE: _("Trong %(days)s ngày sau đó người đọc không làm gì với hồ sơ")
        % {"days": limits.acts_within.days},
        FRESH: _("Vừa được giao hồ sơ chưa đầy một giờ"),
    }[ground]
