"""What is wrong with a file, cell by cell. Values are shown to whoever handed the file in, and logged nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from congtam.casework.letters.opening.columns import BY_NAME


@dataclass(frozen=True, kw_only=True)
class Problem:
    """``row`` as Excel counts (0: the whole file), ``column`` a machine name or empty, ``letter`` as Excel names
    the column; ``reason`` in the reader's language."""

    row: int
    reason: str
    column: str = ""
    letter: str = ""
    value: str = ""

    @property
    def label(self) -> Any:
        """What the column is called."""
        return BY_NAME[self.column].label if self.column in BY_NAME else self.column


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By row, then by column from left to right."""
    places = {name: place for place, name in enumerate(BY_NAME)}
    return sorted(problems, key=lambda problem: (problem.row, places.get(problem.column, 0)))
