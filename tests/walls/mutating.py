"""Taking one wall away at a time: in a copy of the tree, then the tests that are to notice run there.

    python -m tests.walls.mutating              # all of them
    python -m tests.walls.mutating NAME …       # some

Prints a line a wall; ends with 1 where one was taken away and no test failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.walls.mutations import MUTATIONS, Mutation

ROOT = Path(__file__).resolve().parents[2]
#: what a test needs of the tree
PARTS = (
    "congtam",
    "tests",
    "benchmarks",
    "docs",
    "conftest.py",
    "pyproject.toml",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
)
_AT_ONCE = 2
_PATIENCE = 600
#: what pytest ends with when a test failed; everything else means that nothing was tried
_FAILED = 1


class NotThere(Exception):
    """The text of a mutation is not in its file exactly once: the wall moved, and the mutation has to follow."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``noticed``: a test failed, as it must."""

    mutation: Mutation
    noticed: bool
    seconds: float
    said: str


def mutated(text: str, mutation: Mutation) -> str:
    """The text of the file without the wall. Raises NotThere."""
    if text.count(mutation.wall) != 1:
        raise NotThere(f"{mutation.name}: {mutation.file}")
    return text.replace(mutation.wall, mutation.gap)


@contextmanager
def without(mutation: Mutation) -> Iterator[Path]:
    """A copy of the tree in which the wall is gone."""
    with tempfile.TemporaryDirectory(prefix="walls-") as folder:
        copy = Path(folder)
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy(source, copy / part)
        file = copy / mutation.file
        file.write_text(mutated(file.read_text(), mutation))
        yield copy


def tried(mutation: Mutation) -> Outcome:
    """Take the wall away and run its tests, until the first fails."""
    begun = perf_counter()
    with without(mutation) as copy:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *mutation.tests],
            cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, check=False, capture_output=True, text=True,
            timeout=_PATIENCE,
        )  # fmt: skip
    return Outcome(
        mutation=mutation, noticed=done.returncode == _FAILED, seconds=perf_counter() - begun,
        said="\n".join(done.stdout.splitlines()[-12:]) + done.stderr[-500:],
    )  # fmt: skip


def all_tried(names: Iterable[str] = ()) -> Iterator[Outcome]:
    """Some or all of the mutations, two at a time, in the order of the list."""
    chosen = set(names)
    wanted = [each for each in MUTATIONS if not chosen or each.name in chosen]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(tried, wanted)


def main() -> int:
    """Exit 0 where every wall is missed when it is gone."""
    missed = 0
    for outcome in all_tried(sys.argv[1:]):
        word = "noticed" if outcome.noticed else "NOT NOTICED"
        sys.stdout.write(f"{word:12} {outcome.seconds:5.0f} s  {outcome.mutation.name}\n")
        if not outcome.noticed:
            missed += 1
            sys.stdout.write(f"{outcome.said}\n")
        sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
