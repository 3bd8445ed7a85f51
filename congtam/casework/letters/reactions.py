"""What letters do when something is journaled, and when one of them is erased by law."""

from datetime import date

from congtam.casework.letters import custody_link
from congtam.casework.letters.actions.erasing import KIND, LETTER_ERASER
from congtam.casework.letters.actions.issuing_again import first_day
from congtam.casework.letters.actions.settling import complaints_of
from congtam.casework.letters.denunciation import reactions as denunciation_reactions  # noqa: F401  registers them
from congtam.casework.letters.documents import DECISION, RESUMPTION, SUSPENSION
from congtam.casework.letters.models import Letter
from congtam.casework.letters.terms import SEND_RESUMPTION, SEND_SUSPENSION
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.lifecycle import clocks, erasure
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry
from congtam.mechanisms.lifecycle.reactions import on_event

erasure.register(KIND, "letters", LETTER_ERASER)
custody_link.register()


@on_event("letters.letter:document_sent")
def decision_sent(entry: JournalEntry) -> None:
    """The decision left the office: the term to send it is met on the day that the proof gives, not on the day of
    the answer that goes with it (Luật Khiếu nại 02/2011/QH13, Điều 32)."""
    if entry.payload.get("kind") == DECISION.name:
        clocks.proved(
            record=entry.record,
            duty="complaint.send_decision",
            on=date.fromisoformat(entry.payload["sent_on"]),
        )


#: the decisions about the term itself, and the duty to send each
SENDING = {SUSPENSION.name: SEND_SUSPENSION, RESUMPTION.name: SEND_RESUMPTION}


@on_event("letters.letter:document_sent")
def suspension_sent(entry: JournalEntry) -> None:
    """A decision to suspend or to resume left the office: the term to send that very decision is met (Nghị định
    155/2026/NĐ-CP, Điều 12)."""
    duty = SENDING.get(entry.payload.get("kind", ""))
    if duty is None:
        return
    issued = IssuedDocument.objects.get(record=entry.record, uid=entry.payload["document"])
    clocks.proved(
        record=entry.record, duty=duty, on=date.fromisoformat(entry.payload["sent_on"]),
        event_on=first_day(issued),
    )  # fmt: skip


@on_event("letters.letter:document_received")
def decision_received(entry: JournalEntry) -> None:
    """The citizen got the decision: the time to lodge a second complaint starts on that day
    (Luật Khiếu nại 02/2011/QH13, Điều 33)."""
    if entry.payload.get("kind") != DECISION.name:
        return
    letter = Letter.objects.select_related("record").get(record_id=entry.record_id)
    for place, cases in complaints_of(letter).items():
        clocks.start(
            record=letter.record, duty="complaint.second_filing", item=place, party=Deadline.Party.CITIZEN,
            event_on=date.fromisoformat(entry.payload["received_on"]),
            cases=[case for case in cases if case == "remote"],
        )  # fmt: skip
