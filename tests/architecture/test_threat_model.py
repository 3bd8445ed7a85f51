"""docs/security.md: each line names a test that is there; each wall that is taken away keeps a promise of it, or of
docs/purpose.md."""

import pytest

from tests.architecture.source_files import REPOSITORY
from tests.architecture.told_tests import Row, missing, rows
from tests.walls.mutations import MUTATIONS, Mutation

TEXT = (REPOSITORY / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = tuple(rows(TEXT))
PURPOSE = (REPOSITORY / "docs" / "purpose.md").read_text(encoding="utf-8")
#: whom the issue and the office fear
ADVERSARIES = (
    "A curious officer",
    "The accused, with an account",
    "An administrator",
    "A database administrator",
    "A stolen backup",
    "A stolen laptop or disk",
    "A flood, or somebody who tries passwords",
    "A bad upload",
    "A custodian who leaves, or forgets",
    "Somebody at an unlocked PC",
    "Whoever watches the public page, the network or the server's log",
    "Whoever controls the running machine",
)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}: {row.cells[0]}"[:70])
def test_each_line_names_a_test_that_is_there(row: Row) -> None:
    assert not missing(row)


@pytest.mark.parametrize(
    "line",
    [
        "| They try | It holds | by hand |",
        "| They try | It holds | `tests/architecture/test_nowhere.py` |",
        "| They try | It holds | `tests/architecture/test_threat_model.py::test_that_nobody_wrote` |",
    ],
)
def test_a_line_without_its_test_is_seen(line: str) -> None:
    (row,) = rows(f"## Somebody\n| a | b | c |\n|---|---|---|\n{line}\n")
    assert missing(row)


@pytest.mark.parametrize("adversary", ADVERSARIES)
def test_each_adversary_has_walls_and_what_does_not_stop_them(adversary: str) -> None:
    assert any(row.section == adversary for row in ROWS)
    part = TEXT.partition(f"## {adversary}\n")[2].partition("\n## ")[0]
    assert "Not stopped:" in part


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_each_wall_that_is_taken_away_keeps_a_promise(mutation: Mutation) -> None:
    assert _plain(mutation.promise).rstrip(".") in _plain(f"{TEXT}\n{PURPOSE}")


def test_each_promise_that_a_wall_keeps_stands_beside_one_of_its_tests() -> None:
    """Whoever reads the line finds a test that misses the wall, or one in the same file."""
    found = []
    for mutation in MUTATIONS:
        beside = [
            row
            for row in (*ROWS, *rows(PURPOSE))
            if _plain(mutation.promise).rstrip(".") in _plain(" ".join(row.cells))
        ]
        named = {file for row in beside for file, _name in row.tests}
        if not any(test.partition("::")[0] in named or _holds(test, named) for test in mutation.tests):
            found.append(mutation.name)
    assert not found


def _holds(folder: str, named: set[str]) -> bool:
    return any(file.startswith(f"{folder}/") for file in named)
