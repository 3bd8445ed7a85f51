"""Messages between an office and a sender who is known by a tracking code alone."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.db import connection, transaction

from congtam.casework.letters.public.actions.codes import keep_code_key, keep_known_code_keys
from congtam.casework.letters.public.actions.sending import clean
from congtam.casework.letters.public.code_keys import to_code
from congtam.casework.letters.public.keys import key_for_message
from congtam.casework.letters.public.models import Message, MessageFile
from congtam.casework.letters.public.reading import BODY
from congtam.casework.letters.public.rights import may_converse, right_to_write
from congtam.foundation.access.actor import Actor, NotPermitted
from congtam.foundation.custody import keyring
from congtam.foundation.files.arriving import keep
from congtam.foundation.sealing import seal_json
from congtam.mechanisms.lifecycle.acts import locked, note_event
from congtam.mechanisms.lifecycle.models import Record

#: as many messages of one sender wait for an answer; whoever holds a code cannot fill a record
MOST_WAITING = 30


class TooManyWait(Exception):
    """The sender has written so often that the office has to answer first."""


class CannotBeRead(Exception):
    """Nobody could read an answer: no public key of a tracking code is known for this record."""


def write_back(
    *,
    record: Record,
    actor: Actor,
    on: date,
    code: str,
    text: str,
    save_key: UUID,
    files: Sequence[BinaryIO] = (),
) -> Message:
    """What the sender writes, with evidence: sealed with a key of its own for those who may know who wrote.

    ``actor`` is the part of the system that answers a tracking code. The same ``save_key`` is the same message. Raises
    RefusedEnclosure, TooManyWait; nothing is kept then.
    """
    actor.require_system()
    with ExitStack() as stack, keyring.using({}), transaction.atomic():
        locked(record)
        if (known := Message.objects.filter(record=record, save_key=save_key).first()) is not None:
            return known
        _refuse_a_flood(record)
        # which record a code leads to is the caller's to say: `code` may be that of a record before it
        keep_code_key(record=record, actor=actor, code=code)
        key = key_for_message(record)
        message = Message.objects.create(
            record=record, unit_id=record.unit_id, direction=Message.Direction.SENDER, key=key,
            sealed=seal_json(key, {"text": text}, context=BODY), on=on, save_key=save_key,
        )  # fmt: skip
        for position, each in enumerate(clean(files, unit=record.unit), start=1):
            stack.callback(each.close)
            stored = keep(each, unit=record.unit, data_key=key)
            MessageFile.objects.create(
                message=message, unit_id=record.unit_id, file=stored, position=position
            )
        note_event(record, "message_received", actor=actor, on=on, payload={"files": len(files)})
    return message


def _refuse_a_flood(record: Record) -> None:
    waiting = Message.objects.filter(
        record=record, direction=Message.Direction.SENDER, handled_on__isnull=True
    )
    if waiting.count() >= MOST_WAITING:
        raise TooManyWait(record.code)


@transaction.atomic
def write_to_sender(*, record: Record, actor: Actor, on: date, text: str, save_key: UUID) -> Message:
    """What the office asks or answers: one copy for its own file, one for each tracking code that leads here.

    Whatever the sender wrote before counts as dealt with. The same ``save_key`` is the same message. Raises
    NotPermitted, CannotBeRead, SealLocked.
    """
    needs = _require(record, actor)
    locked(record)
    if (known := Message.objects.filter(record=record, save_key=save_key).first()) is not None:
        return known
    keep_known_code_keys(record=record, actor=actor)
    if not (publics := _public_keys(record)):
        raise CannotBeRead(record.code)
    message = Message.objects.create(
        record=record, unit_id=record.unit_id, direction=Message.Direction.OFFICE, key=record.data_key,
        sealed=seal_json(record.data_key, {"text": text}, context=BODY),
        copies=[to_code(public, text) for public in publics], on=on, author=actor.account, save_key=save_key,
    )  # fmt: skip
    _handled(record, on)
    note_event(record, "message_sent", actor=actor, on=on, needs=needs)
    return message


@transaction.atomic
def handle_messages(*, record: Record, actor: Actor, on: date) -> int:
    """Say that what the sender wrote was dealt with; how many messages waited. Raises NotPermitted."""
    needs = _require(record, actor)
    locked(record)
    if count := _handled(record, on):
        note_event(record, "message_handled", actor=actor, on=on, needs=needs, payload={"messages": count})
    return count


def _require(record: Record, actor: Actor) -> str:
    needs = right_to_write(record, actor)
    if needs is None or not may_converse(record, actor):
        raise NotPermitted("letters.settle")
    return needs


def _handled(record: Record, on: date) -> int:
    waiting = Message.objects.filter(
        record=record, direction=Message.Direction.SENDER, handled_on__isnull=True
    )
    return waiting.update(handled_on=on)


def _public_keys(record: Record) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_code_keys(%s)", [record.pk])
        return [bytes(row[0]) for row in cursor.fetchall()]
