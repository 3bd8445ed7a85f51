"""The key files of a home."""

from pathlib import Path

import pytest
from pytest_django import Settings

from congtam.foundation.sealing import KeyMissing
from congtam.foundation.sealing.keyfiles import BACKUP, LOOKUP, SEALING, read_key, write_missing


def test_a_new_home_gets_different_keys_that_only_its_owner_reads(tmp_path: Path) -> None:
    paths = write_missing(tmp_path)
    assert [path.name for path in paths] == [SEALING, LOOKUP, BACKUP]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert len({path.read_bytes() for path in paths}) == 3
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700


def test_a_key_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    before = [path.read_bytes() for path in write_missing(tmp_path)]
    assert write_missing(tmp_path) == ()
    assert [(tmp_path / "secrets" / name).read_bytes() for name in (SEALING, LOOKUP, BACKUP)] == before
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == [BACKUP, LOOKUP, SEALING]


def test_a_key_may_be_raw_bytes_or_hexadecimal(home: Path) -> None:
    key = read_key(SEALING)
    (home / "secrets" / LOOKUP).write_bytes(key)
    assert read_key(LOOKUP) == key


@pytest.mark.parametrize("content", [b"", b"abc", b"zz" * 32, b"\xff" * 31, b"00" * 31])
def test_a_file_that_is_no_key_is_refused(home: Path, content: bytes) -> None:
    (home / "secrets" / SEALING).write_bytes(content)
    with pytest.raises(KeyMissing, match=r"sealing\.key"):
        read_key(SEALING)


def test_a_home_without_keys_says_what_is_missing(tmp_path: Path, settings: Settings) -> None:
    settings.CONGTAM_HOME = tmp_path
    with pytest.raises(KeyMissing, match=r"sealing\.key"):
        read_key(SEALING)
