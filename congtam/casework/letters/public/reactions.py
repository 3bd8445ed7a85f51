"""What happens to the keys of messages when it is decided what a letter is, as to the keys of the letter itself."""

from congtam.casework.letters.public.keys import keys_of_messages
from congtam.foundation.custody import shares
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.reactions import on_event


@on_event("letters.letter:triage")
def no_denunciation(entry: JournalEntry) -> None:
    """The installation keeps the keys from now on. They must be open (SealLocked), as those of the letter must."""
    for key in keys_of_messages(entry.record_id):
        shares.to_the_installation(data_key=key)


@on_event("letters.letter:hold")
@on_event("letters.letter:separate")
def kept_closed(entry: JournalEntry) -> None:
    """Whoever held keys for intake alone can open them no longer."""
    shares.keep_to_custodians(data_keys=[key.pk for key in keys_of_messages(entry.record_id)])
