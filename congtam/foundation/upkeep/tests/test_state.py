"""How the installation is now."""

from pathlib import Path

import pytest

from congtam.foundation.upkeep.state import Disk, disk_of, state


def test_the_state_tells_versions_and_sizes(home: object, db: None) -> None:
    found = state()
    assert found.database.startswith("18")
    assert found.database_bytes > 1_000_000
    assert found.program
    assert found.worker is False
    assert found.disk is not None


def test_a_home_that_is_not_there_has_no_disk() -> None:
    assert disk_of(Path("/nonexistent/home")) is None


@pytest.mark.parametrize(("free", "percent"), [(100, 0), (10, 90), (0, 100)])
def test_how_full_a_disk_is(free: int, percent: int) -> None:
    assert Disk(free=free, total=100).used_percent == percent
