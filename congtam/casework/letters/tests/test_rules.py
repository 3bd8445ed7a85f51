"""The law of letters as situations that a jurist can read and count again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from congtam.foundation.calendar import default_calendar
from congtam.mechanisms.rulebook import NotInForce, NoValue, WrongTerm, clock, default_rulebook, due
from congtam.mechanisms.rulebook.dues import Due

EXAMPLES = Path(__file__).parent / "rules" / "worked_examples.yaml"


def deadlines() -> Iterator[Any]:
    for example in yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))["examples"]:
        for deadline in example["deadlines"]:
            answer = f"{deadline['asks']}, {deadline['weekday']} {deadline['due']}"
            yield pytest.param(deadline, id=f"{example['id']} {example['situation']}: {answer}")


def computed(deadline: dict[str, Any]) -> Due:
    suspended = [(start, resume) for start, resume in deadline.get("suspended", [])]
    return due(
        deadline["rule"],
        event=deadline["event"],
        cases=deadline.get("cases", ()),
        extensions=deadline.get("extensions", 0),
        suspended=suspended,
        law_of=deadline.get("law_of"),
    )


@pytest.mark.parametrize("deadline", list(deadlines()))
def test_a_worked_example_comes_out(deadline: dict[str, Any]) -> None:
    found = computed(deadline)
    assert (found.unrolled, found.due) == (deadline["unrolled"], deadline["due"])
    assert found.due.strftime("%A") == deadline["weekday"]
    assert found.value == deadline["value"]
    assert not found.provisional


@pytest.mark.parametrize("deadline", [each for each in deadlines() if "counted" in each.values[0]])
def test_the_working_days_counted_by_hand_are_those_of_the_calendar(deadline: dict[str, Any]) -> None:
    found = computed(deadline)
    step = 1 if found.due > found.event else -1
    days = range(1, abs((found.due - found.event).days) + 1)
    between = (found.event + timedelta(days=step * n) for n in days)
    worked = [day.strftime("%d/%m") for day in between if default_calendar().is_working(day)]
    assert worked == deadline["counted"]


def test_two_texts_for_one_duty_warn_by_the_earlier_and_end_by_the_later() -> None:
    found = clock("complaint.accept", event=date(2019, 3, 1))
    assert (found.warn.rule, found.warn.due) == ("complaint-acceptance-law-10-days-first", date(2019, 3, 11))
    assert (found.outer.rule, found.outer.due) == ("complaint-acceptance-circular-2013", date(2019, 3, 15))


def test_a_complaint_received_before_the_law_changes_keeps_the_law_of_its_receipt() -> None:
    found = clock("complaint.accept", event=date(2026, 6, 25))
    assert (found.warn.due, found.outer.due) == (date(2026, 7, 6), date(2026, 7, 9))
    assert "complaint-acceptance-decree-155" not in [each.rule for each in found.parallel]


def test_a_complaint_received_on_the_day_of_the_new_decree_follows_it() -> None:
    found = clock("complaint.accept", event=date(2026, 7, 1))
    rules = {each.rule: each.due for each in found.parallel}
    assert rules["complaint-acceptance-decree-155"] == date(2026, 7, 10)
    assert "complaint-acceptance-decree-124" not in rules


def test_a_rule_is_refused_the_day_before_it_comes_into_force() -> None:
    with pytest.raises(NotInForce):
        due("complaint-acceptance-decree-155", event=date(2026, 6, 30))


def test_a_refusal_of_reception_has_no_number_of_days_before_july_2026() -> None:
    with pytest.raises(NotInForce):
        due("reception-refusal-notice-2026", event=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("cases", "days"),
    [([], 30), (["complex"], 45), (["remote"], 45), (["remote", "complex"], 60)],
    ids=["plain 30", "complex 45", "remote 45", "remote and complex 60"],
)
def test_a_first_complaint_is_settled_in_total_within(cases: list[str], days: int) -> None:
    found = due("complaint.settle", event=date(2026, 7, 6), cases=cases)
    assert found.unrolled == date(2026, 7, 6) + timedelta(days=days)


def test_a_remote_case_at_second_level_has_seventy_days_when_complex() -> None:
    found = due("complaint.settle_second", event=date(2026, 7, 6), cases=["remote", "complex"])
    assert (found.rule, found.value) == ("complaint-settlement-second-remote", 70)


def test_a_complex_denunciation_is_longer_only_once_an_extension_is_decided() -> None:
    plain = due("denunciation.settle", event=date(2026, 3, 2), cases=["complex"])
    extended = due("denunciation.settle", event=date(2026, 3, 2), cases=["complex"], extensions=1)
    assert (plain.value, extended.value) == (30, 60)


def test_a_complex_denunciation_is_not_extended_twice() -> None:
    with pytest.raises(WrongTerm):
        due("denunciation.settle", event=date(2026, 3, 2), cases=["complex"], extensions=2)


def test_a_minimum_posting_time_ends_at_the_raw_date_even_on_a_saturday() -> None:
    found = due("complaint.posting", event=date(2026, 7, 10))
    assert (found.due, found.due.strftime("%A")) == (date(2026, 7, 25), "Saturday")


def test_the_notice_of_a_dialogue_is_counted_back_and_never_rolls() -> None:
    found = due("complaint.dialogue_notice", event=date(2026, 7, 10))
    assert (found.due, found.due.strftime("%A")) == (date(2026, 7, 5), "Sunday")
    assert "thứ Sáu 03/07/2026" in found.steps[-2].text()


def test_the_published_procedure_has_no_known_start_and_gives_no_date() -> None:
    with pytest.raises(NoValue):
        due("letters.triage", event=date(2026, 7, 6))
    with pytest.raises(NoValue):
        due("letter-processing-procedure-10-days", event=date(2026, 7, 6))


def test_withdrawal_is_a_rule_without_a_number() -> None:
    with pytest.raises(NoValue):
        due("complaint-withdrawal-since-2026", event=date(2026, 7, 6))


def test_the_alarm_of_45_days_rings_from_july_2026_on() -> None:
    assert due("letters.process", event=date(2026, 7, 6)).role == "alarm"
    with pytest.raises(NotInForce):
        due("letters.process", event=date(2026, 6, 30))


def test_every_term_about_letters_serves_a_duty() -> None:
    book = default_rulebook()
    served = {rule for duty in book.duties.values() for rule in duty.rules}
    about_letters = [rule for rule in book.rules.values() if rule.file.startswith("casework/letters/")]
    assert [rule.id for rule in about_letters if rule.is_time and rule.id not in served] == []
