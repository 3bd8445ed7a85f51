"""The grounds that the law names for decisions on the terms of a letter. They are data of the rulebook."""

from collections.abc import Iterable
from datetime import date

from congtam.casework.letters.terms import COMPLEX
from congtam.mechanisms.lifecycle.models import RUNNING, Record
from congtam.mechanisms.rulebook import Rule, Rulebook


def suspension_rule(record: Record, *, book: Rulebook) -> Rule | None:
    """The rule under which the record's terms may stand still, with its grounds; None where there is none."""
    names = (rule.pause for rule in _rules(record, book))
    return next((book.rule(name) for name in names if name), None)


def complexity_rule(record: Record, *, on: date, book: Rulebook) -> Rule | None:
    """The rule in force on the day with the criteria of a complex case; None while there was no list."""
    found = (each for rule in _rules(record, book) for each in rule.extensions if each.case == COMPLEX)
    names = (each.found_under for each in found)
    rules = (book.standing(name, day=on) for name in names if name)
    return next((rule for rule in rules if rule), None)


def _rules(record: Record, book: Rulebook) -> Iterable[Rule]:
    used = record.deadlines.filter(state__in=RUNNING).order_by("pk").values_list("rule", flat=True)
    return (book.rules[name] for name in used if name in book.rules)
