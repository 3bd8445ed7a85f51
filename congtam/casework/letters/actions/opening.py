"""Entering the letters of a paper book: a file is handed in and checked, then entered as a whole or not at all."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from congtam.casework.letters.actions import opening_rows
from congtam.casework.letters.models import OpeningBatch
from congtam.casework.letters.opening import container
from congtam.casework.letters.opening.book import BOOK
from congtam.casework.letters.opening.lifecycle import OPENING, PERMISSION
from congtam.casework.letters.opening.plan import Plan, plan
from congtam.foundation import clock, jobs
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.access.models import Unit
from congtam.foundation.access.policies import policy_for
from congtam.foundation.files.arriving import check_harmless
from congtam.foundation.files.inspection import Inspection
from congtam.foundation.files.store import content_mac, read_plain, store
from congtam.foundation.numbering.models import locked_last, raise_to
from congtam.mechanisms.lifecycle.acts import locked, open_record, perform
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.rulebook import Edition, editions

SEAL = "letters.seal_to_custodians"
ENTER = "letters.enter_opening"
#: a file with more letters is entered by a job
AT_ONCE = 100


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """The batch; ``known`` where these very bytes made it before, and nothing was changed now."""

    batch: OpeningBatch
    known: bool = False


class OpeningRefused(Exception):
    """Something is wrong with the file by now; nothing was entered. ``plan`` says what."""

    def __init__(self, found: Plan) -> None:
        super().__init__(f"{len(found.problems)} problems")
        self.plan = found


@transaction.atomic
def hand_in_opening(*, actor: Actor, unit: Unit, on: date, source: BinaryIO) -> HandedIn:
    """Keep an Excel file of a paper book, encrypted, as a batch that waits to be confirmed. Nothing is entered.

    The same bytes that the unit entered before, or that the actor has waiting, make nothing. A file of the actor that
    still waits is withdrawn: one waits at a time. Raises RefusedFile, NotPermitted.
    """
    actor.require(PERMISSION, unit)
    if actor.account is None:
        raise NotPermitted(PERMISSION)
    content, inspection = container.inspected(source)
    check_harmless(content, unit=unit, channel="opening")
    if (same := _same_bytes(actor, unit, inspection)) is not None:
        return HandedIn(batch=same, known=True)
    for waiting in _batches(unit).filter(record__state="checked", record__holder=actor.account):
        withdraw_opening(batch=waiting, actor=actor, on=on)
    return HandedIn(batch=_keep(actor, unit, on, content, inspection))


def _batches(unit: Unit) -> QuerySet[OpeningBatch]:
    return OpeningBatch.objects.filter(unit=unit).select_related("record__data_key", "file__data_key")


def _same_bytes(actor: Actor, unit: Unit, inspection: Inspection) -> OpeningBatch | None:
    same = _batches(unit).filter(file__content_mac=content_mac(inspection.sha256)).order_by("pk")
    waiting = same.filter(record__state="checked", record__holder=actor.account)
    return same.filter(record__state__in=("entering", "entered")).first() or waiting.first()


def _keep(actor: Actor, unit: Unit, on: date, content: bytes, inspection: Inspection) -> OpeningBatch:
    record = open_record(OPENING, actor=actor, unit=unit, on=on)
    record.holder = actor.account
    record.save(update_fields=["holder"])
    stored = store(unit=unit, data_key=record.data_key, content=content, inspection=inspection)
    return OpeningBatch.objects.create(record=record, unit=unit, file=stored)


def plan_of(batch: OpeningBatch, *, on: date, edition: Edition) -> Plan:
    """What the file of a batch comes to on a day; nothing is written."""
    return plan(read_plain(batch.file), unit_id=batch.unit_id, today=on, edition=edition)


@transaction.atomic
def withdraw_opening(*, batch: OpeningBatch, actor: Actor, on: date, save_key: UUID | None = None) -> None:
    """Let a file go that waits; it stays with its batch."""
    perform(batch.record, "withdraw", actor=actor, on=on, save_key=save_key)


@transaction.atomic
def confirm_opening(
    *,
    batch: OpeningBatch,
    actor: Actor,
    on: date,
    expected_version: int | None = None,
    save_key: UUID | None = None,
) -> bool:
    """Enter all letters of the file in one act; many of them by a job. Whether they are entered now.

    Raises OpeningRefused where anything is wrong with the file by now, NotPermitted, StepNotPossible,
    ChangedMeanwhile, AlreadyDone.
    """
    perform(
        batch.record, "confirm", actor=actor, on=on, expected_version=expected_version, save_key=save_key,
        payload={"file": batch.file.store_name},
    )  # fmt: skip
    found = plan_of(batch, on=on, edition=editions.binding())
    if found.problems:
        raise OpeningRefused(found)
    batch.rows = found.rows
    batch.save(update_fields=["rows"])
    if found.rows > AT_ONCE:
        jobs.defer(ENTER, unit_id=batch.unit_id, record_id=batch.pk)
        return False
    _enter(batch, found, actor=actor, on=on)
    return True


@transaction.atomic
def enter_opening(*, batch: OpeningBatch, actor: Actor, on: date) -> None:
    """Enter the letters of a batch that was confirmed; one that was entered meanwhile is left alone. Raises
    OpeningRefused, NotPermitted."""
    policy_for(Record).require(actor, PERMISSION, batch.record)
    if locked(batch.record).state != "entering":
        return
    _enter(batch, plan_of(batch, on=on, edition=editions.binding()), actor=actor, on=on)


def _enter(batch: OpeningBatch, found: Plan, *, actor: Actor, on: date) -> None:
    """The counters are held first, so that nobody takes a number between the last check and the last row."""
    last = _last_numbers(found)
    for year in sorted(last):
        locked_last(unit_id=batch.unit_id, series=BOOK, scope=str(year))
    found = plan_of(batch, on=on, edition=editions.binding())
    if found.problems:
        raise OpeningRefused(found)
    opening_rows.write(batch, found.letters, actor=actor, on=on)
    for year, number in last.items():
        raise_to(unit_id=batch.unit_id, series=BOOK, scope=str(year), last=number)
    _finish(batch, found, actor=actor, on=on)
    # who sent the letters lies under the key of the installation until people are found who keep it
    jobs.defer(SEAL, unit_id=batch.unit_id)


def _last_numbers(found: Plan) -> dict[int, int]:
    last: dict[int, int] = {}
    for letter in found.letters:
        year, number = letter.row.key
        last[year] = max(number, last.get(year, 0))
    return last


def _finish(batch: OpeningBatch, found: Plan, *, actor: Actor, on: date) -> None:
    numbers = [letter.row.key for letter in found.letters]
    first, last = min(numbers), max(numbers)
    batch.rows, batch.first_number, batch.last_number = found.rows, first[1], last[1]
    batch.save(update_fields=["rows", "first_number", "last_number"])
    perform(
        batch.record, "finish", actor=actor, on=on,
        payload={
            "file": batch.file.store_name, "rows": found.rows, "from": "entering", "to": "entered",
            "first": list(first), "last": list(last),
            "differences": sum(letter.differs for letter in found.letters),
        },
    )  # fmt: skip


@transaction.atomic
def give_back_opening(*, batch: OpeningBatch, actor: Actor) -> None:
    """A job found by now that the file cannot be entered: it waits again, and its page says what is wrong."""
    actor.require_system()
    perform(batch.record, "give_back", actor=actor, on=clock.today())
