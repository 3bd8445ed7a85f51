"""The running terms of a letter, and what may be done with each: the conditions of the steps about clocks."""

from itertools import chain, count
from typing import Any

from congtam.casework.letters import law_choice
from congtam.foundation import clock
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Facts
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline, Record
from congtam.mechanisms.rulebook import editions

SETTLE, DIALOGUE = "complaint.settle", "complaint.dialogue_notice"
SEND_SUSPENSION, SEND_RESUMPTION = "complaint.send_suspension", "complaint.send_resumption"
COMPLEX = "complex"
#: further clocks of a duty that is the letter's as a whole have their places beyond those of complaints
FURTHER = 1000


def settling(record: Record) -> list[Deadline]:
    """The clocks of settlement that run, in the order of the complaints."""
    return sorted(_open(record, SETTLE), key=lambda row: row.item)


def _open(record: Record, duty: str) -> list[Deadline]:
    """Chosen here and not by the database: a page reads a record's deadlines once for all conditions."""
    return [row for row in record.deadlines.all() if row.duty == duty and row.state == Deadline.State.OPEN]


def free_place(record: Record, duty: str) -> int:
    """Under which place one more clock of the duty runs: 0, or the first free one beyond those of complaints.

    Each decision is sent within its own term, also while the one before has not left the office.
    """
    taken = set(record.deadlines.filter(duty=duty, state__in=RUNNING).values_list("item", flat=True))
    return next(place for place in chain((0,), count(FURTHER + 1)) if place not in taken)


def cannot_suspend(record: Record) -> Any:
    """A term stands still only where a rule in force says so (since 1 July 2026: Luật Khiếu nại, Điều 11a)."""
    try:
        for row in settling(record):
            clocks.check_pause(row, on=clock.today(), book=editions.shown().book)
    except clocks.ClockRefused as refused:
        return str(refused)
    return ""


def may_be_complex(record: Record) -> bool:
    """A complaint whose term runs, and which was not found complex before."""
    return any(COMPLEX not in Facts.from_json(row.facts).cases for row in settling(record))


def dialogue_planned(record: Record) -> bool:
    """The parties have yet to be told of a dialogue."""
    return bool(_open(record, DIALOGUE))


def law_in_doubt(record: Record) -> bool:
    """The law changed while a term of the letter runs, and nobody has chosen which one is applied."""
    return bool(law_choice.undecided(record, on=clock.today(), book=editions.shown().book))
