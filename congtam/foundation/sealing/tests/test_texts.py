"""Short texts under the key of the installation."""

from pathlib import Path

import pytest

from congtam.foundation.sealing import (
    KeyMissing,
    SealBroken,
    is_under,
    keyfiles,
    rotation,
    seal_text,
    unseal_text,
)

TEXT = "JBSWY3DPEHPK3PXP"
USE = "test"


def test_a_text_opens_again_and_does_not_show(home: Path) -> None:
    kept = seal_text(TEXT, use=USE)
    assert TEXT not in kept
    assert unseal_text(kept, use=USE) == TEXT
    assert seal_text(TEXT, use=USE) != kept


def test_for_another_use_it_does_not_open(home: Path) -> None:
    with pytest.raises(SealBroken):
        unseal_text(seal_text(TEXT, use=USE), use="another")


@pytest.mark.parametrize(
    "spoil", [lambda kept: kept[:-8] + "AAAAAAA=", lambda kept: kept + "?", lambda kept: "sealed:1:x"]
)
def test_what_was_altered_does_not_open(home: Path, spoil: object) -> None:
    with pytest.raises(SealBroken):
        unseal_text(spoil(seal_text(TEXT, use=USE)), use=USE)  # type: ignore[operator]


def test_what_was_never_sealed_is_read_as_it_is(home: Path) -> None:
    assert unseal_text(TEXT, use=USE) == TEXT
    assert not is_under(TEXT)


def test_without_the_key_file_it_does_not_open(home: Path) -> None:
    kept = seal_text(TEXT, use=USE)
    (home / "secrets" / keyfiles.SEALING).unlink()
    with pytest.raises(KeyMissing):
        unseal_text(kept, use=USE)


def test_while_a_key_takes_over_both_kinds_open(home: Path) -> None:
    old = seal_text(TEXT, use=USE)
    rotation.write_next()
    new = seal_text(TEXT, use=USE, key_file=keyfiles.NEXT)
    assert unseal_text(old, use=USE) == unseal_text(new, use=USE) == TEXT
    assert is_under(new, key_file=keyfiles.NEXT)
    assert not is_under(old, key_file=keyfiles.NEXT)
    rotation.take_over()
    assert unseal_text(new, use=USE) == TEXT
    with pytest.raises(SealBroken):
        unseal_text(old, use=USE)
