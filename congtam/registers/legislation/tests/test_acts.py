"""Changing law and calendar: all or nothing, journaled on the change and on each record that moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from congtam.casework.letters.actions import accept_letter, declare_complex
from congtam.casework.letters.tests import situations
from congtam.foundation import clock, editions
from congtam.foundation.access.actor import NotPermitted, system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.calendar import CalendarGap, ChangedDay, WrongDay, YearPlan
from congtam.mechanisms.lifecycle import impact
from congtam.mechanisms.lifecycle.acts import AlreadyDone
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Record
from congtam.mechanisms.lifecycle.verify import verify
from congtam.mechanisms.rulebook import ValueChange, WrongChange
from congtam.mechanisms.rulebook import editions as rulebook_editions
from congtam.mechanisms.rulebook.models import CalendarDay, CalendarYear, OfficeValue
from congtam.registers.legislation import actions
from congtam.registers.legislation.models import AppliedChange, Recheck
from congtam.registers.legislation.tests.conftest import RECEIVED, Office

TODAY = date(2026, 1, 20)
#: a Thursday between the day of receipt and the day by which the letter is to be accepted
DAY_OFF = ChangedDay(day=date(2026, 1, 22), kind="local_off", name="Ngày truyền thống (thử)")
NOTICE = "Thông báo số 12/TB (thử)"


def accept_by(record: Record) -> date:
    return Deadline.objects.get(record=record, duty="complaint.accept").due_on


def day_off(office: Office, **more: object) -> actions.Applied:
    given = {
        "days": [DAY_OFF],
        "source": NOTICE,
        "on": TODAY,
        "unit": office.cast.city,
        "actor": office.actor,
    }
    return actions.change_days(**{**given, **more})  # type: ignore[arg-type]


def test_a_day_off_moves_the_deadlines_that_count_working_days(office: Office) -> None:
    record = office.letter().record
    assert accept_by(record) == date(2026, 1, 29)
    applied = day_off(office)
    assert accept_by(record) == date(2026, 1, 30)
    assert applied.moved >= 1


def test_each_record_that_moves_tells_of_it_and_names_the_change(office: Office) -> None:
    record = office.letter().record
    applied = day_off(office)
    entry = JournalEntry.objects.get(record=record, event="letters.letter:deadline_moved")
    assert entry.payload["change"] == applied.record.code
    assert entry.payload["edition"] == applied.edition
    told = {move["duty"]: (move["due_from"], move["due_to"], move["days"]) for move in entry.payload["moves"]}
    assert told["complaint.accept"] == ("2026-01-29", "2026-01-30", 1)


def test_the_change_itself_stands_in_the_journal_with_source_reason_and_counts(office: Office) -> None:
    office.letter()
    applied = day_off(office, reason="Theo lịch của tỉnh (thử)")
    entry = applied.record.entries.get(event="legislation.calendar_change:apply")
    assert entry.payload["days"] == [{"day": "2026-01-22", "kind": "local_off", "instead_of": None}]
    assert entry.payload["moved"] == applied.moved
    assert {note.name for note in entry.notes.all()} == {"source", "reason"}
    assert Record.objects.get(pk=applied.record.pk).closed_on == TODAY


def test_the_journal_verifies_after_a_change(office: Office) -> None:
    office.letter()
    day_off(office)
    assert verify().ok


def test_what_was_stored_is_what_was_applied(office: Office) -> None:
    record = office.letter().record
    applied = day_off(office)
    edition = rulebook_editions.of(applied.edition)
    assert not edition.calendar.is_working(DAY_OFF.day)
    deadline = Deadline.objects.get(record=record, duty="complaint.accept")
    assert deadline.calendar_version == edition.calendar.version


def test_nobody_without_the_right_changes_a_day(office: Office) -> None:
    with pytest.raises(NotPermitted):
        day_off(office, actor=office.cast.actor(office.cast.lan, TODAY))
    assert not CalendarDay.objects.exists()


def test_nothing_is_changed_without_a_source(office: Office) -> None:
    with pytest.raises(ValidationError):
        day_off(office, source="  ")


def test_the_same_save_sent_twice_is_applied_once(office: Office) -> None:
    office.letter()
    key = uuid4()
    first = day_off(office, save_key=key)
    with pytest.raises(AlreadyDone) as again:
        day_off(office, save_key=key)
    assert again.value.entry.record_id == first.record.pk
    assert CalendarDay.objects.count() == 1


def test_a_failed_change_leaves_the_old_edition_and_nothing_behind(office: Office) -> None:
    record = office.letter().record
    before = editions.of_this_transaction()
    weekend = replace(DAY_OFF, day=date(2026, 1, 24))
    with pytest.raises(WrongDay):
        day_off(office, days=[DAY_OFF, weekend])
    assert editions.of_this_transaction() == before
    assert rulebook_editions.shown().calendar.is_working(DAY_OFF.day)
    assert accept_by(record) == date(2026, 1, 29)
    assert not CalendarDay.objects.exists()
    assert not AppliedChange.objects.exists()


def test_a_day_that_stands_in_a_change_twice_is_refused(office: Office) -> None:
    with pytest.raises(WrongDay):
        day_off(office, days=[DAY_OFF, DAY_OFF])


def test_a_swap_is_one_change_of_two_days(office: Office) -> None:
    record = office.letter().record
    swap = [
        ChangedDay(day=date(2026, 1, 22), kind="swap_off", name="Hoán đổi (thử)"),
        ChangedDay(day=date(2026, 1, 24), kind="worked", instead_of=date(2026, 1, 22)),
    ]
    day_off(office, days=swap)
    assert accept_by(record) == date(2026, 1, 29)
    calendar = rulebook_editions.shown().calendar
    assert not calendar.is_working(date(2026, 1, 22))
    assert calendar.is_working(date(2026, 1, 24))


def test_an_ordinary_day_again_moves_the_deadlines_back(office: Office) -> None:
    record = office.letter().record
    day_off(office)
    day_off(office, days=[ChangedDay(day=DAY_OFF.day, kind="ordinary")])
    assert accept_by(record) == date(2026, 1, 29)


def test_a_provisional_date_is_settled_when_its_year_is_confirmed(office: Office) -> None:
    with clock.frozen(date(2026, 12, 24)):
        record = office.letter(on=date(2026, 12, 24)).record
    deadline = Deadline.objects.get(record=record, duty="complaint.accept")
    assert deadline.provisional
    applied = actions.confirm_year(
        actor=office.actor, unit=office.cast.city, on=date(2026, 12, 28), year=2027, source=NOTICE
    )
    deadline.refresh_from_db()
    assert not deadline.provisional
    assert applied.settled >= 1
    entry = JournalEntry.objects.get(record=record, event="letters.letter:deadline_moved")
    assert not any(move["provisional"] for move in entry.payload["moves"])


def test_a_year_is_confirmed_once(office: Office) -> None:
    facts = {"actor": office.actor, "unit": office.cast.city, "on": TODAY, "year": 2027, "source": NOTICE}
    actions.confirm_year(**facts)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        actions.confirm_year(**facts)  # type: ignore[arg-type]
    assert CalendarYear.objects.count() == 1


def test_a_year_of_which_nothing_is_known_cannot_be_confirmed(office: Office) -> None:
    with pytest.raises(CalendarGap):
        actions.confirm_year(actor=office.actor, unit=office.cast.city, on=TODAY, year=2400, source=NOTICE)


def test_days_are_changed_while_a_year_is_confirmed(office: Office) -> None:
    off = ChangedDay(day=date(2027, 3, 3), kind="local_off", name="Ngày hội (thử)")
    actions.confirm_year(
        actor=office.actor, unit=office.cast.city, on=TODAY, year=2027, days=[off], source=NOTICE
    )
    calendar = rulebook_editions.shown().calendar
    assert calendar.settled(2027)
    assert not calendar.is_working(date(2027, 3, 3))


def test_what_was_confirmed_is_kept_as_it_stood(office: Office) -> None:
    """A later version of the product may know other days of the year; the office's calendar is what it confirmed."""
    before = rulebook_editions.shown().calendar.plan(2027)
    actions.confirm_year(actor=office.actor, unit=office.cast.city, on=TODAY, year=2027, source=NOTICE)
    kept = YearPlan.from_json(CalendarYear.objects.get().plan)
    assert (kept.off, kept.settled) == (before.off, True)
    assert rulebook_editions.shown().calendar.plan(2027) == kept


def test_a_confirmed_year_is_read_from_what_was_kept(office: Office) -> None:
    """Friday 1 January 2027 is a holiday; in a year that was kept without one it is worked."""
    without = replace(rulebook_editions.shown().calendar.plan(2027), off={})
    with editions.changing() as number:
        CalendarYear.objects.create(
            year=2027, plan=without.to_json(), edition_id=number, source=NOTICE, made_at=clock.now()
        )
    calendar = rulebook_editions.of(number).calendar
    assert (calendar.is_working(date(2027, 1, 1)), calendar.settled(2027)) == (True, True)


def value(rule: str = "complaint-acceptance", **more: object) -> ValueChange:
    given = {"rule": rule, "manner": "correct", "value": 12, "unit": "working_day", "source": NOTICE}
    return ValueChange(**{**given, **more})  # type: ignore[arg-type]


def change(office: Office, given: ValueChange) -> actions.Applied:
    return actions.change_value(actor=office.actor, unit=office.cast.city, on=TODAY, change=given)


def rule_of(record: Record) -> str:
    return Deadline.objects.get(record=record, duty="complaint.accept").rule


def test_a_corrected_value_moves_what_rests_on_it(office: Office) -> None:
    record = office.letter().record
    applied = change(office, value(rule_of(record)))
    assert accept_by(record) == date(2026, 2, 2)
    assert applied.record.kind == "legislation.change"
    assert OfficeValue.objects.get().source == NOTICE


def test_a_value_that_follows_later_leaves_a_case_to_the_law_of_its_day(office: Office) -> None:
    record = office.letter().record
    change(office, value(rule_of(record), manner="succeed", effective_from=date(2026, 3, 2)))
    assert accept_by(record) == date(2026, 1, 29)
    assert f"{rule_of(record)}.2026-03-02" in rulebook_editions.shown().book.rules


def test_a_value_that_is_known_is_not_filled_in(office: Office) -> None:
    record = office.letter().record
    with pytest.raises(WrongChange):
        change(office, value(rule_of(record), manner="fill"))
    assert not OfficeValue.objects.exists()


def test_deadlines_of_another_unit_are_moved_by_a_job_that_may_run_twice(office: Office) -> None:
    other = office.cast.other
    record = office.letter().record
    set_scope([other.pk])
    applied = actions.change_days(
        actor=replace(office.actor, permissions={other.pk: office.actor.permissions[office.cast.city.pk]}),
        unit=other, on=TODAY, days=[DAY_OFF], source=NOTICE,
    )  # fmt: skip
    assert applied.elsewhere == 1
    set_scope([office.cast.city.pk])
    assert accept_by(record) == date(2026, 1, 29)
    job = system_actor("rulebook", unit_id=office.cast.city.pk)
    moved = actions.recompute_unit(
        actor=job, unit_id=office.cast.city.pk, on=TODAY, change=applied.record.code
    )
    again = actions.recompute_unit(
        actor=job, unit_id=office.cast.city.pk, on=TODAY, change=applied.record.code
    )
    assert (moved >= 1, again) == (True, 0)
    assert accept_by(record) == date(2026, 1, 30)


def test_no_person_runs_what_a_job_runs(office: Office) -> None:
    with pytest.raises(NotPermitted):
        actions.recompute_unit(actor=office.actor, unit_id=office.cast.city.pk, on=TODAY, change="")
    with pytest.raises(NotPermitted):
        actions.recheck_unit(actor=office.actor, unit=office.cast.city)


def test_recomputing_needs_a_reason(office: Office) -> None:
    with pytest.raises(ValidationError):
        actions.recompute_now(actor=office.actor, unit=office.cast.city, on=TODAY, reason=" ")


def test_a_date_that_no_longer_fits_is_moved_by_a_person(office: Office) -> None:
    record = office.letter().record
    Deadline.objects.filter(record=record, duty="complaint.accept").update(due_on=date(2026, 2, 20))
    actions.recompute_now(actor=office.actor, unit=office.cast.city, on=TODAY, reason="So đêm (thử)")
    assert accept_by(record) == date(2026, 1, 29)
    from procrastinate.contrib.django.models import ProcrastinateJob

    compared = ProcrastinateJob.objects.filter(task_name="legislation.recheck_unit")
    assert [job.args["unit_id"] for job in compared] == [office.cast.city.pk]


def test_nothing_is_written_down_of_a_comparison_by_the_pages_role(office: Office) -> None:
    assert not Recheck.objects.exists()


def test_what_was_looked_at_under_another_law_is_not_applied(office: Office) -> None:
    """Two keepers look at the same moment: whoever applies second has not seen what the first one changed."""
    looked_at = editions.of_this_transaction()
    day_off(office, seen=looked_at)
    friday = replace(DAY_OFF, day=date(2026, 1, 23))
    with pytest.raises(actions.ChangedSinceSeen):
        day_off(office, days=[friday], seen=looked_at)
    assert [row.day for row in CalendarDay.objects.all()] == [DAY_OFF.day]


def test_deadlines_are_moved_while_later_ones_are_still_compared(office: Office) -> None:
    """However many deadlines run, those of one portion of records are in memory, without their explanations."""
    records = [office.letter().record for _time in range(3)]
    edition = rulebook_editions.shown().changed(days=[DAY_OFF])
    seen: list[date] = []

    def moves() -> Iterator[impact.Move]:
        for move in impact.foreseen(impact.running(), edition=edition):
            assert isinstance(move, impact.Move)
            assert "explanation" in move.deadline.get_deferred_fields()
            seen.append(accept_by(records[0]))
            yield move

    moved = impact.apply(moves(), on=TODAY, edition=1, change="thử", at_once=1)
    assert moved == len(seen) >= 3
    assert (seen[0], seen[-1]) == (date(2026, 1, 29), date(2026, 1, 30))
    assert {accept_by(record) for record in records} == {date(2026, 1, 30)}


def test_a_term_that_was_lengthened_meanwhile_keeps_its_longer_day(office: Office) -> None:
    """A job read the term as it was, 30 days from 15 January 2026 (Saturday 14 February, after Tết Monday 23 February,
    which becomes a day off). An officer finds the case complex before the job moves it: 45 days, Monday 2 March."""
    letter = office.letter()
    lan = office.cast.actor(office.cast.lan, RECEIVED)
    facts = {"letter": letter, "actor": lan, "on": RECEIVED, "signer": situations.SIGNER}
    accept_letter(**facts, save=situations.save())  # type: ignore[arg-type]
    settle = Deadline.objects.get(record=letter.record, duty="complaint.settle")
    assert settle.due_on == date(2026, 2, 23)
    day = ChangedDay(day=settle.due_on, kind="local_off", name="Ngày hội (thử)")
    moves = list(impact.foreseen(impact.running(), edition=rulebook_editions.shown().changed(days=[day])))
    assert settle in [each.deadline for each in moves]
    declare_complex(
        **facts, places=[1], criteria=[], explanation="Nhiều thửa đất (thử).", save=situations.save()  # type: ignore[arg-type]
    )  # fmt: skip
    impact.apply([each for each in moves if isinstance(each, impact.Move)], on=TODAY, edition=1, change="thử")
    settle.refresh_from_db()
    assert settle.due_on == date(2026, 3, 2)


def test_a_rule_that_is_followed_again_and_again_still_has_room_for_its_name(office: Office) -> None:
    """Five values, one after the other; a letter is received under the newest."""
    rule = rule_of(office.letter().record)
    for days, start in enumerate((date(2026, month, 2) for month in (2, 3, 4, 5, 6)), start=11):
        change(office, value(rule, manner="succeed", effective_from=start, value=days))
        rule = f"{rule}.{start.isoformat()}"
    assert len(rule) > 80
    with clock.frozen(date(2026, 6, 8)):
        assert rule_of(office.letter(on=date(2026, 6, 8)).record) == rule


def test_nothing_is_found_complex_where_the_law_has_no_longer_term(office: Office) -> None:
    """A plain term of 50 days leaves no room for the 45 days of a complex case: no paper is issued for nothing."""
    change(office, value("complaint-settlement-first", value=50, unit="calendar_day"))
    letter = office.letter()
    lan = office.cast.actor(office.cast.lan, RECEIVED)
    accept_letter(letter=letter, actor=lan, on=RECEIVED, signer=situations.SIGNER, save=situations.save())
    with pytest.raises(ValidationError, match="không có thời hạn dài hơn"):
        declare_complex(
            letter=letter, actor=lan, on=RECEIVED, places=[1], criteria=[],
            explanation="Nhiều thửa đất (thử).", signer=situations.SIGNER, save=situations.save(),
        )  # fmt: skip
    assert not letter.record.entries.filter(event="letters.letter:declare_complex").exists()
