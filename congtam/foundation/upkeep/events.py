"""Writing down that something was done, and reading the last of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.policies import policy_for
from congtam.foundation.upkeep.models import Kind, UpkeepEvent

Figure = str | int | float | bool

#: all that may be written down: counts, instants, the id of a backup, a stable code of what went wrong; no path,
#: for a path may name a person
FIGURES = frozenset(
    {"seconds", "records", "entries", "files", "rows", "bytes", "made_at", "backup", "version", "failed"}
)


@transaction.atomic
def write_down(
    *, actor: Actor, kind: Kind, at: datetime, ok: bool, figures: Mapping[str, Figure]
) -> UpkeepEvent:
    """Append what a part of the system has done. Raises NotPermitted for a person, ValueError for other figures."""
    actor.require_system()
    if unknown := set(figures) - FIGURES:
        raise ValueError(f"not to be written down: {', '.join(sorted(unknown))}")
    return UpkeepEvent.objects.create(kind=kind, at=at, ok=ok, figures=dict(figures))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one kind of upkeep stands on a day. ``target`` is the office's own number of days, not the law's."""

    kind: Kind
    target: int
    last: UpkeepEvent | None
    last_good: UpkeepEvent | None
    days_ago: int | None
    good_days_ago: int | None

    @property
    def overdue(self) -> bool:
        """None that went well within the target."""
        return self.good_days_ago is None or self.good_days_ago > self.target


def standing(kind: Kind, *, actor: Actor, today: date, target: int) -> Standing:
    """The last event of a kind and the last that went well, as far as ``actor`` may see them (two queries)."""
    rows = policy_for(UpkeepEvent).visible(actor).filter(kind=kind).order_by("-at", "-pk")
    last, good = rows.first(), rows.filter(ok=True).first()
    return Standing(
        kind=kind,
        target=target,
        last=last,
        last_good=good,
        days_ago=_days_since(last, today),
        good_days_ago=_days_since(good, today),
    )


def overdue(*, actor: Actor, today: date, targets: Mapping[str, int]) -> list[Kind]:
    """The kinds of which none went well within their target, as far as ``actor`` may see them (one query)."""
    rows = policy_for(UpkeepEvent).visible(actor).filter(ok=True).values("kind").annotate(at=Max("at"))
    good = {row["kind"]: clock.day_of(row["at"]) for row in rows.order_by()}
    return [kind for kind in Kind if kind not in good or (today - good[kind]).days > targets[kind.value]]


def _days_since(event: UpkeepEvent | None, today: date) -> int | None:
    return max(0, (today - clock.day_of(event.at)).days) if event else None
