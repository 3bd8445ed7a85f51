"""What a letter that another body handed over brought along, as its journal tells."""

from dataclasses import dataclass
from datetime import date

from congtam.casework.letters.models import Letter
from congtam.mechanisms.lifecycle.models import JournalEntry

TAKEN_OVER = "taken_over"


@dataclass(frozen=True, kw_only=True)
class EarlierPaper:
    """A paper that the body before issued; it stands in that body's register, not in ours."""

    kind: str
    symbol: str
    on: date


def papers(letter: Letter, kind: str) -> list[EarlierPaper]:
    """The papers of a kind that came with the letter, oldest first; none for a letter that was received here."""
    entry = JournalEntry.objects.filter(record=letter.record, event=f"letters.letter:{TAKEN_OVER}").first()
    found = entry.payload.get("papers", []) if entry else []
    return [
        EarlierPaper(kind=each["kind"], symbol=each["symbol"], on=date.fromisoformat(each["on"]))
        for each in found
        if each["kind"] == kind
    ]
