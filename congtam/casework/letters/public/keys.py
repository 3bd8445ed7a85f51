"""The key under which a sender's message lies, and who opens it."""

from collections.abc import Iterable

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


def keys_of_messages(record: Record) -> Iterable[DataKey]:
    """The keys of what the sender wrote."""
    said = Message.objects.filter(record=record, direction=Message.Direction.SENDER)
    return DataKey.objects.filter(pk__in=said.values("key_id"))
