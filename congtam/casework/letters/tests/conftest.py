"""Fixtures of the tests of letters."""

import pytest
from django.db import transaction

from conftest import LiveDatabase
from congtam.casework.letters.tests.handed_over import TwoOffices
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.scope import acting
from congtam.project.home import Home
from congtam.registers.organisations.actions import describe_unit
from tests.cast import SINCE, describe_city, make_cast


@pytest.fixture
def office(home: Home, db: None) -> Office:
    """The city's office with its people, in the database of this test."""
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return Office(cast)


@pytest.fixture
def offices(home: Home, fresh_database: LiveDatabase, app_url: str, worker_url: str) -> TwoOffices:
    """The city and the other office, committed, so that the worker's own role sees them."""
    with transaction.atomic():
        cast = make_cast()
    with cast.acting(cast.lan):
        describe_city(cast)
    clerk = system_actor("tests", unit_id=cast.other.pk, permissions=frozenset({"organisations.maintain"}))
    with acting(clerk):
        describe_unit(
            actor=clerk, unit=cast.other, on=SINCE, name="Ủy ban nhân dân thành phố Phúc Yên (thử)",
            place="Phúc Yên", symbol="UBND", phone="0000 000 001",
        )  # fmt: skip
    return TwoOffices(cast, app_url, worker_url)
