"""Situations of every field with the day that the law gives, counted by hand beforehand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from congtam.foundation.calendar import default_calendar
from congtam.mechanisms.rulebook import due
from congtam.mechanisms.rulebook.dues import Due

EXAMPLES = Path(__file__).parent / "rules"


def deadlines() -> Iterator[Any]:
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for example in yaml.safe_load(path.read_text(encoding="utf-8"))["examples"]:
            for deadline in example["deadlines"]:
                answer = f"{deadline['asks']}, {deadline['weekday']} {deadline['due']}"
                name = f"{path.stem} {example['id']} {example['situation']}: {answer}"
                yield pytest.param(deadline, id=name)


def computed(deadline: dict[str, Any]) -> Due:
    return due(
        deadline["rule"],
        event=deadline["event"],
        cases=deadline.get("cases", ()),
        extensions=deadline.get("extensions", 0),
        suspended=[(start, resume) for start, resume in deadline.get("suspended", [])],
        law_of=deadline.get("law_of"),
    )


@pytest.mark.parametrize("deadline", list(deadlines()))
def test_a_worked_example_comes_out(deadline: dict[str, Any]) -> None:
    found = computed(deadline)
    assert (found.unrolled, found.due) == (deadline["unrolled"], deadline["due"])
    assert found.due.strftime("%A") == deadline["weekday"]
    assert found.value == deadline["value"]


@pytest.mark.parametrize("deadline", [each for each in deadlines() if "counted" in each.values[0]])
def test_the_working_days_counted_by_hand_are_those_of_the_calendar(deadline: dict[str, Any]) -> None:
    found = computed(deadline)
    step = 1 if found.due > found.event else -1
    days: list[date] = [
        found.event + timedelta(days=step * n) for n in range(1, abs((found.due - found.event).days) + 1)
    ]
    worked = [day.strftime("%d/%m") for day in days if default_calendar().is_working(day)]
    assert worked == deadline["counted"]
