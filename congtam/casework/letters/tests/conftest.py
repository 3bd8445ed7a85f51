"""Fixtures of the tests of letters."""

import pytest

from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import describe_city, make_cast


@pytest.fixture
def office(home: Home, db: None) -> Office:
    """The city's office with its people, in the database of this test."""
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return Office(cast)
