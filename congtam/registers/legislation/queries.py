"""What pages and alarms ask: changes that were made, years, deadlines with provisional dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min, OuterRef, Subquery

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.calendar import Calendar, CalendarGap
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline
from congtam.mechanisms.rulebook.models import CalendarDay, CalendarYear, OfficeValue
from congtam.registers.legislation.models import AppliedChange, Recheck
from congtam.registers.legislation.policies import maintained_units


@dataclass(frozen=True, kw_only=True)
class Provisional:
    """Running deadlines whose dates may change once years are confirmed: how many, and which years."""

    count: int
    years: tuple[int, ...]


def provisional(actor: Actor, *, calendar: Calendar) -> Provisional | None:
    """Of the units that the actor looks after; None where there are none (one query)."""
    found = Deadline.objects.filter(
        unit_id__in=maintained_units(actor), state__in=RUNNING, provisional=True
    ).aggregate(count=Count("pk"), first=Min("event_on"), last=Max("due_on"), early=Min("warn_on"))
    if not found["count"]:
        return None
    first, last = min(found["first"], found["early"]).year, max(found["first"], found["last"]).year
    years = tuple(year for year in range(first, last + 1) if not calendar.settled(year))
    return Provisional(count=found["count"], years=years)


def differing(actor: Actor) -> int:
    """How many deadlines the newest comparison of each unit found to differ from law and calendar (one query)."""
    newest = Recheck.objects.filter(unit=OuterRef("unit")).order_by("-pk").values("pk")[:1]
    rows = policy_for(Recheck).visible(actor).filter(pk=Subquery(newest))
    return sum(rows.values_list("different", flat=True))


def changes_of_rules(rules: Iterable[str]) -> list[OfficeValue]:
    """What the office has changed in these rules, newest first, with who did it."""
    found = OfficeValue.objects.filter(rule__in=tuple(rules)).select_related("made_by")
    return list(found.order_by("-pk"))


def changes_of_year(year: int) -> list[CalendarDay]:
    """The days of a year that the office has changed, newest first, with who did it."""
    return list(CalendarDay.objects.filter(day__year=year).select_related("made_by").order_by("-pk"))


def confirmations() -> Mapping[int, CalendarYear]:
    """The years that the office has confirmed."""
    rows = CalendarYear.objects.select_related("made_by").order_by("pk")
    return {row.year: row for row in rows}


def codes_of_editions(editions: Iterable[int], *, actor: Actor) -> dict[int, str]:
    """The code of the record of each change that the actor may see."""
    rows = policy_for(AppliedChange).visible(actor).filter(edition_id__in=set(editions))
    return dict(rows.values_list("edition_id", "record__code"))


def is_known(calendar: Calendar, year: int) -> bool:
    """Whether anything is known of the year at all."""
    try:
        calendar.plan(year)
    except CalendarGap:
        return False
    return True
