"""What only the paper book knows of a letter: numbers of its papers, where they lie, a note. Sealed with its record."""

from dataclasses import asdict, dataclass

from congtam.casework.letters.opening.models import PaperEntry
from congtam.foundation.sealing import seal_json, unseal_json
from congtam.foundation.sealing.holders import WrappedKey

CONTEXT = "letters.paper_entry"


@dataclass(frozen=True, kw_only=True)
class PaperBook:
    """Empty where the book says nothing."""

    notice_number: str = ""
    decision_number: str = ""
    place: str = ""
    note: str = ""


def sealed(details: PaperBook, *, data_key: WrappedKey) -> bytes:
    """The details, sealed with the key of the letter's record."""
    return seal_json(data_key, asdict(details), context=CONTEXT)


def opened(entry: PaperEntry, *, data_key: WrappedKey) -> PaperBook:
    """What was sealed; nothing where it was erased by law. Raises SealBroken, KeyMissing."""
    if not entry.sealed:
        return PaperBook()
    return PaperBook(**unseal_json(data_key, bytes(entry.sealed), context=CONTEXT))
