"""Whoever takes a wall away is told by a test."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.walls.mutating import ROOT, mutated, tried
from tests.walls.mutations import MUTATIONS, Mutation

by_name = pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)


@by_name
def test_each_wall_stands_where_its_mutation_says(mutation: Mutation) -> None:
    assert mutated((ROOT / mutation.file).read_text(), mutation) != (ROOT / mutation.file).read_text()
    for path in mutation.tests:
        assert path.startswith("-k") or Path(ROOT / path.partition("::")[0]).exists(), path


def test_no_wall_is_named_twice() -> None:
    assert len({each.name for each in MUTATIONS}) == len(MUTATIONS)


#: one wall of which a test is quick; `make walls` takes all of them away
ONE = next(each for each in MUTATIONS if each.name == "no_formulas")


@pytest.mark.long
def test_a_test_fails_without_the_wall() -> None:
    outcome = tried(ONE)
    assert outcome.noticed, outcome.said


@pytest.mark.long
def test_a_wall_that_no_test_misses_is_told() -> None:
    assert not tried(replace(ONE, gap=f"{ONE.wall}\n")).noticed
