"""A large paper book is entered by a job, as a whole or not at all."""

import io
from datetime import date, timedelta
from time import perf_counter
from typing import Any

import psycopg
import pytest

from congtam.casework.letters import opening_job
from congtam.casework.letters.actions import opening_rows
from congtam.casework.letters.actions.opening import confirm_opening, hand_in_opening
from congtam.casework.letters.models import Letter, OpeningBatch
from congtam.casework.letters.opening.lifecycle import PERMISSION
from congtam.casework.letters.opening.tests.files import accepted, book, registered
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office, day
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.mechanisms.lifecycle.models import Record
from congtam.mechanisms.lifecycle.verify import verify

DAY = date(2026, 7, 20)


def many(count: int) -> list[dict[str, Any]]:
    """Letters on many days, half of them accepted."""
    rows = []
    for number in range(1, count + 1):
        come = date(2026, 1, 2) + timedelta(days=number % 170)
        own = {"received_on": come, "sender_name": f"Người Thử {number}"}
        if number % 2:
            own |= {"accepted_on": come + timedelta(days=5), "settle_by": come + timedelta(days=35)}
        rows.append((accepted if number % 2 else registered)(number, **own))
    return rows


def confirmed(office: Office, rows: list[dict[str, Any]]) -> OpeningBatch:
    cast = office.cast
    van = cast.actor(cast.van)
    batch = hand_in_opening(actor=van, unit=cast.city, on=DAY, source=io.BytesIO(book(rows))).batch
    assert not confirm_opening(batch=batch, actor=van, on=DAY)
    return batch


def run(office: Office, batch: OpeningBatch) -> str:
    unit = office.cast.city.pk
    opening_job.enter(
        record_id=batch.pk,
        system=system_actor("letters.enterer", unit_id=unit, permissions=frozenset({PERMISSION})),
    )
    set_scope([unit])
    return Record.objects.get(pk=batch.pk).state


def test_more_than_a_hundred_letters_are_entered_by_a_job_and_once(office: Office) -> None:
    with day(DAY):
        batch = confirmed(office, many(101))
        assert not Letter.objects.exists()
        assert (run(office, batch), Letter.objects.count()) == ("entered", 101)
        assert (run(office, batch), Letter.objects.count()) == ("entered", 101)
        assert verify().ok


def test_a_job_that_breaks_in_the_middle_leaves_nothing_and_can_be_run_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with day(DAY):
        batch = confirmed(office, many(101))
        with monkeypatch.context() as broken:
            broken.setattr(opening_rows, "_paper_entry", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                run(office, batch)
        set_scope([office.cast.city.pk])
        assert (Letter.objects.count(), Record.objects.filter(number__isnull=False).count()) == (0, 0)
        assert (run(office, batch), Letter.objects.count()) == ("entered", 101)


def test_a_number_that_was_given_meanwhile_gives_the_file_back(office: Office) -> None:
    with day(DAY):
        batch = confirmed(office, many(101))
        situations.registered(office.cast, on=DAY)
        assert (run(office, batch), Letter.objects.count()) == ("checked", 1)


def test_who_lost_the_right_meanwhile_enters_nothing(office: Office, owner_url: str) -> None:
    cast = office.cast
    with day(DAY):
        batch = confirmed(office, many(101))
        for holding in cast.van.holdings.all():
            holding.held = (date(2015, 1, 1), date(2026, 7, 1))
            holding.save()
        assert (run(office, batch), Letter.objects.count()) == ("checked", 0)


def test_two_thousand_letters_take_seconds_and_few_queries(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    with day(DAY):
        batch = confirmed(office, many(2000))
        begun = perf_counter()
        with django_assert_max_num_queries(90):
            assert run(office, batch) == "entered"
        seconds = perf_counter() - begun
        assert Letter.objects.count() == 2000
        print(f"2000 letters in {seconds:.1f} s")
        assert seconds < 60
        assert verify().ok


def test_the_job_may_write_what_it_writes_as_the_role_of_jobs(worker_url: str) -> None:
    """The rights that entering needs, beside those that jobs had before."""
    wanted = {
        "lifecycle_record": "INSERT, UPDATE", "letters_letter": "INSERT", "letters_matter": "INSERT",
        "letters_paperentry": "INSERT", "letters_openingbatch": "UPDATE", "numbering_counter": "INSERT, UPDATE",
        "lifecycle_deadline": "INSERT", "lifecycle_journalentry": "INSERT", "sealing_datakey": "INSERT",
    }  # fmt: skip
    with psycopg.connect(worker_url) as connection:
        for table, rights in wanted.items():
            for right in rights.split(", "):
                row = connection.execute("SELECT has_table_privilege(%s, %s)", [table, right]).fetchone()
                assert row
                assert row[0], (table, right)
