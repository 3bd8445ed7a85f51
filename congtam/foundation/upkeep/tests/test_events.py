"""What was done stays as it was written down, and tells when it is time again."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from congtam.foundation.access.actor import Actor, NotPermitted, system_actor
from congtam.foundation.upkeep.events import overdue, standing, write_down
from congtam.foundation.upkeep.models import Kind, UpkeepEvent
from congtam.foundation.upkeep.tests.conftest import SYSTEM, done

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_the_day_of_a_backup_is_the_day_in_vietnam(viewer: Actor) -> None:
    done(Kind.BACKUP, "2026-11-23T00:30")
    found = standing(Kind.BACKUP, actor=viewer, today=TODAY, target=2)
    assert (found.days_ago, found.overdue) == (1, False)


def test_without_any_it_is_time(viewer: Actor) -> None:
    found = standing(Kind.REHEARSAL, actor=viewer, today=TODAY, target=35)
    assert (found.last, found.days_ago, found.overdue) == (None, None, True)


@pytest.mark.parametrize(("day", "overdue"), [("2026-10-20", False), ("2026-10-19", True)])
def test_on_the_last_day_of_the_target_it_is_not_yet_time(viewer: Actor, day: str, overdue: bool) -> None:
    done(Kind.REHEARSAL, f"{day}T09:00")
    assert standing(Kind.REHEARSAL, actor=viewer, today=TODAY, target=35).overdue is overdue


def test_one_that_failed_does_not_count(viewer: Actor) -> None:
    done(Kind.REHEARSAL, "2026-10-01T09:00")
    done(Kind.REHEARSAL, "2026-11-23T09:00", ok=False, failed="differences")
    found = standing(Kind.REHEARSAL, actor=viewer, today=TODAY, target=35)
    assert found.last is not None
    assert (found.last.ok, found.days_ago, found.good_days_ago, found.overdue) == (False, 1, 54, True)


def test_a_rehearsal_is_no_backup(viewer: Actor) -> None:
    done(Kind.REHEARSAL, "2026-11-24T07:00")
    assert standing(Kind.BACKUP, actor=viewer, today=TODAY, target=2).overdue


def test_the_kinds_whose_time_has_come_are_found_in_one_question(
    viewer: Actor, django_assert_num_queries: "object"
) -> None:
    done(Kind.BACKUP, "2026-11-23T22:00")
    done(Kind.REHEARSAL, "2026-10-01T09:00")
    done(Kind.REHEARSAL, "2026-11-20T09:00", ok=False)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = overdue(actor=viewer, today=TODAY, targets={"backup": 2, "rehearsal": 35})
    assert found == [Kind.REHEARSAL]


def test_whoever_may_not_view_the_upkeep_sees_none() -> None:
    done(Kind.BACKUP, "2026-11-24T07:00")
    nobody = system_actor("nobody", unit_id=1)
    assert standing(Kind.BACKUP, actor=nobody, today=TODAY, target=2).last is None


def test_a_person_writes_nothing_down() -> None:
    with pytest.raises(NotPermitted):
        write_down(
            actor=Actor(account=None),
            kind=Kind.BACKUP,
            at=done(Kind.BACKUP, "2026-11-24").at,
            ok=True,
            figures={},
        )


def test_a_path_is_not_written_down() -> None:
    with pytest.raises(ValueError, match="folder"):
        write_down(
            actor=SYSTEM,
            kind=Kind.BACKUP,
            at=done(Kind.BACKUP, "2026-11-24").at,
            ok=True,
            figures={"folder": "/backups/2026-11-24"},
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE upkeep_upkeepevent SET ok = true", "DELETE FROM upkeep_upkeepevent"]
)
def test_what_was_written_down_stays(statement: str) -> None:
    done(Kind.BACKUP, "2026-11-24T07:00", ok=False)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert UpkeepEvent.objects.get().ok is False


def test_nothing_else_is_an_upkeep() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UpkeepEvent.objects.create(kind="party", at=done(Kind.BACKUP, "2026-11-24").at, ok=True)
