"""What is drawn and listed: months, seams, the history of a duty, rules that are found."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from congtam.foundation.calendar import ChangedDay, changed_calendar, default_calendar
from congtam.mechanisms.rulebook import default_rulebook
from congtam.registers.legislation.forms.values import NumberField
from congtam.registers.legislation.showing import months, rules, seams, searching, timeline

BOOK = default_rulebook()
TODAY = date(2026, 11, 24)


def test_the_twelve_months_hold_each_day_of_the_year_once() -> None:
    shown = months.months(default_calendar().plan(2027), today=TODAY)
    days = [cell.day for month in shown for week in month.weeks for cell in week if cell]
    assert days == [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]


def test_a_swap_is_marked_by_signs_and_told_with_its_source() -> None:
    shown = {entry.day: entry for entry in months.entries(default_calendar().plan(2026))}
    assert (shown[date(2026, 1, 2)].mark, shown[date(2026, 1, 10)].mark) == ("swap", "worked")
    assert "02/01/2026" in shown[date(2026, 1, 10)].reason
    assert all(entry.sign and entry.source for entry in shown.values())


@pytest.mark.parametrize(
    ("year", "pending"), [(2025, None), (2026, date(2026, 11, 24)), (2027, date(2027, 11, 24))]
)
def test_24_november_waits_to_be_verified_from_2026_on(year: int, pending: date | None) -> None:
    assert months.pending_day(default_calendar().plan(year)) == pending


def test_24_november_waits_no_longer_in_a_confirmed_year() -> None:
    calendar = changed_calendar(default_calendar(), confirmed=[2027])
    assert months.pending_day(calendar.plan(2027)) is None


def test_a_day_that_the_office_changed_is_marked() -> None:
    off = ChangedDay(day=date(2027, 3, 3), kind="local_off", name="Ngày hội (thử)", source="TB (thử)")
    calendar = changed_calendar(default_calendar(), days=[off])
    shown = months.months(calendar.plan(2027), today=TODAY)
    cell = next(cell for week in shown[2].weeks for cell in week if cell and cell.day == off.day)
    assert (cell.mark, cell.changed) == ("local", True)


def test_a_duty_is_drawn_with_a_bar_for_each_rule_and_its_lines_beside_one_another() -> None:
    duty = BOOK.duty("complaint.accept")
    drawn = timeline.drawing(duty, BOOK, today=TODAY)
    assert {bar.rule.id for bar in drawn.bars} == set(duty.rules)
    assert len({bar.y for bar in drawn.bars}) == len(duty.lines)
    assert all(bar.x >= 0 and bar.x + bar.width <= drawn.width for bar in drawn.bars)
    assert date(2026, 7, 1) in [mark.day for mark in drawn.marks]


def test_bars_of_one_line_do_not_overlap() -> None:
    for duty in BOOK.duties.values():
        bars = timeline.drawing(duty, BOOK, today=TODAY).bars
        for before, after in pairwise(bars):
            if before.y == after.y and not before.unread and not after.unread:
                assert before.x + min(before.width, 4) <= after.x + 6, duty.id


def test_a_seam_shows_what_a_duty_rests_on_before_and_after() -> None:
    found = {seam.duty.id: seam for seam in seams.of_duties(BOOK, date(2026, 7, 1))}
    seam = found["complaint.accept"]
    assert "complaint-acceptance-decree-155" in [rule.id for rule in seam.after]
    assert "complaint-acceptance-decree-155" not in [rule.id for rule in seam.before]


def test_the_next_seam_lies_after_the_day() -> None:
    following = seams.next_seam(BOOK, after=date(2026, 6, 30))
    assert following == date(2026, 7, 1)


def test_every_field_of_the_rulebook_has_a_name() -> None:
    assert set(searching.by_field(BOOK)) <= set(rules.FIELDS)


def test_every_rule_and_case_can_be_told_in_words() -> None:
    for rule in BOOK.rules.values():
        assert rules.facts(rule, BOOK)
        assert all("_" not in rules.case_label(case, BOOK, [rule.id]) for case in rule.cases), rule.id


def test_unread_rules_are_those_without_a_first_day_or_a_value_that_is_due() -> None:
    unread = searching.found(BOOK, searching.Asked(unread=True, day=TODAY))
    assert "DOC-011" in [rule.id for rule in unread]
    assert all(rule.effective_from is None or (rule.value is None and rule.role != "none") for rule in unread)


@pytest.mark.parametrize(
    ("typed", "number"), [("30", 30), ("1.000.000", 1000000), ("7,5", 7.5), ("7.5", 7.5), ("50.000", 50000)]
)
def test_a_number_is_read_as_people_here_write_it(typed: str, number: float) -> None:
    assert float(NumberField().clean(typed)) == number
