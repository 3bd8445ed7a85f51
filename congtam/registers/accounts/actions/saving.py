"""What the acts share: one save of one form, and the act on an account's record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.acts import AlreadyDone, perform
from congtam.mechanisms.lifecycle.models import JournalEntry, Record


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of one form: the version of the record that was shown, and a key that a repeat shares."""

    version: int | None = None
    key: UUID | None = None


def step(
    record: Record,
    *,
    name: str,
    actor: Actor,
    on: date,
    save: Save,
    payload: Mapping[str, Any] | None = None,
    notes: Mapping[str, str] | None = None,
) -> JournalEntry:
    """`perform` with what the form brought. Raises what ``perform`` raises."""
    return perform(
        record, name, actor=actor, on=on, expected_version=save.version, save_key=save.key, payload=payload,
        notes=notes,
    )  # fmt: skip


def refuse_second_opening(unit_id: int, save: Save) -> None:
    """Raise AlreadyDone where this very save has opened a record before."""
    if save.key is None:
        return
    known = Record.objects.filter(unit_id=unit_id, idempotency_key=save.key).first()
    if known is not None:
        raise AlreadyDone(known.entries.order_by("seq")[:1].get())
