"""Fixtures of the tests of working without the identity."""

import pytest

from congtam.casework.letters.redaction.tests.sealed_office import SealedOffice, sealed_office
from congtam.foundation.access.rls import set_scope
from congtam.project.home import Home
from tests.cast import describe_city, make_cast


@pytest.fixture
def office(home: Home, db: None, monkeypatch: pytest.MonkeyPatch) -> SealedOffice:
    """The office, on its own day."""
    monkeypatch.setenv("CONGTAM_CLOCK", "2026-07-01T09:30:00")
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    return sealed_office(cast)
