"""What ends and what is made without anybody."""

from datetime import timedelta

from django.db import transaction

from congtam.foundation import clock
from congtam.foundation.access.scope import scope_of
from congtam.foundation.custody.models import Share
from congtam.registers.custody import tasks
from congtam.registers.custody.models import IdentityRequest, ReadingReview
from congtam.registers.custody.seams import viewed
from congtam.registers.custody.tests.conftest import DAY, Office, at


def test_a_grant_whose_time_is_over_is_ended_by_the_worker(kept: Office) -> None:
    kept.grant(kept.ask(kept.record(), minutes=15))
    with clock.frozen(at(12, 16)):
        tasks.sweep(timestamp=0)
    kept.enter("chi")
    assert IdentityRequest.objects.get().ended_at == at(12, 16)
    assert not Share.objects.filter(why="grant").exists()


def test_the_worker_makes_the_list_of_last_week_once(kept: Office) -> None:
    record = kept.record()
    with clock.frozen(at(21)), transaction.atomic():
        viewed(record, actor=kept.enter("chi"))
    with clock.frozen(at(6, 15, day=DAY + timedelta(days=5))):
        for _twice in range(2):
            tasks.review_unit(unit_id=kept.city.pk)
    scope_of(kept.actor("soat"))
    assert [each.monday for each in ReadingReview.objects.all()] == [DAY - timedelta(days=DAY.weekday())]


def test_a_week_without_a_line_makes_no_list(kept: Office) -> None:
    with clock.frozen(at(6, 15, day=DAY + timedelta(days=5))):
        tasks.review_unit(unit_id=kept.city.pk)
    scope_of(kept.actor("soat"))
    assert not ReadingReview.objects.exists()
