"""Fixtures of the tests of files."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from congtam.foundation.files.tests import clamd


@pytest.fixture(scope="session")
def scanner_door() -> Iterator[Path]:
    """The socket of a real clamd that finds EICAR; its path is short, as sockets want it."""
    if clamd.program() is None:
        pytest.skip("clamd is not installed (make tools installs clamav-daemon)")
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder, clamd.running(Path(folder)) as door:
        yield door
