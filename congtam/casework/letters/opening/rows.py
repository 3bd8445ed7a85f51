"""The rows of a paper book as they stand in the file: found, read cell by cell, nothing judged yet."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from congtam.casework.letters.opening import cells
from congtam.casework.letters.opening.columns import BY_NAME, MARK, MATTERS, SUSPENSIONS
from congtam.casework.letters.opening.problems import Problem

#: the row of machine names; the labels stand below it, and then the letters begin
NAMES_ROW, FIRST_ROW = 1, 3
MOST_ROWS = 10_000
MOST_COLUMNS = 100


@dataclass(frozen=True, kw_only=True)
class PaperMatter:
    """One content of a letter, as the row has it."""

    kind: str
    summary: str
    complex: bool = False
    remote: bool = False

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases of the law that hold for it."""
        return tuple(name for name in ("complex", "remote") if getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One letter of the paper book: the row in the file, and the values by machine name."""

    row: int
    values: Mapping[str, Any]
    letters: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    def day(self, name: str) -> date | None:
        found: date | None = self.values.get(name)
        return found

    def whole(self, name: str) -> int:
        return int(self.values.get(name) or 0)

    @property
    def state(self) -> str:
        return self.text("state")

    @property
    def key(self) -> tuple[int, int]:
        """Year and number: the place in the book."""
        return self.whole("year"), self.whole("number")

    @property
    def received_on(self) -> date:
        found = self.day("received_on")
        assert found
        return found

    @property
    def matters(self) -> tuple[PaperMatter, ...]:
        """What the letter is about; one of an unclear kind where the row names none."""
        given = tuple(self._matter(place) for place in range(1, MATTERS + 1) if self._has_matter(place))
        return given or (PaperMatter(kind="unclear", summary=self.text("summary")),)

    def _has_matter(self, place: int) -> bool:
        return bool(self.text(f"kind_{place}") or self.text(f"summary_{place}"))

    def _matter(self, place: int) -> PaperMatter:
        return PaperMatter(
            kind=self.text(f"kind_{place}") or "unclear",
            summary=self.text(f"summary_{place}") or self.text("summary"),
            complex=bool(self.values.get(f"complex_{place}")),
            remote=bool(self.values.get(f"remote_{place}")),
        )

    @property
    def complaints(self) -> dict[int, PaperMatter]:
        """The complaints by their place among the matters."""
        found = enumerate(self.matters, start=1)
        return {place: matter for place, matter in found if matter.kind == "complaint"}

    @property
    def suspensions(self) -> tuple[tuple[int, date | None, date | None], ...]:
        """Place, first and last day of each suspension that the row names."""
        found = (
            (place, self.day(f"suspended_{place}"), self.day(f"resumed_{place}"))
            for place in range(1, SUSPENSIONS + 1)
        )
        return tuple(pair for pair in found if pair[1] or pair[2])

    def problem(self, column: str, reason: str) -> Problem:
        """What is wrong with one of its cells."""
        value = self.values.get(column)
        return Problem(
            row=self.row, column=column, letter=self.letters.get(column, ""), reason=reason,
            value="" if value is None else cells.shown(value),
        )  # fmt: skip


@dataclass
class Read:
    """What was found in the file; ``examples`` are the rows that were passed over because they are marked."""

    rows: list[PaperRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)


def read(content: bytes) -> Read:
    """The rows of a workbook that was looked into (`container.inspected`)."""
    found = Read()
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception:  # whatever a broken part makes of the reader, the answer is the same
        return _broken()
    try:
        _read_book(book, found)
    except Exception as problem:
        if isinstance(problem, MemoryError | RecursionError):
            raise
        return _broken()
    finally:
        book.close()
    return found


def _broken() -> Read:
    reason = _("Tệp Excel này bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi.")
    return Read(problems=[Problem(row=0, reason=reason)])


def _read_book(book: Any, found: Read) -> None:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            reason = _("Trang tính “%(name)s” đang ẩn. Hãy cho hiện lại hoặc xóa đi.")
            found.problems.append(Problem(row=0, reason=reason % {"name": cells.shown(sheet.title)}))
    sheets = [(sheet, names) for sheet in book.worksheets if (names := _names(sheet))]
    if len(sheets) != 1:
        reason = (
            _("Có hơn một trang tính mang tên cột của mẫu. Hãy giữ lại một trang.") if sheets
            else _("Không thấy dòng tên cột của mẫu (dòng 1, đang ẩn). Hãy chép các dòng vào mẫu tải về.")
        )  # fmt: skip
        found.problems.append(Problem(row=0, reason=reason))
        return
    _read_sheet(*sheets[0], found)


def _names(sheet: Any) -> dict[int, str]:
    """The machine names of a sheet by their place (from 0); empty for a sheet that is none of ours."""
    if not hasattr(sheet, "iter_rows"):
        return {}
    first = next(sheet.iter_rows(min_row=NAMES_ROW, max_row=NAMES_ROW, max_col=MOST_COLUMNS), ())
    names = {place: str(cell.value).strip() for place, cell in enumerate(first) if cell.value is not None}
    return names if {"number", "year", "received_on"} <= set(names.values()) else {}


def _read_sheet(sheet: Any, names: dict[int, str], found: Read) -> None:
    found.problems += _wrong_columns(names)
    if any(problem.row == 0 for problem in found.problems):
        return
    letters = {name: get_column_letter(place + 1) for place, name in names.items()}
    for number, row in enumerate(sheet.iter_rows(min_row=FIRST_ROW, max_col=MOST_COLUMNS), start=FIRST_ROW):
        if all(cell.value is None for cell in row):
            continue
        if len(found.rows) >= MOST_ROWS:
            reason = _("Quá %(most)s dòng. Hãy tách sổ thành nhiều tệp.") % {"most": MOST_ROWS}
            found.problems.append(Problem(row=0, reason=reason))
            return
        _read_row(number, row, names, letters, found)
    if not found.rows and not found.problems:
        found.problems.append(Problem(row=0, reason=_("Không có dòng nào để nhập.")))


def _wrong_columns(names: dict[int, str]) -> Iterator[Problem]:
    given = list(names.values())
    for place, name in names.items():
        letter = get_column_letter(place + 1)
        if name not in BY_NAME:
            yield Problem(
                row=0, letter=letter, value=cells.shown(name), reason=_("Cột này không có trong mẫu.")
            )
        elif given.count(name) > 1 and given.index(name) != list(names).index(place):
            yield Problem(row=0, letter=letter, column=name, reason=_("Cột này có hai lần."))
    missing = [
        str(column.label) for column in BY_NAME.values() if column.required and column.name not in given
    ]
    if missing:
        reason = _("Thiếu cột của mẫu: %(names)s.") % {"names": "; ".join(missing)}
        yield Problem(row=0, reason=reason)


def _read_row(
    number: int, row: Iterable[Any], names: Mapping[int, str], letters: Mapping[str, str], found: Read
) -> None:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for place, cell in enumerate(row):
        if (name := names.get(place)) is None:
            problems += _beside(number, place, cell)
            continue
        try:
            values[name] = cells.read(cell, BY_NAME[name])
        except cells.NotReadable as wrong:
            problems.append(
                Problem(
                    row=number, column=name, letter=letters[name], value=cells.shown(cell.value),
                    reason=str(wrong),
                )
            )  # fmt: skip
    if values.get(MARK.name):
        found.examples.append(number)
        return
    if not problems and not any(value is not None for value in values.values()):
        return
    found.problems += problems
    found.rows.append(PaperRow(row=number, values=values, letters=letters))


def _beside(number: int, place: int, cell: Any) -> Iterator[Problem]:
    if cell.value is not None:
        yield Problem(
            row=number, letter=get_column_letter(place + 1), value=cells.shown(cell.value),
            reason=_("Ô này nằm ngoài các cột của mẫu."),
        )  # fmt: skip
