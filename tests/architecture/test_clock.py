"""Time is read in one place."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_files import PACKAGE, dotted, files, place, tree_of

CLOCK = PACKAGE / "foundation" / "clock"
READS = {
    *(
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "datetime.datetime.now",
        "datetime.datetime.today",
    ),
    *("date.today", "datetime.date.today", "timezone.now", "timezone.localdate", "timezone.localtime"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "datetime.datetime.utcnow"),
}
#: names that are reads when imported by themselves: ``from time import time``
FROM = {("time", "time"), ("time", "localtime"), ("django.utils.timezone", "now"), ("time", "gmtime")}


def clock_reads(tree: ast.Module) -> Iterator[int]:
    """Lines that read the time."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and dotted(node).lstrip("_") in READS:
            yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (node.lineno for alias in node.names if (node.module, alias.name) in FROM)


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(tz)",
        "date.today()",
        "default = timezone.now",
        "time.time()",
        "from time import time",
        "from django.utils.timezone import now",
        "datetime.datetime.utcnow()",
    ],
)
def test_a_read_of_the_time_is_seen(line: str) -> None:
    assert list(clock_reads(ast.parse(line))) == [1]


def test_the_clock_and_a_stopwatch_are_no_read_of_the_time() -> None:
    assert not list(clock_reads(ast.parse("clock.now()\nclock.today()\nmonotonic()\ntime.sleep(1)")))


def test_only_the_clock_reads_the_time() -> None:
    found = [
        place(path, line)
        for path in files(".py")
        if not path.is_relative_to(CLOCK)
        for line in clock_reads(tree_of(path))
    ]
    assert not found, "use congtam.foundation.clock"


def test_the_rulebook_takes_the_day_as_an_argument() -> None:
    """A rule of business does not even know the clock."""
    found = [
        place(path)
        for path in files(".py", under=PACKAGE / "mechanisms" / "rulebook")
        if "foundation.clock" in (text := path.read_text()) or "foundation import clock" in text
    ]
    assert not found
