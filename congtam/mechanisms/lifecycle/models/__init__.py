"""What every kind of casework has: a record, its journal, its deadlines."""

from congtam.mechanisms.lifecycle.models.deadline import Deadline
from congtam.mechanisms.lifecycle.models.journal import JournalEntry, JournalNote
from congtam.mechanisms.lifecycle.models.record import Level, Record

__all__ = ["Deadline", "JournalEntry", "JournalNote", "Level", "Record"]
