"""The edition: which state of the office's law and calendar is in use.

Each change that an office makes to a value of the law or to a day of the calendar begins a new edition. A process
keeps the editions it has read; the number tells whether there is a newer one.
"""

from congtam.foundation.editions.number import begin, binding, changing, hold, of_this_transaction

__all__ = ["begin", "binding", "changing", "hold", "of_this_transaction"]
