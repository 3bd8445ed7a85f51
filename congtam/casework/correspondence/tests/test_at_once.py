"""Two officers at once: two numbers, no gap; one officer twice: one number."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from congtam.casework.correspondence.models import Incoming
from congtam.casework.correspondence.tests import situations
from congtam.casework.correspondence.tests.situations import DAY, entered
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import Cast


@pytest.fixture
def office(home: Home, fresh_database: Any) -> Cast:
    """The city, committed."""
    with transaction.atomic():
        return situations.city()


def together(work: list[Callable[[], None]]) -> None:
    """Each in a thread of its own, begun at the same moment."""
    start = Barrier(len(work))

    def run(each: Callable[[], None]) -> None:
        try:
            start.wait(timeout=20)
            each()
        finally:
            connection.close()

    threads = [Thread(target=run, args=(each,)) for each in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def entering(cast: Cast, key: UUID) -> None:
    with transaction.atomic():
        set_scope([cast.city.pk])
        entered(cast, key=key)


def numbers(cast: Cast) -> list[int]:
    with transaction.atomic():
        set_scope([cast.city.pk])
        return sorted(Incoming.objects.values_list("number", flat=True))


def test_four_officers_at_once_get_four_numbers_without_a_gap(office: Cast) -> None:
    with clock.frozen(DAY):
        together([lambda: entering(office, uuid4()) for _ in range(4)])
    assert numbers(office) == [1, 2, 3, 4]


def test_a_double_click_at_the_same_moment_is_one_entry(office: Cast) -> None:
    key = uuid4()
    with clock.frozen(DAY):
        together([lambda: entering(office, key) for _ in range(3)])
    assert numbers(office) == [1]
