"""The key under which a sender's message lies, and who opens it."""

from collections.abc import Iterable, Sequence

from congtam.casework.letters.models import Letter
from congtam.casework.letters.public.models import Message
from congtam.foundation.custody.shares import new_identity_key
from congtam.foundation.sealing.models import DataKey, new_data_key
from congtam.mechanisms.lifecycle.models import Exclusion, Level, Record

LETTER = "letters.letter"


def key_for_message(record: Record) -> DataKey:
    """A new key: open to those who keep identities, as what the letter itself says is, until it was decided that the
    letter is no denunciation; then to everybody who works on the record."""
    if is_open(record):
        return new_data_key(unit=record.unit)
    return new_identity_key(
        unit=record.unit, classified=record.level == Level.SEALED, without=_excluded(record)
    )


def is_open(record: Record) -> bool:
    """Whether somebody decided that the record's letter is no denunciation."""
    if record.kind != LETTER or record.level == Level.SEALED:
        return False
    letter = Letter.objects.filter(record=record).only("opened_at").first()
    return letter is not None and letter.opened_at is not None


def _excluded(record: Record) -> list[int]:
    found = Exclusion.objects.filter(record=record, ended_at__isnull=True)
    return list(found.values_list("account_id", flat=True))


def records_of_messages(keys: Sequence[int], *, kind: str) -> dict[int, int]:
    """The record, of this kind, by the key of a message of its sender (one query)."""
    said = Message.objects.filter(
        key_id__in=keys, direction=Message.Direction.SENDER, record__kind=kind
    ).values_list("key_id", "record_id")
    return dict(said)


def keys_of_messages(*records: int) -> Iterable[DataKey]:
    """The keys of what the senders of these records (ids) wrote (one query)."""
    said = Message.objects.filter(record_id__in=records, direction=Message.Direction.SENDER)
    return DataKey.objects.filter(pk__in=said.values("key_id"))
