"""A home with keys of its own for each test."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from congtam.foundation.sealing import wrap_new_key
from congtam.foundation.sealing.keyfiles import write_missing


@dataclass
class LooseKey:
    """A data key that is not in the database."""

    wrapped: bytes
    key_id: str


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    write_missing(tmp_path)
    settings.CONGTAM_HOME = tmp_path
    return tmp_path


@pytest.fixture
def data_key(home: Path) -> LooseKey:
    return LooseKey(*wrap_new_key())
