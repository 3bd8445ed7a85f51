"""What a book looks like on paper: its head, its columns, its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

#: what stands in a cell; a day is written as on paper
Cell = str | int | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading and its width in characters of the usual letter."""

    label: Any
    width: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """One number of the book. A voided one stays in its place, struck through, with the reason among its cells."""

    cells: tuple[Cell, ...]
    voided: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A book of one office and one period: "Sổ văn bản đến", "Năm 2026 · Sổ chung". ``name`` is the file's."""

    title: str
    unit: str
    period: str
    name: str
    columns: Sequence[Column]

    @property
    def head(self) -> tuple[str, str, str]:
        """The three lines above the columns."""
        return (self.unit, self.title.upper(), self.period)


def written(cell: Cell) -> str | int:
    """The cell as it is shown: days as 04/03/2026, nothing as nothing."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else cell


def void_words(reason: str) -> str:
    """ "Đã hủy: nhập nhầm", as it stands in the column for notes."""
    return _("Đã hủy: %(reason)s") % {"reason": reason} if reason else _("Đã hủy")


def joined(parts: Iterable[str]) -> str:
    """What is known, with a semicolon between."""
    return "; ".join(part for part in parts if part)
