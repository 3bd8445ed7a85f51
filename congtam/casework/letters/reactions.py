"""What letters do when something is journaled elsewhere."""

from datetime import date

from congtam.casework.letters.actions.settling import letter_received_by_citizen
from congtam.casework.letters.documents import DECISION
from congtam.casework.letters.models import Letter
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.reactions import on_event


@on_event("letters.letter:document_received")
def decision_received(entry: JournalEntry) -> None:
    """The citizen's time to go on starts when the decision is in their hands."""
    if entry.payload.get("kind") != DECISION.name:
        return
    letter = Letter.objects.select_related("record").get(record_id=entry.record_id)
    letter_received_by_citizen(letter=letter, on=date.fromisoformat(entry.payload["received_on"]))
