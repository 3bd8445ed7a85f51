"""Nobody has begun here, and nobody was slowed down yet."""

import pytest

from congtam.interface.portal.limiter import Limiter
from congtam.project.first_day.views import entering


@pytest.fixture(autouse=True)
def forgotten_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "limiter", Limiter())
