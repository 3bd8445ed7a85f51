"""One save of one form is one act, however often it is sent."""

from uuid import UUID

from congtam.mechanisms.lifecycle.acts import AlreadyDone
from congtam.mechanisms.lifecycle.models import JournalEntry, Record


def refuse_repeated(record: Record, key: UUID | None) -> None:
    """Raise AlreadyDone where this save was performed on the record, whose row the caller has locked."""
    if key is None:
        return
    done = JournalEntry.objects.filter(record=record, payload__save=str(key)).first()
    if done is not None:
        raise AlreadyDone(done)


def named(key: UUID | None) -> dict[str, str]:
    """What the payload says of the save."""
    return {"save": str(key)} if key else {}
