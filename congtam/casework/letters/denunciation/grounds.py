"""The grounds and criteria that the law names for decisions on the term: data of the rulebook."""

from datetime import date

from congtam.casework.letters.denunciation.duties import COMPLEX, PARTICULARLY, SETTLE
from congtam.mechanisms.lifecycle.models import RUNNING, Record
from congtam.mechanisms.rulebook import Rule, Rulebook


def settlement_rule(record: Record, *, book: Rulebook) -> Rule | None:
    """The rule under which the record is settled; None where no term runs."""
    names = (
        record.deadlines.filter(duty=SETTLE, state__in=RUNNING).order_by("-pk").values_list("rule", flat=True)
    )
    return next((book.rules[name] for name in names if name in book.rules), None)


def suspension_rule(record: Record, *, book: Rulebook) -> Rule | None:
    """The rule under which the term may stand still, with its grounds."""
    rule = settlement_rule(record, book=book)
    return book.rule(rule.pause) if rule and rule.pause else None


def criteria_rule(record: Record, *, on: date, book: Rulebook) -> Rule | None:
    """The criteria of a complex case in force on the day."""
    return _found_under(record, COMPLEX, on=on, book=book)


def criteria_needed(record: Record, *, extension: int, on: date, book: Rulebook) -> int | None:
    """How many criteria the first or the second extension needs; None where no rule in force says so."""
    case = COMPLEX if extension == 1 else PARTICULARLY
    rule = _found_under(record, case, on=on, book=book)
    return int(rule.value) if rule and rule.value is not None else None


def _found_under(record: Record, case: str, *, on: date, book: Rulebook) -> Rule | None:
    rule = settlement_rule(record, book=book)
    extensions = rule.extensions if rule else ()
    names = (each.found_under for each in extensions if each.case == case)
    return next((book.standing(name, day=on) for name in names if name), None)
