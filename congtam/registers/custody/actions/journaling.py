"""An entry on a record of any kind. The calling act has found the right itself: who decides may be of another unit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle import journal, reactions
from congtam.mechanisms.lifecycle.acts import locked
from congtam.mechanisms.lifecycle.models import JournalEntry, Record


def tell(
    record: Record, event: str, *, actor: Actor, on: date, payload: Mapping[str, Any],
    notes: Mapping[str, str] | None = None,
) -> JournalEntry:  # fmt: skip
    """Append the event to the record's journal, inside the act's transaction."""
    row = locked(record)
    entry = journal.append(
        record=row, event=f"{row.kind}:{event}", actor=actor, on=on, payload=payload, notes=notes
    )
    reactions.announce(entry)
    return entry
