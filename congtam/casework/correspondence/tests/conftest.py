"""Fixtures of the tests of correspondence."""

import pytest

from congtam.casework.correspondence.tests import situations
from congtam.project.home import Home
from tests.cast import Cast


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    """The city's people, in the database of this test."""
    return situations.city()
