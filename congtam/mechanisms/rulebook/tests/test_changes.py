"""What an office changes in the rulebook: an empty value, a wrong one, one that follows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from congtam.mechanisms.rulebook import (
    Duty,
    Line,
    NotInForce,
    Rulebook,
    UnknownRule,
    ValueChange,
    WrongChange,
    clock,
)
from congtam.mechanisms.rulebook.changes import changed_book
from congtam.mechanisms.rulebook.schema import Extension, Rule
from congtam.mechanisms.rulebook.tests.samples import sample_rule

START, LATER, LATEST = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
SOURCE = "Nghị định 1/2026 (thử)"


def rule(**more: Any) -> Rule:
    return replace(sample_rule(value=10, unit="calendar_day", roll="none"), effective_from=START, **more)


def book_of(each: Rule) -> Rulebook:
    duty = Duty(id="duty", title_vi="", title_en="", lines=(Line(rules=(each.id,)),), file="t")
    return Rulebook([each], [duty])


def change(each: Rule, manner: str = "correct", **more: Any) -> ValueChange:
    given = {"rule": each.id, "manner": manner, "value": 12, "unit": "calendar_day", "source": SOURCE, **more}
    return ValueChange(**given)


def due_on(book: Rulebook, event: date) -> date:
    from congtam.foundation.calendar import default_calendar

    return clock("duty", event=event, rulebook=book, calendar=default_calendar()).outer.due


def test_a_corrected_value_counts_for_the_whole_time_of_the_rule() -> None:
    book = changed_book(book_of(rule()), [change(rule())])
    assert due_on(book, START) == date(2026, 1, 13)
    assert book.rule(rule().id).confidence == "confirmed_by_office"
    assert book.rule(rule().id).citation == SOURCE


def test_a_corrected_rule_has_another_version() -> None:
    book = changed_book(book_of(rule()), [change(rule())])
    assert book.rule(rule().id).version != rule().version


def test_a_value_that_follows_leaves_the_time_before_as_it_was() -> None:
    book = changed_book(book_of(rule()), [change(rule(), "succeed", effective_from=LATER)])
    assert due_on(book, date(2026, 6, 30)) == date(2026, 7, 10)
    assert due_on(book, LATER) == date(2026, 7, 13)
    assert [each.id for each in book.history("duty")] == [rule().id, f"{rule().id}.2026-07-01"]


def test_an_empty_value_is_filled_in_and_gives_a_date() -> None:
    unread = rule(value=None, unit=None)
    book = changed_book(book_of(unread), [change(unread, "fill")])
    assert due_on(book, START) == date(2026, 1, 13)


def test_an_unknown_first_day_is_filled_in() -> None:
    unread = replace(rule(), effective_from=None)
    book = changed_book(book_of(unread), [change(unread, "fill", effective_from=LATER)])
    assert due_on(book, LATER) == date(2026, 7, 13)
    with pytest.raises(NotInForce):
        due_on(book, START)


@pytest.mark.parametrize(
    ("manner", "more"),
    [
        ("fill", {}),
        ("correct", {"value": 0}),
        ("correct", {"unit": "fortnight"}),
        ("succeed", {}),
        ("succeed", {"effective_from": START}),
        ("succeed", {"effective_from": date(2025, 1, 1)}),
    ],
)
def test_what_does_not_fit_the_rule_is_refused_with_a_reason(manner: str, more: dict[str, Any]) -> None:
    with pytest.raises(WrongChange) as refused:
        changed_book(book_of(rule()), [change(rule(), manner, **more)])
    assert refused.value.text()


def test_an_empty_rule_is_neither_corrected_nor_followed() -> None:
    unread = rule(value=None, unit=None)
    with pytest.raises(WrongChange):
        changed_book(book_of(unread), [change(unread)])


def test_filling_in_a_rule_without_a_first_day_needs_one() -> None:
    unread = replace(rule(), effective_from=None)
    with pytest.raises(WrongChange):
        changed_book(book_of(unread), [change(unread, "fill")])


def test_a_rule_is_followed_once_from_a_day() -> None:
    follow = change(rule(), "succeed", effective_from=LATER)
    with pytest.raises(WrongChange):
        changed_book(book_of(rule()), [follow, follow])


def test_an_unknown_rule_is_told_as_such() -> None:
    with pytest.raises(UnknownRule):
        changed_book(book_of(rule()), [replace(change(rule()), rule="nothing")])


def test_what_names_a_rule_finds_the_one_that_follows_it() -> None:
    """A term that may stand still under a rule may do so under the one that follows it as well."""
    book = changed_book(book_of(rule()), [change(rule(), "succeed", effective_from=LATER)])
    last = changed_book(
        book, [change(book.rules[f"{rule().id}.2026-07-01"], "succeed", effective_from=LATEST)]
    )
    found = [last.standing(rule().id, day=day) for day in (START, LATER, LATEST)]
    assert [each.effective_from for each in found if each] == [START, LATER, LATEST]
    assert last.standing(rule().id, day=date(2025, 12, 31)) is None


def test_a_rule_without_a_duty_has_its_followers_in_its_history() -> None:
    book = changed_book(Rulebook([rule()]), [change(rule(), "succeed", effective_from=LATER)])
    assert [each.effective_from for each in book.history(rule().id)] == [START, LATER]


def test_a_rule_that_is_only_named_alike_follows_nothing() -> None:
    book = Rulebook([rule(), replace(rule(), id=f"{rule().id}.plenum")])
    assert book.followers(rule().id) == ()


def longer(days: int) -> Extension:
    return Extension(
        case="complex", mode="total", value=days, unit="calendar_day", label_vi="phức tạp", label_en="complex"
    )


@pytest.mark.parametrize("manner", ["correct", "succeed"])
@pytest.mark.parametrize(("unit", "value"), [("calendar_day", 12), ("working_day", 8)])
def test_a_new_plain_value_leaves_the_longer_term_of_a_complex_case(
    manner: str, unit: str, value: int
) -> None:
    """Twenty days for a complex case were said by another clause: from 3 August 2026, a Monday, to Sunday 23 August."""
    with_case = rule(extensions=(longer(20),))
    given = change(
        with_case, manner, unit=unit, value=value, effective_from=LATER if manner == "succeed" else None
    )
    found = clock(
        "duty", event=date(2026, 8, 3), cases=["complex"], rulebook=changed_book(book_of(with_case), [given])
    )
    assert found.outer.due == date(2026, 8, 23)


def test_a_longer_term_that_is_no_longer_goes() -> None:
    with_case = rule(extensions=(longer(20),))
    book = changed_book(book_of(with_case), [change(with_case, value=25)])
    assert book.rule(with_case.id).extensions == ()


def test_a_correction_does_not_let_a_rule_begin_after_its_end() -> None:
    """It would never be in force, and another text would give the date alone."""
    ended = rule(effective_to=LATER)
    with pytest.raises(WrongChange, match="01/07/2026"):
        changed_book(book_of(ended), [change(ended, effective_from=LATER)])
