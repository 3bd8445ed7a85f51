"""Jobs: the deadlines of other units after a change, and the nightly comparison; as the worker's own role."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import translation

from conftest import LiveDatabase, _point_django
from congtam.casework.letters.tests import situations
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.scope import acting
from congtam.foundation.calendar import ChangedDay
from congtam.mechanisms.lifecycle.handover import carry_over
from congtam.mechanisms.lifecycle.impact import SYSTEM
from congtam.mechanisms.lifecycle.models import Deadline, JournalEntry, Record
from congtam.mechanisms.lifecycle.verify import verify
from congtam.mechanisms.lifecycle.work import hand_over_work
from congtam.mechanisms.rulebook.editions import _kept
from congtam.project.home import Home
from congtam.registers.legislation import actions, notices, tasks
from congtam.registers.legislation.models import Recheck
from congtam.registers.legislation.tests.conftest import RECEIVED, Office, make_office

TODAY = date(2026, 1, 20)
DAY_OFF = ChangedDay(day=date(2026, 1, 22), kind="local_off", name="Ngày hội (thử)")


@pytest.fixture
def office(home: Home, fresh_database: LiveDatabase) -> Iterator[Office]:
    """Committed, so that another role sees it."""
    from django.db import transaction

    with transaction.atomic():
        made = make_office()
    yield made
    _kept.cache_clear()


@contextmanager
def as_worker(worker_url: str, app_url: str) -> Iterator[None]:
    _point_django(worker_url)
    try:
        yield
    finally:
        _point_django(app_url)


def letter_of(office: Office, account: Any = None) -> int:
    with acting(office.cast.actor(office.cast.chi, RECEIVED)):
        return situations.triaged(office.cast, on=RECEIVED).record.pk


def accept_by(office: Office, record: int) -> date:
    with acting(office.actor):
        return Deadline.objects.get(record_id=record, duty="complaint.accept").due_on


def day_off_elsewhere(office: Office) -> actions.Applied:
    """Somebody of the other office changes the calendar, and may not see the city's records."""
    other = office.cast.other
    rights = frozenset({"legislation.maintain_calendar"})
    actor = system_actor("tests", unit_id=other.pk, permissions=rights)
    with acting(actor):
        return actions.change_days(
            actor=actor, unit=other, on=TODAY, days=[DAY_OFF], source="Thông báo (thử)"
        )


def queued(name: str) -> list[dict[str, Any]]:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return [job.args for job in ProcrastinateJob.objects.filter(task_name=name).order_by("id")]


def test_a_change_elsewhere_moves_the_citys_deadlines_by_a_job(
    office: Office, worker_url: str, app_url: str, owner_url: str
) -> None:
    record = letter_of(office)
    applied = day_off_elsewhere(office)
    assert accept_by(office, record) == date(2026, 1, 29)
    jobs = queued("legislation.recompute")
    assert [job["unit_id"] for job in jobs] == [office.cast.city.pk]
    with as_worker(worker_url, app_url):
        for _twice in range(2):
            tasks.recompute(**jobs[0])
    assert accept_by(office, record) == date(2026, 1, 30)
    with acting(office.actor):
        moved = JournalEntry.objects.filter(record_id=record, event__endswith=":deadline_moved")
        assert [entry.payload["change"] for entry in moved] == [applied.record.code]
        assert {entry.system for entry in moved} == {SYSTEM}
    _point_django(owner_url)
    assert verify().ok
    _point_django(app_url)


def test_a_change_that_failed_defers_no_job(office: Office) -> None:
    with pytest.raises(ValueError, match="24/01/2026"):
        day_off_of(office, ChangedDay(day=date(2026, 1, 24), kind="local_off", name="x"))
    assert not queued("legislation.recompute")


def day_off_of(office: Office, day: ChangedDay) -> actions.Applied:
    with acting(office.actor) as actor:
        return actions.change_days(
            actor=actor, unit=office.cast.city, on=TODAY, days=[day], source="Thông báo (thử)"
        )


def test_every_night_each_unit_is_compared(office: Office, worker_url: str, app_url: str) -> None:
    letter_of(office)
    with as_worker(worker_url, app_url):
        tasks.recheck(timestamp=0)
        for job in queued("legislation.recheck_unit"):
            tasks.recheck_unit(**job)
    with acting(office.actor):
        row = Recheck.objects.get()
    assert row.looked_at >= 1
    assert (row.different, row.stuck) == (0, 0)


def test_a_difference_raises_an_alarm_and_moves_nothing(
    office: Office, worker_url: str, app_url: str
) -> None:
    record = letter_of(office)
    with acting(office.actor):
        Deadline.objects.filter(record_id=record, duty="complaint.accept").update(due_on=date(2026, 2, 20))
    with as_worker(worker_url, app_url):
        tasks.recheck_unit(unit_id=office.cast.city.pk)
    assert accept_by(office, record) == date(2026, 2, 20)
    with acting(office.actor) as actor, translation.override("vi"):
        assert "Có hạn không còn khớp" in [notice.title for notice in notices.notices(actor)]


def test_an_act_and_a_change_at_once_end_with_one_law(office: Office, app_url: str) -> None:
    """An act that runs while the calendar changes waits or is waited for; both end, and the date is the new one."""
    record = letter_of(office)
    failed: list[BaseException] = []

    def act() -> None:
        try:
            for _time in range(5):
                letter_of(office)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    worker = Thread(target=act)
    worker.start()
    day_off_of(office, DAY_OFF)
    worker.join(timeout=60)
    assert not worker.is_alive()
    assert not failed, failed
    with acting(office.actor):
        rows = Deadline.objects.filter(duty="complaint.accept")
        assert {row.due_on for row in rows} == {date(2026, 1, 30)}
        assert json.dumps(record)


def held_locks() -> int:
    """How many shared advisory locks the transaction holds: no change of law or calendar can begin meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks "
            "WHERE locktype = 'advisory' AND mode = 'ShareLock' AND pid = pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def test_handing_work_over_lets_no_change_come_between(office: Office) -> None:
    """Otherwise each of the two would hold a row or the law, and wait for the other."""
    letter_of(office)
    cast = office.cast
    with acting(cast.actor(cast.lan, RECEIVED)) as actor:
        assert not held_locks()
        moved = hand_over_work(
            actor=actor, from_account=cast.chi, to_account=cast.lan, on=RECEIVED, reason="Nghỉ phép (thử)"
        )
        assert (len(moved), held_locks()) == (1, 1)


def test_terms_are_carried_over_while_no_change_can_move_them(office: Office) -> None:
    """Otherwise the other body would get the days of before the change."""
    record, other = letter_of(office), letter_of(office)
    with acting(office.actor):
        old, new = (Record.objects.get(pk=pk) for pk in (record, other))
        Deadline.objects.filter(record=new).update(state=Deadline.State.CANCELLED)
        assert not held_locks()
        carry_over(record=old, to=new, on=TODAY, symbol="05/BB")
        assert held_locks() == 1
