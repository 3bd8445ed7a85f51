"""What every kind of casework has: a record, its journal, its deadlines, where it goes on, what was erased by law,
who is kept away from it."""

from congtam.mechanisms.lifecycle.models.continuation import Continuation
from congtam.mechanisms.lifecycle.models.deadline import RUNNING, Deadline
from congtam.mechanisms.lifecycle.models.erasure import Erasure
from congtam.mechanisms.lifecycle.models.exclusion import Exclusion
from congtam.mechanisms.lifecycle.models.journal import JournalEntry, JournalNote
from congtam.mechanisms.lifecycle.models.record import Level, Record

__all__ = [
    "RUNNING", "Continuation", "Deadline", "Erasure", "Exclusion", "JournalEntry", "JournalNote", "Level", "Record",
]  # fmt: skip
