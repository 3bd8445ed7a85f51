"""From the bytes of a file to what would be entered: every problem, or every letter with its clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from congtam.casework.letters.opening import book as books
from congtam.casework.letters.opening import checking, rows
from congtam.casework.letters.opening.computing import Computer, Uncomputable, deadlines_of, settle_by
from congtam.casework.letters.opening.problems import Problem, in_order
from congtam.casework.letters.opening.rows import PaperRow
from congtam.foundation.access.models import Account
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import Edition


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One letter as it would be entered. ``computed`` is the last day of settlement that the law gives."""

    row: PaperRow
    deadlines: Sequence[Deadline]
    handler: Account | None
    computed: date | None

    @property
    def differs(self) -> bool:
        """Whether the paper book has another last day than the law."""
        paper = self.row.day("settle_by")
        return None not in (paper, self.computed) and paper != self.computed


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a file comes to. With a single problem nothing is entered; ``examples`` are rows passed over."""

    letters: Sequence[Planned]
    problems: Sequence[Problem]
    examples: Sequence[int]
    rows: int


def plan(content: bytes, *, unit_id: int, today: date, edition: Edition) -> Plan:
    """Read, check and compute a file under an edition of the law (4 queries, whatever the number of rows)."""
    found = rows.read(content)
    book = books.book_of(unit_id, found.rows, today=today)
    problems = list(found.problems)
    for row in found.rows:
        problems += checking.check(row, today=today)
    problems += books.check(found.rows, book)
    letters, uncomputable = _letters(found.rows, {problem.row for problem in problems}, book, edition)
    problems += uncomputable
    return Plan(
        letters=() if problems else letters,
        problems=in_order(problems),
        examples=found.examples,
        rows=len(found.rows),
    )


def _letters(
    found: Sequence[PaperRow], wrong: set[int], book: books.Book, edition: Edition
) -> tuple[list[Planned], list[Problem]]:
    """The clocks of the rows in which nothing else is wrong."""
    computer = Computer(edition)
    letters: list[Planned] = []
    problems: list[Problem] = []
    for row in found:
        if row.row in wrong:
            continue
        try:
            deadlines = deadlines_of(row, computer)
        except Uncomputable as refused:
            problems.append(refused.problem)
            continue
        handler = book.handlers.get(row.text("handler").lower())
        letters.append(Planned(row=row, deadlines=deadlines, handler=handler, computed=settle_by(deadlines)))
    return letters, problems
