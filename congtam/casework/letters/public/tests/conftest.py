"""An office that takes letters on the public page, and a citizen with a browser that says a lot of itself."""

from collections.abc import Iterator
from datetime import date

import pytest

from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.interface.portal import bounds, guards, limiter, views
from congtam.project.home import Home
from tests.cast import Cast, describe_city, make_cast

from . import citizen

DAY = date(2026, 7, 1)


@pytest.fixture
def cast(home: Home, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    """The cast; only the city takes letters (its contacts are known)."""
    monkeypatch.setattr(views, "limiter", limiter.Limiter())
    fresh = bounds.Intake()
    for module in (guards, citizen.answering, citizen.views):
        monkeypatch.setattr(module, "intake", fresh)
    cast = make_cast()
    set_scope([cast.city.pk])
    describe_city(cast)
    with clock.frozen(DAY):
        yield cast
