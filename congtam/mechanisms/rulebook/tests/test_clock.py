"""Several texts for one duty, and the law of the day."""

from datetime import date
from typing import Any

import pytest

from congtam.mechanisms.rulebook import (
    Clock,
    Due,
    Line,
    NotInForce,
    NoValue,
    Rule,
    RuleFileError,
    UnknownRule,
    WrongTerm,
    clock,
    default_rulebook,
    due,
    in_force,
)
from congtam.mechanisms.rulebook.tests.samples import book, extension, sample_rule

CHANGE = date(2026, 7, 1)
OLD = sample_rule("old", value=10, effective_to=CHANGE)
NEW = sample_rule("new", value=7, effective_from=CHANGE)
STATUTE = sample_rule("statute", value=8)
SHORT = sample_rule("short", value=5)
FAR = sample_rule("far", value=20, for_cases=("remote",))
TEXTS = book(
    OLD, NEW, STATUTE, SHORT, FAR, lines=(Line(rules=("statute",)), Line(rules=("old", "new")))
)  # fmt: skip


def run(event: date, **facts: Any) -> Clock:
    return clock("sample.duty", event=event, rulebook=TEXTS, **facts)


def test_the_earliest_date_warns_and_the_latest_is_the_outer_limit() -> None:
    found = run(date(2026, 6, 30))
    assert (found.warn.rule, found.outer.rule) == ("statute", "old")


def test_stored_dates_make_the_same_clock_again() -> None:
    found = run(date(2026, 6, 30))
    stored = [Due.from_json(each.to_json()) for each in reversed(found.parallel)]
    assert Clock.of("sample.duty", stored) == found


def test_a_rule_holds_from_its_first_day_until_before_its_end() -> None:
    assert [each.rule for each in run(CHANGE).parallel] == ["new", "statute"]


def test_a_duty_with_one_rule_warns_on_its_only_date() -> None:
    found = clock("complaint.send_decision", event=date(2026, 7, 6))
    assert found.warn == found.outer
    assert len(found.parallel) == 1


def test_asked_as_a_date_a_duty_gives_its_outer_limit() -> None:
    found = due("sample.duty", event=date(2026, 6, 30), rulebook=TEXTS)
    assert (found.key, found.rule) == ("sample.duty", "old")


def test_a_person_may_choose_the_law_of_another_day() -> None:
    found = run(date(2026, 6, 25), law_of=CHANGE)
    assert [each.rule for each in found.parallel] == ["new", "statute"]


def test_a_case_with_lines_of_its_own_takes_them_instead() -> None:
    rules = book(SHORT, FAR, lines=(Line(rules=("short",)), Line(rules=("far",), case="remote")))
    assert clock("sample.duty", event=CHANGE, rulebook=rules).outer.rule == "short"
    assert clock("sample.duty", event=CHANGE, cases=["remote"], rulebook=rules).outer.rule == "far"


def test_a_case_counts_for_the_rules_that_know_it() -> None:
    longer = sample_rule("longer", extensions=(extension("complex", "total", 45),))
    rules = book(longer, STATUTE, lines=(Line(rules=("longer",)), Line(rules=("statute",))))
    found = clock("sample.duty", event=CHANGE, cases=["complex"], rulebook=rules)
    assert [(each.rule, each.value) for each in found.parallel] == [("statute", 8), ("longer", 45)]


@pytest.mark.parametrize("facts", [{"cases": ["complex"]}, {"extensions": 1}], ids=["case", "extension"])
def test_a_fact_that_no_rule_of_the_duty_knows_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(WrongTerm):
        run(CHANGE, **facts)


def test_before_every_rule_the_duty_has_no_date() -> None:
    with pytest.raises(NotInForce):
        run(date(2018, 12, 31))


def test_a_rule_whose_start_was_not_read_is_unknown() -> None:
    unread = sample_rule("unread", effective_from=None)
    rules = book(unread, lines=(Line(rules=("unread",)),))
    with pytest.raises(NoValue):
        in_force("unread", day=CHANGE, rulebook=rules)
    with pytest.raises(NoValue):
        clock("sample.duty", event=CHANGE, rulebook=rules)


def test_an_unread_rule_beside_a_known_one_is_left_out() -> None:
    unread = sample_rule("unread", effective_from=None)
    rules = book(unread, STATUTE, lines=(Line(rules=("unread",)), Line(rules=("statute",))))
    assert clock("sample.duty", event=CHANGE, rulebook=rules).outer.rule == "statute"


@pytest.mark.parametrize(
    ("day", "found"), [(date(2026, 6, 30), True), (CHANGE, False)], ids=["last day", "day after"]
)
def test_a_rule_is_in_force_half_open(day: date, found: bool) -> None:
    assert OLD.holds_on(day) is found
    if not found:
        with pytest.raises(NotInForce) as caught:
            in_force("old", day=day, rulebook=TEXTS)
        assert caught.value.hint == "old 2019-01-01..2026-07-01"


def test_a_mistyped_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownRule) as caught:
        due("complaint-setlement-first", event=CHANGE)
    assert "complaint-settlement-first" in caught.value.hint


def test_a_duty_whose_rule_names_a_day_of_the_calendar_ends_on_that_day() -> None:
    found = due("declarations.launch_round", event=date(2019, 1, 4))
    assert (found.due, found.value) == (date(2019, 11, 30), None)


def test_the_history_of_a_rule_is_the_line_it_stands_in() -> None:
    found = default_rulebook().history("complaint-acceptance-decree-124")
    assert [rule.id for rule in found] == [
        "complaint-acceptance-circular-2013",
        "complaint-acceptance-decree-124",
        "complaint-acceptance-decree-155",
    ]


def test_a_duty_tells_the_cases_that_matter_to_it() -> None:
    assert default_rulebook().known_cases("complaint.settle") == ("remote", "complex")


@pytest.mark.parametrize(
    ("rules", "lines"),
    [
        ((OLD, STATUTE), (Line(rules=("statute", "old")),)),
        ((OLD, sample_rule("new", effective_from=date(2026, 6, 30))), (Line(rules=("old", "new")),)),
        ((OLD,), (Line(rules=("old", "gone")),)),
        ((OLD, OLD), ()),
        ((sample_rule(pause="gone"),), ()),
        ((sample_rule("sample.duty"),), (Line(rules=("sample.duty",)),)),
    ],
    ids=["without an end", "overlapping", "unknown rule", "same key twice", "unknown pause", "key of a rule"],
)
def test_rules_that_contradict_one_another_are_refused(
    rules: tuple[Rule, ...], lines: tuple[Line, ...]
) -> None:
    with pytest.raises(RuleFileError):
        book(*rules, lines=lines)
