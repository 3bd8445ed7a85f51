"""What a file would make: how many letters in which state, which clocks would run or be over, where the book differs.

It names numbers of the book and days, never a person.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from congtam.casework.letters.lifecycle import LETTER
from congtam.casework.letters.opening.plan import Plan, Planned
from congtam.casework.letters.opening.words import PAPER_STATES
from congtam.mechanisms.lifecycle.models import Deadline

#: lines of a table on the page; the counts above it are of all
SHOWN = 200
#: runs of missing numbers that are named
MOST_GAPS = 12


@dataclass(frozen=True, kw_only=True)
class Running:
    """A clock that would run today."""

    number: int
    year: int
    row: int
    label: Any
    item: int
    due: date
    paused_on: date | None
    overdue: bool
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The last day of the paper book beside the one that the law gives."""

    number: int
    year: int
    row: int
    paper: date
    computed: date | None

    @property
    def days(self) -> int:
        """How many calendar days lie between them."""
        return abs((self.computed - self.paper).days) if self.computed else 0

    @property
    def later(self) -> bool:
        """Whether the computed one is later."""
        return self.computed is not None and self.computed > self.paper


@dataclass(frozen=True, kw_only=True)
class YearOfBook:
    """The numbers of one year: from, to, how many, and the runs that the file does not have."""

    year: int
    first: int
    last: int
    count: int
    gaps: Sequence[str]
    more_gaps: bool


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``running`` and ``differences`` are the first ``SHOWN``; the counts are of all."""

    states: Sequence[tuple[Any, int]]
    years: Sequence[YearOfBook]
    running: Sequence[Running]
    running_count: int
    overdue_count: int
    paused_count: int
    differences: Sequence[Difference]
    difference_count: int
    sealed_count: int


def preview(plan: Plan, *, today: date) -> Preview:
    """The plan as people look it over before they confirm."""
    running = sorted(
        _running(plan.letters, today=today), key=lambda each: (each.paused_on is not None, each.due)
    )
    differences = [_difference(letter) for letter in plan.letters if letter.differs]
    return Preview(
        states=_states(plan.letters),
        years=_years(plan.letters),
        running=running[:SHOWN],
        running_count=len(running),
        overdue_count=sum(each.overdue for each in running),
        paused_count=sum(each.paused_on is not None for each in running),
        differences=differences[:SHOWN],
        difference_count=len(differences),
        sealed_count=sum(not opens(letter) for letter in plan.letters),
    )


def opens(letter: Planned) -> bool:
    """Whether the sender stands open: somebody has decided on paper that the letter is no denunciation."""
    return letter.row.state not in ("registered", "held")


def _states(letters: Iterable[Planned]) -> list[tuple[Any, int]]:
    counts = Counter(letter.row.state for letter in letters)
    return [(LETTER.state(name).label, counts[name]) for name in PAPER_STATES if counts[name]]


def _running(letters: Iterable[Planned], *, today: date) -> Iterable[Running]:
    for letter in letters:
        for deadline in letter.deadlines:
            if deadline.state in (Deadline.State.OPEN, Deadline.State.PAUSED):
                yield _line(letter, deadline, today=today)


def _line(letter: Planned, deadline: Deadline, *, today: date) -> Running:
    year, number = letter.row.key
    return Running(
        number=number, year=year, row=letter.row.row, label=LETTER.duty_labels[deadline.duty],
        item=deadline.item, due=deadline.due_on, paused_on=deadline.paused_on,
        overdue=deadline.paused_on is None and deadline.due_on < today,
        provisional=deadline.provisional,
    )  # fmt: skip


def _difference(letter: Planned) -> Difference:
    year, number = letter.row.key
    paper = letter.row.day("settle_by")
    assert paper
    return Difference(number=number, year=year, row=letter.row.row, paper=paper, computed=letter.computed)


def _years(letters: Iterable[Planned]) -> list[YearOfBook]:
    numbers: dict[int, list[int]] = {}
    for letter in letters:
        year, number = letter.row.key
        numbers.setdefault(year, []).append(number)
    return [_year(year, sorted(found)) for year, found in sorted(numbers.items())]


def _year(year: int, numbers: list[int]) -> YearOfBook:
    gaps = list(_gaps(numbers))
    return YearOfBook(
        year=year, first=numbers[0], last=numbers[-1], count=len(numbers), gaps=gaps[:MOST_GAPS],
        more_gaps=len(gaps) > MOST_GAPS,
    )  # fmt: skip


def _gaps(numbers: list[int]) -> Iterable[str]:
    """Runs of numbers that are missing below the highest: "12", "57–60"."""
    expected = 1
    for number in numbers:
        if number > expected:
            yield str(expected) if number == expected + 1 else f"{expected}–{number - 1}"
        expected = number + 1
