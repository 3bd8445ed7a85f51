"""Equal values are found again; nothing else is learned."""

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from congtam.foundation.sealing import lookup_mac
from congtam.foundation.sealing.keyfiles import write_missing


def test_the_same_value_gives_the_same_mac(home: Path) -> None:
    assert lookup_mac("ABCD-EFGH", purpose="receipt") == lookup_mac(b"ABCD-EFGH", purpose="receipt")


def test_another_value_or_purpose_gives_another_mac(home: Path) -> None:
    macs = {
        lookup_mac("a", purpose="receipt"),
        lookup_mac("b", purpose="receipt"),
        lookup_mac("a", purpose="file"),
        lookup_mac("ta", purpose="receip"),
    }
    assert len(macs) == 4


def test_the_mac_is_not_a_hash_that_anybody_could_make(home: Path) -> None:
    assert lookup_mac("a", purpose="") != sha256(b"a").digest()


def test_another_home_gives_another_mac(
    home: Path, tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    here = lookup_mac("a", purpose="receipt")
    other = tmp_path_factory.mktemp("other")
    write_missing(other)
    settings.CONGTAM_HOME = other
    assert lookup_mac("a", purpose="receipt") != here
