"""`congtam rulebook` as scripts call it."""

import json
import subprocess
import sys
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from congtam.foundation.commands import CommandError
from congtam.mechanisms.rulebook.commands import register

CONTRACT = {
    "key", "rule", "event", "value", "unit", "direction", "roll", "unrolled", "due", "provisional",
    "citation", "source", "confidence", "steps",
}  # fmt: skip
PROGRAM = """
import typer
from congtam.mechanisms.rulebook.commands import register
app = typer.Typer()
register(app)
app()
"""


def program() -> typer.Typer:
    app = typer.Typer()
    register(app)
    return app


def run(*arguments: str) -> str:
    result = CliRunner().invoke(program(), ["rulebook", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def answer(*arguments: str) -> dict[str, Any]:
    found = json.loads(run(*arguments, "--json"))
    assert isinstance(found, dict)
    return found


def refused(*arguments: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        run(*arguments, "--json")
    return caught.value


def test_a_rule_answers_with_the_keys_of_the_contract() -> None:
    found = answer("due", "denunciation-transfer", "--event", "2019-01-30")
    assert set(found) == CONTRACT
    assert {key: found[key] for key in ("key", "rule", "event", "value", "unit", "due", "unrolled")} == {
        "key": "denunciation-transfer",
        "rule": "denunciation-transfer",
        "event": "2019-01-30",
        "value": 5,
        "unit": "working_day",
        "due": "2019-02-13",
        "unrolled": "2019-02-13",
    }
    assert all(set(step) == {"date", "text", "citation"} for step in found["steps"])
    assert found["steps"][-1]["date"] == found["due"]


def test_a_duty_answers_with_its_outer_limit_and_the_date_that_warns() -> None:
    found = answer("due", "complaint.accept", "--event", "2026-06-25")
    assert set(found) == CONTRACT | {"warn", "parallel"}
    assert (found["key"], found["rule"], found["due"]) == (
        "complaint.accept",
        "complaint-acceptance-decree-124",
        "2026-07-09",
    )
    assert found["warn"] == {
        "date": "2026-07-06",
        "rule": "complaint-acceptance-law-10-days-first",
        "citation": "Luật Khiếu nại 02/2011/QH13, Điều 27",
    }
    assert [each["due"] for each in found["parallel"]] == ["2026-07-06", "2026-07-09"]


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (["complaint-settlement-first", "--event", "2026-07-06", "--case", "complex"], "2026-08-20"),
        (
            ["complaint.settle", "--event", "2026-07-06", "--case", "complex", "--case", "remote"],
            "2026-09-04",
        ),
        (["denunciation-settlement", "--event", "2020-03-02", "--extensions", "2"], "2020-06-01"),
        (
            ["complaint.settle", "--event", "2026-07-06", "--suspended", "2026-07-20..2026-08-10"],
            "2026-08-26",
        ),
        (["reception-schedule-posting", "--event", "2026-01-05"], "2025-12-25"),
    ],
    ids=["a case", "two cases", "two extensions", "a suspension", "backwards"],
)
def test_a_date_follows_the_options(arguments: list[str], due: str) -> None:
    assert answer("due", *arguments)["due"] == due


def test_a_date_of_next_year_is_marked_provisional() -> None:
    assert answer("due", "denunciation-transfer", "--event", "2027-02-01")["provisional"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (["due", "complaint-acceptance-decree-155", "--event", "2026-06-30"], "not_in_force", 3),
        (["due", "complaint-acceptance-decree-124", "--event", "2026-07-01"], "not_in_force", 3),
        (["due", "letter-processing-procedure-10-days", "--event", "2026-07-06"], "unknown", 3),
        (["due", "complaint-withdrawal-since-2026", "--event", "2026-07-06"], "unknown", 3),
        (["due", "no-such-rule", "--event", "2026-07-06"], "unknown", 3),
        (["explain", "no-such-rule"], "unknown", 3),
        (["due", "denunciation-transfer", "--event", "2101-07-06"], "unknown", 3),
        (["due", "calendar-public-holidays-2019-code", "--event", "2026-07-06"], "not_a_time_rule", 2),
        (["due", "denunciation-transfer", "--event", "31/12/2025"], "bad_date", 2),
        (["due", "denunciation-transfer", "--event", "2025-02-30"], "bad_date", 2),
        (["due", "denunciation-transfer", "--event", "20251231"], "bad_date", 2),
        (["due", "denunciation-transfer"], "missing_option", 2),
        (["due", "denunciation-transfer", "--event", "2026-07-06", "--case", "complex"], "wrong_term", 2),
        (["due", "denunciation-transfer", "--event", "2026-07-06", "--extensions", "1"], "wrong_term", 2),
        (
            ["due", "denunciation-settlement", "--event", "2026-07-06", "--extensions", "-1"],
            "bad_extensions",
            2,
        ),
        (
            ["due", "complaint.settle", "--event", "2026-07-06", "--suspended", "2026-07-20"],
            "bad_suspension",
            2,
        ),
        (["due", "complaint.settle", "--event", "2026-07-06", "--suspended", "a..b"], "bad_date", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_cannot_be_answered_says_why(arguments: list[str], code: str, status: int) -> None:
    error = refused(*arguments)
    assert (error.code, error.exit_code) == (code, status)
    assert error.message


def test_a_wrong_date_is_quoted_with_how_to_write_it() -> None:
    error = refused("due", "denunciation-transfer", "--event", "31/12/2025")
    assert error.message == "Không đọc được ngày “31/12/2025” của --event: viết năm-tháng-ngày."
    assert error.hint == "--event 2025-12-31"


def test_the_list_holds_every_rule_and_duty() -> None:
    found = answer("list")
    rules = {rule["id"]: rule for rule in found["rules"]}
    assert rules["complaint-withdrawal-since-2026"]["value"] is None
    assert rules["complaint-settlement-first"]["extensions"][0]["case"] == "complex"
    assert "complaint.accept" in [duty["id"] for duty in found["duties"]]


def test_the_history_of_a_rule_is_told_oldest_first() -> None:
    found = answer("explain", "complaint-acceptance-decree-155")
    assert [rule["effective_from"] for rule in found["history"]] == ["2013-12-16", "2020-12-10", "2026-07-01"]
    assert found["duties"] == [
        "complaint.accept",
        "complaint.accept_second",
        "discipline_complaint.accept",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["due", "denunciation-transfer", "--event", "2019-01-30"], "Thứ Tư 13/02/2019"),
        (
            ["due", "complaint.accept", "--event", "2026-06-25"],
            "Cảnh báo theo ngày sớm nhất: thứ Hai 06/07/2026",
        ),
        (["list"], "không nêu số"),
        (["explain", "complaint-acceptance-decree-124"], "10/12/2020 – 30/06/2026"),
    ],
    ids=["a date", "a duty", "the list", "the history"],
)
def test_people_read_it_in_vietnamese(arguments: list[str], words: str) -> None:
    assert words in " ".join(run(*arguments).split())


def test_it_answers_in_utf8_without_settings_database_or_home() -> None:
    arguments = ["rulebook", "due", "denunciation-transfer", "--event", "2019-01-30", "--json"]
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, check=True, env={"LC_ALL": "POSIX"}
    )
    steps = json.loads(result.stdout.decode("utf-8"))["steps"]
    assert steps[-1]["text"] == "Hạn cuối: hết thứ Tư 13/02/2019."


def test_a_person_may_ask_for_the_law_of_another_day() -> None:
    """Thursday 25 June 2026 and seven working days of the new decree: Monday 6 July."""
    found = answer("due", "complaint.accept", "--event", "2026-06-25", "--law-of", "2026-07-01")
    assert (found["rule"], found["due"]) == ("complaint-acceptance-decree-155", "2026-07-06")


def test_a_rule_with_a_day_of_the_calendar_has_no_number_of_days() -> None:
    found = answer("due", "annual-declaration-due-2013", "--event", "2019-02-01")
    assert (found["value"], found["unit"], found["due"]) == (None, None, "2019-12-31")
