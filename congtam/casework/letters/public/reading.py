"""What was written, opened for those who may read it."""

import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Prefetch

from congtam.casework.letters.public.code_keys import by_code, private_of
from congtam.casework.letters.public.models import Message, MessageFile
from congtam.foundation.sealing import SealBroken, SealLocked, unseal_json
from congtam.mechanisms.lifecycle.acts import find_receipt
from congtam.mechanisms.lifecycle.models import Record

BODY = "letters.message"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message as its holder of a code sees it; what they wrote themselves is only counted, so that a slip that was
    found tells nobody what its owner wrote. ``text`` is None for those, and where it cannot be opened."""

    own: bool
    on: date
    unit: str
    files: int
    text: str | None


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What was written to and by the holder of a code, and the record that goes on with it now."""

    record_id: int
    unit_id: int
    said: tuple[Said, ...]


def conversation_of(code: str) -> Conversation | None:
    """The conversation of a code as it was typed; None for a code that leads nowhere (one query). That it was opened
    is noted nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_conversation(%s)", [find_receipt(code)])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    found = json.loads(row[0]) if isinstance(row[0], str) else row[0]
    return Conversation(record_id=found["record"], unit_id=found["unit_id"], said=tuple(_opened(code, found)))


def _opened(code: str, found: dict[str, Any]) -> Sequence[Said]:
    written = found["messages"]
    private = None
    if found["salt"] and any(each["copies"] for each in written):
        private = private_of(code, salt=b64decode(found["salt"]))
    return [
        Said(
            own=each["direction"] == Message.Direction.SENDER,
            on=date.fromisoformat(each["on"]),
            unit=each["unit"],
            files=each["files"],
            text=_text_by_code(private, each["copies"]) if private else None,
        )
        for each in written
    ]


def _text_by_code(private: Any, copies: Sequence[str]) -> str | None:
    try:
        return by_code(private, [b64decode(copy) for copy in copies])
    except SealBroken:
        return None


@dataclass(frozen=True, kw_only=True)
class ForOffice:
    """A message as the office sees it. ``text`` is None where it is sealed from this reader."""

    message: Message
    text: str | None

    @property
    def files(self) -> list[MessageFile]:
        return list(self.message.files.all())


def messages_for_office(record: Record) -> list[ForOffice]:
    """All messages of a record, oldest first, as far as keys are open here (2 queries beside the keys')."""
    found = (
        Message.objects.filter(record=record)
        .select_related("key", "author")
        .prefetch_related(
            Prefetch("files", queryset=MessageFile.objects.select_related("file").order_by("position"))
        )
        .order_by("pk")
    )
    return [ForOffice(message=each, text=_text_for_office(each)) for each in found]


def _text_for_office(message: Message) -> str | None:
    try:
        found: dict[str, str] = unseal_json(message.key, bytes(message.sealed), context=BODY)
    except SealLocked:
        return None
    return found["text"]
