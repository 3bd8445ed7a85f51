"""The two acts that everything is made of: opening a record and performing a step on it.

Each is one transaction: the right, the lock, the change, the journal, the deadlines; what a domain writes
beside them joins the same transaction, and so do the jobs that it defers.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from congtam.foundation import clock, editions
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Account, Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.access.rls import hidden_from
from congtam.foundation.sealing import lookup_mac, seal
from congtam.foundation.sealing.models import new_data_key
from congtam.mechanisms.lifecycle import clocks, journal, reactions
from congtam.mechanisms.lifecycle.codes import new_code, new_receipt, normal
from congtam.mechanisms.lifecycle.facts import Decision
from congtam.mechanisms.lifecycle.models import JournalEntry, Record
from congtam.mechanisms.lifecycle.registry import STAYS, Lifecycle, Step, lifecycle_of

RECEIPT = "receipt"


class StepNotPossible(Exception):
    """The record's state does not permit this step now."""

    def __init__(self, record: Record, step: Step) -> None:
        state = lifecycle_of(record.kind).state(record.state)
        super().__init__(
            _("Không thể “%(step)s” khi hồ sơ đang ở bước “%(state)s”.")
            % {"step": step.label, "state": state.label}
        )


class StepBlocked(Exception):
    """Something else has to be done first; the message says what."""


class Conflicted(StepBlocked):
    """Somebody is to get a record from which they are excluded; why, is for those who keep them away."""

    def __init__(self, account: Account) -> None:
        super().__init__(
            _("%(name)s có xung đột lợi ích với hồ sơ này. Hãy chọn người khác.")
            % {"name": account.display_name}
        )


class ChangedMeanwhile(Exception):
    """Somebody else performed an act on the record after the page was opened."""

    def __init__(self, record: Record) -> None:
        super().__init__(_what_changed(record) % {"code": record.code})


def _what_changed(record: Record) -> str:
    newest = record.entries.order_by("-seq").values_list("event", flat=True).first()
    if newest == f"{record.kind}:deadline_moved":
        return _(
            "Hạn của hồ sơ %(code)s vừa được tính lại vì quy định hoặc lịch làm việc đã thay đổi. Những gì bạn "
            "nhập vẫn còn ở đây; hãy xem lại hạn mới rồi lưu lần nữa."
        )
    return _(
        "Hồ sơ %(code)s vừa được người khác cập nhật. Những gì bạn nhập vẫn còn ở đây; hãy xem lại "
        "hồ sơ rồi lưu lần nữa."
    )


class AlreadyDone(Exception):
    """This very save was performed before: a double click, or a page sent again after a lost answer."""

    def __init__(self, entry: JournalEntry) -> None:
        super().__init__(entry.event)
        self.entry = entry


@transaction.atomic
def open_record(
    lifecycle: Lifecycle,
    *,
    actor: Actor,
    unit: Unit,
    on: date,
    subject: str = "",
    payload: Mapping[str, Any] | None = None,
    idempotency_key: UUID | None = None,
    clocks_begin: bool = True,
    receipt: str | None = None,
) -> Record:
    """Open a record of a kind: its codes, its key, its first entry and the clocks that begin at once.

    ``clocks_begin`` is False where another body's record goes on in this one: its clocks run already (`handover`).
    ``receipt`` is a tracking code that whoever hands it in shows its owner once: then only its keyed hash is kept, and
    nobody can read it again.
    """
    actor.require(lifecycle.opens_with, unit)
    kept = receipt is None
    receipt = receipt or new_receipt()
    data_key = new_data_key(unit=unit)
    record = Record.objects.create(
        kind=lifecycle.kind,
        unit=unit,
        code=new_code(),
        state=lifecycle.initial,
        subject=subject,
        opened_on=on,
        opened_at=clock.now(),
        data_key=data_key,
        receipt_mac=lookup_mac(receipt, purpose=RECEIPT),
        receipt_sealed=seal(data_key, receipt.encode(), context=RECEIPT) if kept else None,
        idempotency_key=idempotency_key,
    )
    for duty in lifecycle.starts if clocks_begin else ():
        clocks.start(record=record, duty=duty, event_on=on)
    entry = journal.append(
        record=record,
        event=f"{lifecycle.kind}:opened",
        actor=actor.by_right(lifecycle.opens_with, unit.pk),
        on=on,
        payload=payload,
    )
    reactions.announce(entry)
    return record


def locked(record: Record, *, expected_version: int | None = None) -> Record:
    """The record's row, locked until the transaction ends; ChangedMeanwhile if it is not the expected one."""
    editions.hold()
    row = Record.objects.select_for_update(of=("self",)).select_related("data_key").get(pk=record.pk)
    if expected_version is not None and row.version != expected_version:
        raise ChangedMeanwhile(row)
    return row


@transaction.atomic
def perform(
    record: Record,
    step_name: str,
    *,
    actor: Actor,
    on: date,
    expected_version: int | None = None,
    items: Mapping[int, Iterable[str]] | None = None,
    save_key: UUID | None = None,
    holder: Account | None = None,
    subject: str | None = None,
    payload: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
    decision: Decision | None = None,
) -> JournalEntry:
    """Perform a step: the actor's right, the lock, the new state, the journal, the clocks.

    ``items`` are the items whose clocks the step starts and meets, each with the cases that hold for it
    ("complex", "remote"); None: the record itself starts, all are met. ``save_key`` names one save of one
    form; ``decision`` is the paper behind a pause or a resumption. Raises NotPermitted, AlreadyDone,
    ChangedMeanwhile, StepNotPossible, StepBlocked, ClockRefused; Record.DoesNotExist where the actor is excluded.
    ``record`` is refreshed in place.
    """
    lifecycle = lifecycle_of(record.kind)
    step = lifecycle.step(step_name)
    row = locked(record)
    _refuse_excluded(row, actor)
    _refuse_repeated(row, save_key=save_key, expected_version=expected_version)
    policy_for(Record).require(actor, step.needs, row)
    if holder is not None and row.pk in hidden_from(holder.pk):
        raise Conflicted(holder)
    if row.state not in step.sources or (step.fits and not step.fits(row)):
        raise StepNotPossible(row, step)
    if step.blocked and (reason := step.blocked(row)):
        raise StepBlocked(str(reason))
    before = row.state
    changed = _change(row, step=step, lifecycle=lifecycle, on=on, holder=holder, subject=subject)
    _stop_and_go(row, step=step, decision=decision or Decision(kind=step.name, on=on))
    _move_clocks(row, step=step, on=on, items=items)
    entry = journal.append(
        record=row,
        event=f"{lifecycle.kind}:{step.name}",
        actor=actor.by_right(step.needs, row.unit_id),
        on=on,
        payload={"from": before, "to": row.state, **_save(save_key), **(payload or {})},
        notes=notes,
        changed=changed,
    )
    _refresh(record, row)
    reactions.announce(entry)
    return entry


def _refuse_excluded(row: Record, actor: Actor) -> None:
    """For whoever is excluded the record does not exist, even if the database showed it."""
    if row.pk in hidden_from(actor.account_id):
        raise Record.DoesNotExist("Record matching query does not exist.")


def _save(save_key: UUID | None) -> dict[str, str]:
    return {"save": str(save_key)} if save_key else {}


def _refuse_repeated(row: Record, *, save_key: UUID | None, expected_version: int | None) -> None:
    if save_key is not None:
        done = JournalEntry.objects.filter(record=row, payload__save=str(save_key)).first()
        if done is not None:
            raise AlreadyDone(done)
    if expected_version is not None and row.version != expected_version:
        raise ChangedMeanwhile(row)


def _change(
    row: Record, *, step: Step, lifecycle: Lifecycle, on: date, holder: Account | None, subject: str | None
) -> tuple[str, ...]:
    changed = ["state", "version"]
    if step.target != STAYS:
        row.state = step.target
    row.version += 1
    if holder is not None:
        row.holder = holder
        changed.append("holder")
    if subject is not None:
        row.subject = subject
        changed.append("subject")
    if lifecycle.state(row.state).final:
        row.closed_on = on
        changed.append("closed_on")
    return tuple(changed)


def _stop_and_go(row: Record, *, step: Step, decision: Decision) -> None:
    if step.pauses:
        clocks.pause(record=row, duties=step.pauses, decision=decision)
    if step.resumes:
        clocks.resume(record=row, duties=step.resumes, decision=decision)


def _move_clocks(row: Record, *, step: Step, on: date, items: Mapping[int, Iterable[str]] | None) -> None:
    chosen = None if items is None else tuple(items)
    if step.meets:
        clocks.meet(record=row, duties=step.meets, on=on, items=None if chosen is None else (0, *chosen))
    if step.cancels:
        clocks.cancel(record=row, duties=None if "*" in step.cancels else step.cancels)
    for item, cases in (items if items is not None else {0: ()}).items():
        for duty in step.starts:
            clocks.start(record=row, duty=duty, event_on=on, item=item, cases=cases)


def _refresh(record: Record, row: Record) -> None:
    for field in Record._meta.concrete_fields:
        setattr(record, field.attname, getattr(row, field.attname))


@transaction.atomic
def note_event(
    record: Record,
    event: str,
    *,
    actor: Actor,
    on: date,
    needs: str | None = None,
    payload: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
    expected_version: int | None = None,
) -> JournalEntry:
    """Journal something that happened without moving the record: a scan was read, a letter was delivered.

    ``event`` is the short name; the lifecycle of the kind must have a label for it (KeyError otherwise).
    """
    lifecycle = lifecycle_of(record.kind)
    lifecycle.event_label(event)
    row = locked(record, expected_version=expected_version)
    _refuse_excluded(row, actor)
    if needs is not None:
        policy_for(Record).require(actor, needs, row)
        actor = actor.by_right(needs, row.unit_id)
    elif not actor.system_name:
        raise PermissionDenied(event)
    entry = journal.append(
        record=row, event=f"{lifecycle.kind}:{event}", actor=actor, on=on, payload=payload, notes=notes
    )
    _refresh(record, row)
    reactions.announce(entry)
    return entry


def find_receipt(typed: str) -> bytes:
    """The value under which the tracking code ``typed`` is looked up."""
    return lookup_mac(normal(typed), purpose=RECEIPT)
