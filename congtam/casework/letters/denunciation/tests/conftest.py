"""Fixtures of the tests of denunciations."""

import pytest

from congtam.casework.letters.denunciation.tests.situations import Bureau, bureau_of
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import describe_city, make_cast


@pytest.fixture
def bureau(home: Home, db: None) -> Bureau:
    """The city's office, and Minh, who works on denunciations."""
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return bureau_of(cast)
