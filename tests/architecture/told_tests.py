"""Documents that name tests: which they name, and which of these are not there."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.source_files import REPOSITORY, functions, tree_of

_TEST = re.compile(r"`((?:congtam|tests)/[\w./-]*test_\w+\.py)(?:::(\w+))?`")
_HEAD = re.compile(r"\|\s*-+")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table, under its heading."""

    section: str
    cells: tuple[str, ...]

    @property
    def tests(self) -> list[tuple[str, str]]:
        """(file, function or "") of each test that the last column names."""
        return _TEST.findall(self.cells[-1])


def rows(text: str) -> Iterator[Row]:
    """The lines of all tables without their heads."""
    section, body = "", False
    for line in text.splitlines():
        if line.startswith("#"):
            section = line.lstrip("# ")
        if not line.startswith("|"):
            body = False
        elif _HEAD.match(line):
            body = True
        elif body:
            yield Row(section=section, cells=tuple(cell.strip() for cell in line.strip("|").split(" | ")))


def missing(row: Row) -> list[str]:
    """What the line names and is not there; a line that names no test is missing one."""
    if not row.tests:
        return [f"{row.section}: no test for {row.cells[0]!r}"]
    return [f"{row.section}: {file}::{name}" for file, name in row.tests if not _is_there(file, name)]


def _is_there(file: str, name: str) -> bool:
    path = REPOSITORY / file
    if not path.is_file():
        return False
    found = {each.name for each in functions(tree_of(path)) if isinstance(each, ast.FunctionDef)}
    return name in found if name else any(each.startswith("test_") for each in found)
