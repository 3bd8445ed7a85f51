"""`congtam rulebook impact`: what would move, and what is wrong with a file, all at once."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from congtam.foundation.access.rls import set_scope
from congtam.foundation.commands import CommandError
from congtam.mechanisms.lifecycle.models import Deadline
from congtam.mechanisms.rulebook import commands as rulebook_commands
from congtam.mechanisms.rulebook.models import CalendarDay
from congtam.registers.legislation import commands
from congtam.registers.legislation.tests.conftest import Office

DAY_OFF = """
calendar:
  days:
    - {day: 2026-01-22, kind: local_off, name: Ngày hội (thử), source: Thông báo 12 (thử)}
"""


def run(runtime: Any, tmp_path: Path, text: str, *more: str) -> Any:
    file = tmp_path / "change.yaml"
    file.write_text(text, encoding="utf-8")
    app = typer.Typer()
    rulebook_commands.register(app)
    commands.register(app, runtime)
    return CliRunner().invoke(app, ["rulebook", "impact", str(file), *more])


def answer(runtime: Any, tmp_path: Path, text: str, *more: str) -> dict[str, Any]:
    result = run(runtime, tmp_path, text, "--json", *more)
    assert result.exit_code == 0, result.exception
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def refused(runtime: Any, tmp_path: Path, text: str, *more: str) -> CommandError:
    result = run(runtime, tmp_path, text, "--json", *more)
    assert isinstance(result.exception, CommandError)
    return result.exception


def test_a_day_off_tells_which_deadlines_would_move_by_how_many_days(
    office: Office, runtime: Any, tmp_path: Path
) -> None:
    record = office.letter().record
    found = answer(runtime, tmp_path, DAY_OFF)
    assert found["open"] == Deadline.objects.filter(state="open").count()
    move = next(each for each in found["moves"] if each["duty"] == "complaint.accept")
    assert move["record"] == record.code
    assert (move["from"], move["to"], move["days"]) == ("2026-01-29", "2026-01-30", 1)
    assert move["provisional"] is False
    assert found["stuck"] == []


def test_nothing_is_changed(office: Office, runtime: Any, tmp_path: Path) -> None:
    record = office.letter().record
    before = list(Deadline.objects.filter(record=record).values())
    answer(runtime, tmp_path, DAY_OFF)
    assert list(Deadline.objects.filter(record=record).values()) == before
    assert not CalendarDay.objects.exists()


def test_one_unit_can_be_asked_for(office: Office, runtime: Any, tmp_path: Path) -> None:
    office.letter()
    assert answer(runtime, tmp_path, DAY_OFF, "--unit", office.cast.city.code)["moved"] >= 1
    set_scope([office.cast.city.pk, office.cast.other.pk])
    found = answer(runtime, tmp_path, DAY_OFF, "--unit", office.cast.other.code)
    assert (found["open"], found["moved"]) == (0, 0)
    assert refused(runtime, tmp_path, DAY_OFF, "--unit", "nowhere").exit_code == 2


def test_a_value_that_gives_no_date_leaves_the_deadline_stuck_with_its_reason(
    office: Office, runtime: Any, tmp_path: Path
) -> None:
    record = office.letter().record
    rules = Deadline.objects.get(record=record, duty="complaint.accept").explanation
    rows = "".join(
        f"  - {{rule: {due['rule']}, manner: correct, value: 50, unit: percent, source: thử}}\n"
        for due in rules
    )
    found = answer(runtime, tmp_path, f"values:\n{rows}")
    assert [each["duty"] for each in found["stuck"]] == ["complaint.accept"]
    assert found["stuck"][0]["reason"]


def test_people_read_one_line_a_deadline(office: Office, runtime: Any, tmp_path: Path) -> None:
    record = office.letter().record
    said = run(runtime, tmp_path, DAY_OFF).stdout
    assert f"{record.code}  complaint.accept  2026-01-29 -> 2026-01-30  +1" in said


def test_every_mistake_of_a_file_is_named_at_once(office: Office, runtime: Any, tmp_path: Path) -> None:
    wrong = """
values:
  - {rule: complaint.settle, manner: guess, value: many, unit: fortnight}
calendar:
  days:
    - {day: tomorrow, kind: party, source: thử}
  confirm: [soon]
extra: 1
"""
    error = refused(runtime, tmp_path, wrong)
    assert error.exit_code == 2
    for place in ("extra", "values[1].manner", "values[1].value", "values[1].unit", "values[1].source",
                  "calendar.days[1].day", "calendar.days[1].kind", "calendar.confirm"):  # fmt: skip
        assert place in error.message, place


@pytest.mark.parametrize("text", ["", "[]", "values: 3", "{", "calendar: {days: []}", "values: []"])
def test_a_file_without_a_change_is_refused(office: Office, runtime: Any, tmp_path: Path, text: str) -> None:
    assert refused(runtime, tmp_path, text).exit_code == 2


def test_days_that_contradict_the_week_are_all_named(office: Office, runtime: Any, tmp_path: Path) -> None:
    text = """
calendar:
  days:
    - {day: 2026-01-24, kind: local_off, name: x, source: thử}
    - {day: 2026-01-22, kind: worked, source: thử}
  confirm: [2400]
"""
    error = refused(runtime, tmp_path, text)
    assert error.exit_code == 2
    assert "calendar.days[1]" in error.message
    assert "calendar.days[2]" in error.message
    assert "2400" in error.message


def test_a_day_that_no_calendar_has_is_a_wrong_file(office: Office, runtime: Any, tmp_path: Path) -> None:
    text = "calendar: {days: [{day: 2026-02-30, kind: local_off, name: x, source: thử}]}"
    error = refused(runtime, tmp_path, text)
    assert (error.exit_code, error.code) == (2, "bad_file")


def test_a_day_that_stands_in_a_file_twice_is_named(office: Office, runtime: Any, tmp_path: Path) -> None:
    again = "    - {day: 2026-01-22, kind: ordinary, source: thử}"
    error = refused(runtime, tmp_path, f"{DAY_OFF}{again}")
    assert error.exit_code == 2
    assert "calendar.days[2]" in error.message


def test_an_unknown_rule_is_no_value(office: Office, runtime: Any, tmp_path: Path) -> None:
    text = "values:\n  - {rule: no-such-rule, manner: correct, value: 3, unit: month, source: thử}"
    error = refused(runtime, tmp_path, text)
    assert (error.exit_code, error.code) == (3, "unknown")


def test_a_missing_file_is_a_wrong_call(runtime: Any, db: None, tmp_path: Path) -> None:
    app = typer.Typer()
    commands.register(app, runtime)
    result = CliRunner().invoke(app, ["rulebook", "impact", str(tmp_path / "none.yaml"), "--json"])
    assert isinstance(result.exception, CommandError)
    assert result.exception.exit_code == 2
