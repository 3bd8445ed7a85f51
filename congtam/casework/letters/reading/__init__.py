"""Reading scanned letters: pages are set right, read by Tesseract, and what they say is proposed.

Pure functions; nothing here writes to the database or to the disk.
"""

from congtam.casework.letters.reading.document import read_from
from congtam.casework.letters.reading.judging import looks_unreadable
from congtam.casework.letters.reading.pages import PageText, Word
from congtam.casework.letters.reading.preparation import prepare
from congtam.casework.letters.reading.proposals import Proposal, Proposals, propose
from congtam.casework.letters.reading.tesseract import Availability, Unreadable, available, recognise

__all__ = [
    "Availability",
    "PageText",
    "Proposal",
    "Proposals",
    "Unreadable",
    "Word",
    "available",
    "looks_unreadable",
    "prepare",
    "propose",
    "read_from",
    "recognise",
]
