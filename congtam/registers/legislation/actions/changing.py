"""What an officer changes: a value of the law, days of the calendar, a year that is confirmed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from congtam.foundation import jobs
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.calendar import ChangedDay
from congtam.mechanisms.rulebook import ValueChange
from congtam.mechanisms.rulebook.models import CalendarYear
from congtam.registers.legislation import proposals
from congtam.registers.legislation.actions.applying import Applied, apply_proposal
from congtam.registers.legislation.lifecycle import CALENDAR_CHANGE, CHANGE

#: the job that compares one unit
RECHECK = "legislation.recheck_unit"


def change_value(
    *, actor: Actor, unit: Unit, on: date, change: ValueChange, reason: str = "", save_key: UUID | None = None,
    seen: int | None = None,
) -> Applied:  # fmt: skip
    """Fill in, correct or follow a value; the deadlines move with it.

    Raises NotPermitted, AlreadyDone, ChangedSinceSeen, ValidationError (no source), UnknownRule, WrongChange.
    """
    proposal = proposals.of_value(change)
    return apply_proposal(
        proposal, lifecycle=CHANGE, actor=actor, unit=unit, on=on, subject=change.rule, reason=reason,
        save_key=save_key, seen=seen,
    )  # fmt: skip


def change_days(
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    days: Sequence[ChangedDay],
    source: str,
    source_url: str = "",
    reason: str = "",
    save_key: UUID | None = None,
    seen: int | None = None,
) -> Applied:
    """Days off, worked Saturdays, swaps (both at once), or days as any other again.

    Raises NotPermitted, AlreadyDone, ChangedSinceSeen, ValidationError (no source, no day), WrongDay, CalendarGap.
    """
    if not days:
        raise ValidationError(_("Chưa có ngày nào để thay đổi."))
    proposal = proposals.of_days(days, source=source, source_url=source_url)
    return apply_proposal(
        proposal, lifecycle=CALENDAR_CHANGE, actor=actor, unit=unit, on=on, subject=_days_subject(days),
        reason=reason, save_key=save_key, seen=seen,
    )  # fmt: skip


def confirm_year(
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    year: int,
    days: Sequence[ChangedDay] = (),
    source: str,
    source_url: str = "",
    reason: str = "",
    save_key: UUID | None = None,
    seen: int | None = None,
) -> Applied:
    """The year's calendar is as it stands, with ``days`` changed: dates that touch it are no longer provisional.

    Raises NotPermitted, AlreadyDone, ChangedSinceSeen, ValidationError (no source, or confirmed already), WrongDay,
    CalendarGap.
    """
    proposal = proposals.of_days(days, source=source, source_url=source_url, confirmed=(year,))
    subject = f"Lịch làm việc năm {year}"  # untranslated: a subject is data
    return apply_proposal(
        proposal, lifecycle=CALENDAR_CHANGE, actor=actor, unit=unit, on=on, subject=subject, reason=reason,
        save_key=save_key, seen=seen, check=lambda: _refuse_confirmed(year),
    )  # fmt: skip


def recompute_now(
    *, actor: Actor, unit: Unit, on: date, reason: str, save_key: UUID | None = None, seen: int | None = None
) -> Applied:
    """Move the deadlines in the actor's scope that no longer are what law and calendar give (see `Recheck`).

    Raises NotPermitted, AlreadyDone, ChangedSinceSeen, ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do tính lại.")]})
    subject = "Tính lại các hạn đang chạy"  # untranslated: a subject is data
    applied = apply_proposal(
        proposals.of_everything(), lifecycle=CALENDAR_CHANGE, actor=actor, unit=unit, on=on, subject=subject,
        reason=reason, save_key=save_key, seen=seen,
    )  # fmt: skip
    for unit_id in actor.unit_ids:  # so that the alarm goes before the next night
        jobs.defer(RECHECK, unit_id=unit_id)
    return applied


def _refuse_confirmed(year: int) -> None:
    if CalendarYear.objects.filter(year=year).exists():
        raise ValidationError(_("Lịch năm %(year)s đã được cơ quan xác nhận.") % {"year": year})


def _days_subject(days: Sequence[ChangedDay]) -> str:
    first = f"{min(each.day for each in days):%d/%m/%Y}"
    return f"Lịch làm việc: {len(days)} ngày, từ {first}"  # untranslated: a subject is data
