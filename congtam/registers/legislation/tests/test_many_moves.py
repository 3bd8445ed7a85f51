"""Many deadlines move at once: in portions of records, while every act waits."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from congtam.mechanisms.lifecycle import impact, reactions
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Record
from congtam.mechanisms.lifecycle.verify import verify
from congtam.mechanisms.rulebook import editions as rulebook_editions
from congtam.registers.legislation.tests.conftest import Office
from congtam.registers.legislation.tests.test_acts import DAY_OFF, TODAY, day_off

MOVED = "letters.letter:deadline_moved"


def letters(office: Office, count: int) -> list[Record]:
    return [office.letter().record for _time in range(count)]


def moves() -> list[impact.Move]:
    edition = rulebook_editions.shown().changed(days=[DAY_OFF])
    found = list(impact.foreseen(impact.running(), edition=edition))
    assert all(isinstance(each, impact.Move) for each in found)
    return [each for each in found if isinstance(each, impact.Move)]


def applied(found: list[impact.Move], *, at_once: int = impact.RECORDS_AT_ONCE) -> int:
    return impact.apply(found, on=TODAY, edition=1, change="thử", at_once=at_once)


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_portions_of_any_size_leave_whole_chains_and_one_entry_a_record(office: Office, at_once: int) -> None:
    records = letters(office, 3)
    found = moves()
    assert applied(found, at_once=at_once) == len(found)
    assert verify().ok
    entries = JournalEntry.objects.filter(event=MOVED)
    assert sorted(entry.record_id for entry in entries) == [record.pk for record in records]
    stored = {row.pk: row for row in Deadline.objects.all()}
    for move in found:
        row = stored[move.deadline.pk]
        assert (row.warn_on, row.due_on) == (move.clock.warn.due, move.clock.outer.due)
        assert row.explanation == [due.to_json() for due in move.clock.parallel]


def test_more_records_in_a_portion_need_no_more_statements(office: Office) -> None:
    letters(office, 4)
    found = moves()
    by_record = [[move for move in found if move.deadline.record_id == pk] for pk in
                 dict.fromkeys(move.deadline.record_id for move in found)]  # fmt: skip
    with CaptureQueriesContext(connection) as one:
        applied(by_record[0])
    with CaptureQueriesContext(connection) as three:
        applied([move for group in by_record[1:] for move in group])
    assert len(one) == len(three) <= 8


@pytest.fixture
def told() -> Iterator[list[JournalEntry]]:
    """The entries that a subscriber of moved deadlines gets."""
    heard: list[JournalEntry] = []
    reactions.on_event(MOVED)(heard.append)
    yield heard
    reactions._reactions[MOVED].remove(heard.append)


def test_who_waits_for_moved_deadlines_is_told_of_each_record(
    office: Office, told: list[JournalEntry]
) -> None:
    records = letters(office, 2)
    day_off(office)
    assert [entry.record.pk for entry in told] == [record.pk for record in records]
    assert all(entry.record.length == entry.seq for entry in told)


def test_a_clock_that_an_act_ended_meanwhile_does_not_move_and_its_record_is_told_nothing(
    office: Office,
) -> None:
    first, second = letters(office, 2)
    found = moves()
    ended = Deadline.objects.filter(record=first)
    before = set(ended.values_list("pk", "due_on"))
    ended.update(state=Deadline.State.MET, met_on=date(2026, 1, 19))
    applied(found)
    assert set(ended.values_list("pk", "due_on")) == before
    assert {entry.record_id for entry in JournalEntry.objects.filter(event=MOVED)} == {second.pk}


def test_a_date_that_was_moved_meanwhile_is_told_from_where_it_is(office: Office) -> None:
    """Two jobs read the same term; the one that is second finds it where it belongs, and tells nothing."""
    record = letters(office, 1)[0]
    first, second = moves(), moves()
    assert applied(first) > 0
    assert applied(second) == 0
    assert JournalEntry.objects.filter(record=record, event=MOVED).count() == 1


def test_whoever_has_the_record_open_is_told_that_its_deadline_moved(office: Office) -> None:
    record = letters(office, 1)[0]
    before = record.version
    day_off(office)
    record.refresh_from_db()
    assert record.version == before + 1
