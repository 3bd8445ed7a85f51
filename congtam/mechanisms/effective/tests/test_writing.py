"""A change is not a correction: what each does to the facts, and what each leaves alone."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.models import Account, Unit
from congtam.mechanisms.effective import Period
from congtam.mechanisms.effective.reading import as_known_at, as_of
from congtam.mechanisms.effective.tests.models import Sign
from congtam.mechanisms.effective.writing import (
    NotAChange,
    NothingDiffers,
    ReasonMissing,
    change,
    correct,
    end,
)

JANUARY, MARCH, JULY, OCTOBER = (date(2025, month, 1) for month in (1, 3, 7, 10))
INSTANT = datetime(2025, 8, 1, 9, tzinfo=clock.PLACE)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock.frozen(INSTANT):
        yield


@pytest.fixture
def write(unit: Unit, clerk: Actor) -> Any:
    """``write(change, on=…, text=…)`` with the unit and the clerk filled in."""

    def _write(act: Any, *, reason: str = "theo quyết định", hours: int = 0, **given: Any) -> Any:
        values = {name: given.pop(name) for name in ("text", "colour") if name in given}
        if values or act is not end:
            given["values"] = values
        with clock.frozen(INSTANT + hours * HOUR):
            return act(model=Sign, subject=unit, actor=clerk, reason=reason, **given)

    return _write


def believed(unit: Unit) -> list[tuple[date, date | None, str]]:
    facts = Sign.objects.filter(unit=unit).order_by("valid")
    return [(fact.period.start, fact.period.end, fact.text) for fact in facts]


def text_on(day: date, at: datetime | None = None) -> str | None:
    facts = list(as_of(Sign, day)) if at is None else as_known_at(Sign, at, day)
    assert len(facts) <= 1
    return facts[0].text if facts else None


def test_the_first_change_holds_from_its_day_without_an_end(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    assert believed(unit) == [(JANUARY, None, "A")]
    assert text_on(JANUARY - timedelta(days=1)) is None


def test_a_change_ends_the_old_fact_on_its_day_and_leaves_the_past(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B", hours=1)
    assert believed(unit) == [(JANUARY, JULY, "A"), (JULY, None, "B")]


def test_a_change_entered_late_holds_until_the_change_that_is_known_to_follow(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="C", hours=1)
    write(change, on=MARCH, text="B", hours=2)
    assert believed(unit) == [(JANUARY, MARCH, "A"), (MARCH, JULY, "B"), (JULY, None, "C")]


def test_a_change_before_everything_known_ends_where_the_known_begins(unit: Unit, write: Any) -> None:
    write(change, on=JULY, text="B")
    write(change, on=JANUARY, text="A", hours=1)
    assert believed(unit) == [(JANUARY, JULY, "A"), (JULY, None, "B")]


def test_what_a_change_does_not_name_stays_as_it_was(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A", colour="đỏ")
    assert write(change, on=JULY, text="B", hours=1).colour == "đỏ"


def test_a_change_on_the_day_a_fact_begins_is_refused_as_a_correction(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    with pytest.raises(NotAChange, match="01/01/2025"):
        write(change, on=JANUARY, text="B")


def test_a_change_that_changes_nothing_is_refused(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    with pytest.raises(NothingDiffers):
        write(change, on=JULY, text="A")


def test_an_end_leaves_no_fact_from_its_day_on(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=OCTOBER, text="B", hours=1)
    write(end, on=JULY, hours=2)
    assert believed(unit) == [(JANUARY, JULY, "A")]


def test_where_nothing_holds_there_is_nothing_to_end(unit: Unit, write: Any) -> None:
    write(change, on=JULY, text="A")
    with pytest.raises(NothingDiffers):
        write(end, on=MARCH)
    with pytest.raises(NotAChange):
        write(end, on=JULY)


def test_after_a_change_the_past_is_told_as_before(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B", hours=2)
    before, after = INSTANT + HOUR, INSTANT + 3 * HOUR
    assert [text_on(MARCH), text_on(MARCH, before), text_on(MARCH, after)] == ["A", "A", "A"]
    assert text_on(OCTOBER, before) == "A", "before the change was known, nobody expected an end"
    assert text_on(OCTOBER, after) == "B"


def test_a_correction_replaces_the_past_and_keeps_what_was_believed(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="sai")
    write(correct, period=Period(JANUARY, JULY), text="đúng", hours=2)
    assert believed(unit) == [(JANUARY, JULY, "đúng"), (JULY, None, "sai")]
    assert text_on(MARCH, INSTANT + HOUR) == "sai"
    assert text_on(MARCH, INSTANT + 2 * HOUR) == "đúng"
    assert text_on(MARCH, INSTANT - HOUR) is None


def test_a_correction_inside_a_fact_leaves_both_sides(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(correct, period=Period(MARCH, JULY), text="B", hours=1)
    assert believed(unit) == [(JANUARY, MARCH, "A"), (MARCH, JULY, "B"), (JULY, None, "A")]


def test_a_correction_of_one_value_keeps_the_others_of_each_fact(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A", colour="đỏ")
    write(change, on=JULY, colour="xanh", hours=1)
    new = write(correct, period=Period(JANUARY), text="B", hours=2)
    assert [(fact.text, fact.colour) for fact in new] == [("B", "đỏ"), ("B", "xanh")]


def test_a_correction_to_one_value_throughout_is_one_fact(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B", hours=1)
    write(correct, period=Period(MARCH), text="C", hours=2)
    assert believed(unit) == [(JANUARY, MARCH, "A"), (MARCH, None, "C")]


def test_a_correction_fills_days_of_which_nothing_was_known(unit: Unit, write: Any) -> None:
    write(change, on=JULY, text="A")
    write(correct, period=Period(JANUARY), text="A", hours=1)
    assert believed(unit) == [(JANUARY, JULY, "A"), (JULY, None, "A")]
    assert text_on(MARCH, INSTANT) is None


def test_a_correction_does_not_touch_a_fact_that_was_right(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B", hours=1)
    right = Sign.objects.get(text="B")
    write(correct, period=Period(JANUARY), text="B", hours=2)
    assert Sign.objects.get(pk=right.pk).recorded_at == INSTANT + HOUR


def test_a_correction_that_says_what_is_believed_is_refused(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    with pytest.raises(NothingDiffers):
        write(correct, period=Period(JANUARY, JULY), text="A")


def test_a_correction_without_a_reason_is_refused(unit: Unit, write: Any) -> None:
    with pytest.raises(ReasonMissing):
        write(correct, period=Period(JANUARY), text="A", reason="  ")


def test_a_fact_keeps_who_gave_it_when_a_later_act_takes_a_part_away(
    unit: Unit, write: Any, clerk: Actor
) -> None:
    other = Actor(account=Account.objects.create(username="other", display_name="Người khác"))
    write(change, on=JANUARY, text="A", reason="thành lập")
    with clock.frozen(INSTANT + HOUR):
        change(model=Sign, subject=unit, on=JULY, actor=other, values={"text": "B"}, reason="đổi tên")
    old, new = Sign.objects.order_by("valid")
    assert (old.recorded_by, old.reason, old.recorded_at) == (clerk.account, "thành lập", INSTANT + HOUR)
    assert (new.recorded_by, new.reason, new.change_kind) == (other.account, "đổi tên", "change")


def test_the_history_tells_who_stopped_believing_what_and_why(unit: Unit, write: Any, clerk: Actor) -> None:
    write(change, on=JANUARY, text="sai")
    write(correct, period=Period(JANUARY), text="đúng", reason="đọc nhầm", hours=2)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text, lower(recorded), upper(recorded),"
            " superseded_by_id, superseded_kind, superseded_reason FROM effective_tests_sign_history"
        )
        rows = cursor.fetchall()
    assert rows == [("sai", INSTANT, INSTANT + 2 * HOUR, clerk.account_id, "correction", "đọc nhầm")]


def test_two_acts_at_one_instant_are_recorded_one_after_the_other(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B")
    assert text_on(OCTOBER, INSTANT) == "A"
    assert text_on(OCTOBER, INSTANT + timedelta(microseconds=1)) == "B"


def test_a_clock_that_was_set_back_does_not_rewrite_what_was_believed(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A", hours=5)
    write(change, on=JULY, text="B")
    assert text_on(OCTOBER, INSTANT + 5 * HOUR) == "A"


def test_facts_of_one_subject_leave_those_of_another_alone(unit: Unit, write: Any, clerk: Actor) -> None:
    neighbour = Unit.objects.create(code="neighbour", name="Bên cạnh")
    change(model=Sign, subject=neighbour, on=JANUARY, actor=clerk, values={"text": "N"}, reason="")
    write(change, on=JANUARY, text="A")
    write(correct, period=Period(JANUARY), text="B", hours=1)
    assert believed(neighbour) == [(JANUARY, None, "N")]
    assert [fact.text for fact in as_known_at(Sign, INSTANT + HOUR, subjects=[neighbour.pk])] == ["N"]


def test_a_part_of_the_system_writes_without_an_account(unit: Unit) -> None:
    machine = system_actor("importer", unit_id=unit.pk)
    fact = change(model=Sign, subject=unit, on=JANUARY, actor=machine, values={"text": "A"}, reason="")
    assert fact.recorded_by is None


def test_values_are_checked_before_anything_is_written(unit: Unit, write: Any) -> None:
    write(change, on=JANUARY, text="A")
    with pytest.raises(ValidationError):
        write(change, on=JULY, text="dài hơn hai mươi chữ cái")
    with pytest.raises(TypeError, match="no shape"):
        change(model=Sign, subject=unit, on=JULY, actor=Actor(account=None), values={"shape": "o"}, reason="")
    assert believed(unit) == [(JANUARY, None, "A")]


def test_the_first_fact_needs_every_value_that_may_not_be_empty(write: Any) -> None:
    with pytest.raises(ValidationError, match="text"):
        write(change, on=JANUARY, colour="đỏ")


def test_a_fact_can_neither_be_saved_nor_deleted_by_itself(unit: Unit, write: Any) -> None:
    fact = write(change, on=JANUARY, text="A")
    with pytest.raises(TypeError):
        fact.save()
    with pytest.raises(TypeError):
        fact.delete()


def test_an_instant_without_a_time_zone_is_refused(fact_tables: None) -> None:
    with pytest.raises(ValueError, match="time zone"):
        as_known_at(Sign, datetime(2025, 8, 1))  # noqa: DTZ001  the mistake that is tested


def test_knowing_what_was_believed_takes_one_query(
    unit: Unit, write: Any, django_assert_num_queries: Any
) -> None:
    write(change, on=JANUARY, text="A")
    write(change, on=JULY, text="B", hours=1)
    with django_assert_num_queries(1):
        assert len(as_known_at(Sign, INSTANT + 2 * HOUR)) == 2
