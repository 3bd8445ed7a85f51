"""What every kind of casework has: a record, its journal, its deadlines, and what was erased of it by law."""

from congtam.mechanisms.lifecycle.models.deadline import RUNNING, Deadline
from congtam.mechanisms.lifecycle.models.erasure import Erasure
from congtam.mechanisms.lifecycle.models.journal import JournalEntry, JournalNote
from congtam.mechanisms.lifecycle.models.record import Level, Record

__all__ = ["RUNNING", "Deadline", "Erasure", "JournalEntry", "JournalNote", "Level", "Record"]
