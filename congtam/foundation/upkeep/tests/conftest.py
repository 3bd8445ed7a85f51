"""Who looks, and what was done."""

from datetime import datetime

import pytest

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.upkeep.events import write_down
from congtam.foundation.upkeep.models import Kind, UpkeepEvent

SYSTEM = system_actor("upkeep", unit_id=0)


@pytest.fixture
def viewer() -> Actor:
    """Somebody who may view the upkeep, in some unit."""
    return system_actor("viewer", unit_id=1, permissions=frozenset({"upkeep.view"}))


def done(kind: Kind, at: str, *, ok: bool = True, **figures: str | int) -> UpkeepEvent:
    """Something that was done at an instant of Vietnam's time."""
    moment = datetime.fromisoformat(at).replace(tzinfo=clock.PLACE)
    return write_down(actor=SYSTEM, kind=kind, at=moment, ok=ok, figures=figures)
