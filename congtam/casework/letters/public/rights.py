"""Who may write to the sender of a record and read what they write."""

from congtam.foundation.access.actor import Actor
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

#: by kind of record, the permissions of those who write to its sender; the journal names the first that is held
WRITE: dict[str, tuple[str, ...]] = {
    "letters.letter": ("letters.settle", "letters.triage"),
    "letters.denunciation": ("denunciations.process",),
}


def viewing(record: Record) -> str:
    """The permission to see the record at all."""
    return lifecycle_of(record.kind).view


def right_to_write(record: Record, actor: Actor) -> str | None:
    """The permission by which the actor may write to the sender; None where they may not."""
    if not actor.may(viewing(record), record.unit_id):
        return None
    return next((name for name in WRITE.get(record.kind, ()) if actor.may(name, record.unit_id)), None)


def may_converse(record: Record, actor: Actor) -> bool:
    """Whether the actor may read and write messages: only who may read the record's own content too."""
    return right_to_write(record, actor) is not None and lifecycle_of(record.kind).may_read(record, actor)
