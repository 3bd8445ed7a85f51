"""The clocks of a letter from a paper book, computed from its days as the steps of its lifecycle would have done.

Nothing is read and nothing is stored: clocks are made, met and suspended in memory, by the same table of steps and
the same rulebook as those of every other letter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.opening.problems import Problem
from congtam.casework.letters.opening.rows import PaperRow
from congtam.foundation.calendar import CalendarGap
from congtam.mechanisms.lifecycle import clocks
from congtam.mechanisms.lifecycle.facts import Decision, Facts
from congtam.mechanisms.lifecycle.models import RUNNING, Deadline
from congtam.mechanisms.rulebook import Clock, Edition, NotInForce, RulebookError

ACCEPT, SETTLE = "complaint.accept", "complaint.settle"
#: the steps that led to a state, each with the column of its day
WAYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "accepted": (("accept", "accepted_on"),),
    "suspended": (("accept", "accepted_on"),),
    "decided": (("accept", "accepted_on"), ("decide", "decided_on")),
    "answered": (("accept", "accepted_on"), ("decide", "decided_on"), ("answer", "answered_on")),
    "closed": (
        ("accept", "accepted_on"), ("decide", "decided_on"), ("answer", "answered_on"), ("close", "ended_on"),
    ),
    "refused": (("refuse", "ended_on"),),
    "guided": (("guide", "ended_on"),),
}  # fmt: skip
#: states in which the office has done what its first clocks ask for
PAST = frozenset(WAYS)


@dataclass
class Computer:
    """Computes clocks under one edition; equal ones once, for a book has many letters of the same days."""

    edition: Edition
    _known: dict[tuple[str, date, Facts], Clock | None] = field(default_factory=dict)

    def clock(self, duty: str, event_on: date, facts: Facts) -> Clock | None:
        """The dates; None where no rule of the duty was in force. Raises RulebookError, CalendarGap."""
        key = (duty, event_on, facts)
        if key not in self._known:
            try:
                self._known[key] = facts.compute(duty, event_on=event_on, edition=self.edition)
            except NotInForce:
                self._known[key] = None
        return self._known[key]

    def known_cases(self, duty: str, cases: Iterable[str]) -> tuple[str, ...]:
        known = self.edition.book.known_cases(duty)
        return tuple(case for case in cases if case in known)


class Uncomputable(Exception):
    """The law or the calendar gives no date for a row."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


def deadlines_of(row: PaperRow, computer: Computer) -> list[Deadline]:
    """The clocks of one letter, not stored and without a record. Raises Uncomputable."""
    clocks_of = _Clocks(row, computer)
    clocks_of.begin()
    for step, column in WAYS.get(row.state, ()):
        clocks_of.take(step, column)
    clocks_of.end()
    return clocks_of.made


class _Clocks:
    def __init__(self, row: PaperRow, computer: Computer) -> None:
        self.row, self.computer = row, computer
        self.made: list[Deadline] = []

    def begin(self) -> None:
        """What runs from the day of receipt."""
        for duty in LETTER.starts:
            self._start(duty, self.row.received_on, column="received_on")
        for item in self.row.complaints:
            self._start(ACCEPT, self.row.received_on, item=item, column="received_on")

    def take(self, name: str, column: str) -> None:
        """One step on its day. Of a step whose day the paper does not tell, only the end of clocks is known."""
        step, on = LETTER.step(name), self.row.day(column)
        if on is None and not self.row.complaints:
            return
        self._stop(step.meets, met_on=on)
        if "*" in step.cancels:
            self._stop(None, met_on=None)
        if on is None or not self.row.complaints:
            return
        for duty in step.starts:
            for item, matter in self.row.complaints.items():
                self._start(duty, on, item=item, cases=matter.cases, column=column)
        if name == "accept":
            self._suspend()

    def end(self) -> None:
        """What a letter without a complaint, and one that was dealt with on paper alone, have behind them."""
        row = self.row
        if row.state in PAST and not row.complaints:
            self._stop(None, met_on=row.day("ended_on") or row.day("answered_on") or row.day("decided_on"))
        elif row.state == "held" and row.day("ended_on"):
            self._stop(None, met_on=row.day("ended_on"))
        elif row.state == "closed":
            self._stop(None, met_on=None)

    def _start(self, duty: str, on: date, *, item: int = 0, cases: Iterable[str] = (), column: str) -> None:
        facts = Facts(cases=self.computer.known_cases(duty, cases))
        clock = self._clock(duty, on, facts, column)
        if clock is not None:
            self.made.append(
                Deadline(
                    item=item, duty=duty, event_on=on, party=Deadline.Party.OFFICE, facts=facts.to_json(),
                    state=Deadline.State.OPEN, **clocks.stored(clock),
                )
            )  # fmt: skip

    def _clock(self, duty: str, on: date, facts: Facts, column: str) -> Clock | None:
        try:
            return self.computer.clock(duty, on, facts)
        except RulebookError as refused:
            raise Uncomputable(self.row.problem(column, refused.text())) from refused
        except CalendarGap as gap:
            raise Uncomputable(self.row.problem(column, _no_calendar(gap.year))) from gap

    def _stop(self, duties: tuple[str, ...] | None, *, met_on: date | None) -> None:
        """Running clocks are met on a day, or no longer apply where no day is known."""
        for deadline in self._running(duties):
            deadline.state = Deadline.State.MET if met_on else Deadline.State.CANCELLED
            deadline.met_on, deadline.paused_on = met_on, None

    def _running(self, duties: tuple[str, ...] | None) -> list[Deadline]:
        return [
            each for each in self.made if each.state in RUNNING and (duties is None or each.duty in duties)
        ]

    def _suspend(self) -> None:
        for place, start, end in self.row.suspensions:
            assert start
            for deadline in self._running((SETTLE,)):
                self._suspend_one(deadline, place, start, end)

    def _suspend_one(self, deadline: Deadline, place: int, start: date, end: date | None) -> None:
        decision = Decision(kind="pause", on=start)
        try:
            clocks.stop(deadline, decision=decision, book=self.computer.edition.book)
        except clocks.ClockRefused as refused:
            raise Uncomputable(self.row.problem(f"suspended_{place}", str(refused))) from refused
        if end is not None and deadline.paused_on is not None:
            self._resume(deadline, place, end)

    def _resume(self, deadline: Deadline, place: int, on: date) -> None:
        facts = clocks.resumed(deadline, decision=Decision(kind="resume", on=on))
        clock = self._clock(deadline.duty, deadline.event_on, facts, f"resumed_{place}")
        assert clock
        for name, value in {**clocks.stored(clock), "facts": facts.to_json()}.items():
            setattr(deadline, name, value)
        deadline.state, deadline.paused_on = Deadline.State.OPEN, None


def settle_by(deadlines: Iterable[Deadline]) -> date | None:
    """The first last day of settlement that was computed: what a paper book writes beside a letter."""
    days = [
        each.due_on for each in deadlines if each.duty == SETTLE and each.state != Deadline.State.CANCELLED
    ]
    return min(days, default=None)


def _no_calendar(year: int) -> str:
    return _("Chưa có lịch làm việc của năm %(year)s nên không tính được thời hạn.") % {"year": year}
