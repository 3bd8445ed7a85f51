"""Whoever takes a wall away is told by a test."""

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


@pytest.mark.long
@by_name
def test_a_test_fails_without_the_wall(mutation: Mutation) -> None:
    outcome = tried(mutation)
    assert outcome.noticed, outcome.said
