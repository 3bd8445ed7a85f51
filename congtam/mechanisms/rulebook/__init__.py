"""The law as data: dated values with their source, and the dates they give with an explanation.

    from congtam.mechanisms.rulebook import clock, due
    due("complaint.settle", event=accepted_on, cases=["complex"]).due

Pure Python: reads the YAML files of the domains, no database. What an office fills in or changes is kept by `models`
and read by `editions`.
"""

from congtam.foundation.calendar import CalendarGap
from congtam.mechanisms.rulebook.book import Rulebook, default_rulebook, read_rulebook
from congtam.mechanisms.rulebook.changes import ValueChange, WrongChange
from congtam.mechanisms.rulebook.clocks import Clock, clock, due, in_force
from congtam.mechanisms.rulebook.dues import Due, Suspension, due_of_rule
from congtam.mechanisms.rulebook.edition import Edition
from congtam.mechanisms.rulebook.errors import (
    NotATimeRule,
    NotInForce,
    NoValue,
    RulebookError,
    RuleFileError,
    UnknownRule,
    WrongTerm,
)
from congtam.mechanisms.rulebook.schema import Duty, Extension, FixedDay, Line, Rule
from congtam.mechanisms.rulebook.steps import Step

__all__ = [
    "CalendarGap",
    "Clock",
    "Due",
    "Duty",
    "Edition",
    "Extension",
    "FixedDay",
    "Line",
    "NoValue",
    "NotATimeRule",
    "NotInForce",
    "Rule",
    "RuleFileError",
    "Rulebook",
    "RulebookError",
    "Step",
    "Suspension",
    "UnknownRule",
    "ValueChange",
    "WrongChange",
    "WrongTerm",
    "clock",
    "default_rulebook",
    "due",
    "due_of_rule",
    "in_force",
    "read_rulebook",
]
