"""Seams in the law: the days on which rules begin or end, and what that changes for each duty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from congtam.mechanisms.rulebook import Duty, Rule, Rulebook

ONE_DAY = timedelta(days=1)
#: days on which much of the law of these years changed: offered, beside the next seam
KNOWN = (date(2019, 1, 1), date(2021, 11, 15), date(2025, 7, 1), date(2026, 7, 1))


@dataclass(frozen=True, kw_only=True)
class Seam:
    """A duty whose rules change on a day. ``case`` is empty for the plain lines."""

    duty: Duty
    case: str
    before: tuple[Rule, ...]
    after: tuple[Rule, ...]


def days(book: Rulebook) -> list[date]:
    """All seams, in order."""
    found = {day for rule in book.rules.values() for day in (rule.effective_from, rule.effective_to) if day}
    return sorted(found)


def next_seam(book: Rulebook, *, after: date) -> date | None:
    return next((day for day in days(book) if day > after), None)


def beginning(book: Rulebook, day: date) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.effective_from == day]


def ending(book: Rulebook, day: date) -> list[Rule]:
    return [rule for rule in book.rules.values() if rule.effective_to == day]


def of_duties(book: Rulebook, day: date) -> Iterator[Seam]:
    """What each duty rests on the day before and on the day, where that differs."""
    touched = {rule.id for rule in (*beginning(book, day), *ending(book, day))}
    for duty in book.duties.values():
        if touched.isdisjoint(duty.rules):
            continue
        for case in dict.fromkeys(line.case or "" for line in duty.lines):
            cases = (case,) if case else ()
            before = book.serving(duty.id, day=day - ONE_DAY, cases=cases)
            after = book.serving(duty.id, day=day, cases=cases)
            if before != after:
                yield Seam(duty=duty, case=case, before=before, after=after)
