"""Applying a proposal: the new edition, what it says, the deadlines that move, the journal, in one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from congtam.foundation import clock, editions, jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.calendar import Calendar
from congtam.mechanisms.lifecycle import impact
from congtam.mechanisms.lifecycle.acts import AlreadyDone, open_record, perform
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import Lifecycle
from congtam.mechanisms.rulebook.editions import before
from congtam.mechanisms.rulebook.models import CalendarDay, CalendarYear, OfficeValue
from congtam.registers.legislation.lifecycle import APPLY
from congtam.registers.legislation.models import AppliedChange
from congtam.registers.legislation.proposals import Proposal, touching

RECOMPUTE = "legislation.recompute"


class ChangedSinceSeen(Exception):
    """Somebody else changed law or calendar after the effect of this change was looked at; nothing was applied."""

    def __init__(self) -> None:
        super().__init__(_("Người khác vừa đổi quy định hoặc lịch: hãy xem trước lại rồi áp dụng."))


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What a change did. ``elsewhere``: how many other units recompute their deadlines in the background."""

    record: Record
    edition: int
    moved: int
    settled: int
    stuck: int
    elsewhere: int


def apply_proposal(
    proposal: Proposal,
    *,
    lifecycle: Lifecycle,
    actor: Actor,
    unit: Unit,
    on: date,
    subject: str,
    reason: str,
    save_key: UUID | None,
    seen: int | None = None,
    check: Callable[[], None] = lambda: None,
) -> Applied:
    """Apply it, all or nothing. ``seen`` is the edition under which its effect was looked at (None: nobody looked);
    ``check`` is called once no other change can come between.

    Raises NotPermitted, AlreadyDone, ChangedSinceSeen, and what `Proposal.under` raises.
    """
    actor.require(lifecycle.opens_with, unit)
    with editions.changing() as number:
        _refuse_repeated(unit, save_key)
        if seen not in (None, before(number).number):
            raise ChangedSinceSeen
        check()
        changed = proposal.under(before(number))  # what does not fit is refused before anything is written
        _write(proposal, changed.calendar, edition=number, actor=actor)
        record = open_record(
            lifecycle, actor=actor, unit=unit, on=on, subject=subject, idempotency_key=save_key
        )
        return _move_and_tell(
            proposal, record=record, number=number, actor=actor, on=on, reason=reason.strip()
        )


def _refuse_repeated(unit: Unit, save_key: UUID | None) -> None:
    if save_key is None:
        return
    done = Record.objects.filter(unit=unit, idempotency_key=save_key).first()
    if done is not None:
        raise AlreadyDone(done.entries.order_by("-seq")[0])


def _write(proposal: Proposal, calendar: Calendar, *, edition: int, actor: Actor) -> None:
    made = {
        "edition_id": edition,
        "made_by": actor.account,
        "made_at": clock.now(),
        "source": proposal.source.strip(),
        "source_url": proposal.source_url.strip(),
    }
    OfficeValue.objects.bulk_create(
        OfficeValue(
            rule=each.rule, manner=each.manner, value=each.value, unit=each.unit,
            effective_from=each.effective_from, note=each.note, **made,
        )
        for each in proposal.values
    )  # fmt: skip
    CalendarDay.objects.bulk_create(
        CalendarDay(
            day=each.day, kind=each.kind, name=each.name.strip(), instead_of=each.instead_of,
            **{**made, "source": each.source.strip() or made["source"]},
        )
        for each in proposal.days
    )  # fmt: skip
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, plan=calendar.plan(year).to_json(), **made) for year in proposal.confirmed
    )


def _move_and_tell(
    proposal: Proposal, *, record: Record, number: int, actor: Actor, on: date, reason: str
) -> Applied:
    counts = dict.fromkeys(("moved", "settled", "stuck"), 0)
    touched = touching(proposal, edition=replace(before(number), number=number))
    impact.apply(_counted(touched, counts), on=on, edition=number, change=record.code)
    counts["elsewhere"] = _defer_elsewhere(actor, edition=number, change=record.code)
    AppliedChange.objects.create(record=record, unit_id=record.unit_id, edition_id=number, **counts)
    perform(
        record, APPLY, actor=actor, on=on,
        payload={"edition": number, **proposal.payload(), **counts},
        notes={"source": proposal.source.strip(), "source_url": proposal.source_url.strip(), "reason": reason},
    )  # fmt: skip
    return Applied(record=record, edition=number, **counts)


def _counted(found: Iterable[impact.Move | impact.Stuck], counts: dict[str, int]) -> Iterator[impact.Move]:
    """The moves one after the other, so that memory stays flat; each is counted before it is moved, for then it
    differs no more."""
    for each in found:
        if isinstance(each, impact.Stuck):
            counts["stuck"] += 1
        else:
            counts["moved" if each.moved else "settled"] += 1
            yield each


def _defer_elsewhere(actor: Actor, *, edition: int, change: str) -> int:
    """The deadlines of units that the actor may not see are moved by a job for each, acting inside that unit."""
    others = Unit.objects.exclude(pk__in=actor.unit_ids).order_by("pk").values_list("pk", flat=True)
    for unit_id in others:
        jobs.defer(RECOMPUTE, unit_id=unit_id, edition=edition, change=change)
    return len(others)
