"""What the commands answer: JSON objects as in the contract of the command line."""

from datetime import date
from decimal import Decimal
from typing import Any

from congtam.mechanisms.rulebook.book import Rulebook
from congtam.mechanisms.rulebook.clocks import Clock
from congtam.mechanisms.rulebook.dues import Due
from congtam.mechanisms.rulebook.schema import Duty, Extension, FixedDay, Rule

_DUE_KEYS = (
    "key",
    "rule",
    "event",
    "value",
    "unit",
    "direction",
    "roll",
    "unrolled",
    "due",
    "provisional",
    "citation",
    "source",
    "confidence",
)


def due_answer(due: Due) -> dict[str, Any]:
    """One date with its steps in words of the active language."""
    answer: dict[str, Any] = {key: plain(getattr(due, key)) for key in _DUE_KEYS}
    answer["steps"] = [
        {"date": step.date.isoformat(), "text": step.text(), "citation": step.citation} for step in due.steps
    ]
    return answer


def clock_answer(clock: Clock) -> dict[str, Any]:
    """The outer limit, with the date that warns and all dates in parallel."""
    answer = due_answer(clock.outer)
    answer["warn"] = {
        "date": clock.warn.due.isoformat(),
        "rule": clock.warn.rule,
        "citation": clock.warn.citation,
    }
    answer["parallel"] = [
        {
            "rule": each.rule,
            "unrolled": each.unrolled.isoformat(),
            "due": each.due.isoformat(),
            "citation": each.citation,
            "confidence": each.confidence,
        }
        for each in clock.parallel
    ]
    return answer


def rule_answer(rule: Rule) -> dict[str, Any]:
    """All that is known of a rule; unknown is null."""
    fields = (name for name in Rule.__slots__ if name not in ("extensions", "grounds", "file", "fixed_day"))
    answer = {name: plain(getattr(rule, name)) for name in fields}
    fixed = rule.fixed_day
    answer["fixed_day"] = {name: getattr(fixed, name) for name in FixedDay.__slots__} if fixed else None
    answer["grounds"] = [{"id": each.id, "vi": each.vi, "en": each.en} for each in rule.grounds]
    answer["extensions"] = [extension_answer(each) for each in rule.extensions]
    return answer


def extension_answer(extension: Extension) -> dict[str, Any]:
    return {name: plain(getattr(extension, name)) for name in Extension.__slots__}


def duty_answer(duty: Duty) -> dict[str, Any]:
    return {
        "id": duty.id,
        "title_vi": duty.title_vi,
        "title_en": duty.title_en,
        "lines": [{"case": line.case, "rules": list(line.rules)} for line in duty.lines],
    }


def list_answer(book: Rulebook) -> dict[str, Any]:
    return {
        "rules": [rule_answer(rule) for rule in book.rules.values()],
        "duties": [duty_answer(duty) for duty in book.duties.values()],
    }


def explain_answer(book: Rulebook, key: str) -> dict[str, Any]:
    """A rule or duty with its history: the rules that follow one another, each in full."""
    history = book.history(key)
    duty = book.duties.get(key)
    return {
        "key": key,
        "kind": "duty" if duty else "rule",
        "title_vi": duty.title_vi if duty else book.rule(key).title_vi,
        "title_en": duty.title_en if duty else book.rule(key).title_en,
        "cases": list(book.known_cases(key)),
        "duties": [each.id for each in book.duties.values() if key in each.rules],
        "history": [rule_answer(rule) for rule in history],
    }


def plain(value: object) -> Any:
    """A JSON value: days as ISO text, tuples as lists, a decimal as number."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return list(value)
    return value if value != "" else None
