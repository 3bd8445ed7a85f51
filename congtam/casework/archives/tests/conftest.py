"""Fixtures of the tests of the archive."""

import pytest

from congtam.casework.archives.tests.situations import Archive, make_archive
from congtam.project.home import Home


@pytest.fixture
def archive(home: Home, db: None) -> Archive:
    """The city's office with an archive clerk, in the database of this test."""
    return make_archive()
