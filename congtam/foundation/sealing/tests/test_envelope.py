"""What is sealed opens with the right key in the right place, and in no other case."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from congtam.foundation.sealing import (
    KeyMissing,
    SealBroken,
    key_of,
    register_holder,
    seal,
    seal_json,
    unseal,
    unseal_json,
    wrap_new_key,
)
from congtam.foundation.sealing import holders as holders_module
from congtam.foundation.sealing.keyfiles import SEALING, write_missing
from congtam.foundation.sealing.tests.conftest import LooseKey


@pytest.mark.parametrize("plain", [b"", b"x", "Nguyễn Văn Mẫu".encode(), bytes(100_000)])
def test_what_was_sealed_opens_again(data_key: LooseKey, plain: bytes) -> None:
    assert unseal(data_key, seal(data_key, plain, context="a:1"), context="a:1") == plain


def test_json_comes_back_as_it_went_in(data_key: LooseKey) -> None:
    value = {"tên": "Trần Thị Ví Dụ", "trang": [1, 2.5, None, True]}
    assert unseal_json(data_key, seal_json(data_key, value, context="a"), context="a") == value


def test_the_plaintext_is_not_in_the_sealed_bytes(data_key: LooseKey) -> None:
    assert b"bi mat" not in seal(data_key, b"bi mat" * 20, context="a")


def test_sealing_twice_gives_different_bytes(data_key: LooseKey) -> None:
    assert seal(data_key, b"x", context="a") != seal(data_key, b"x", context="a")


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(st.data())
def test_any_altered_byte_is_noticed(data_key: LooseKey, data: st.DataObject) -> None:
    sealed = bytearray(seal(data_key, b"Kinh gui", context="a"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        unseal(data_key, bytes(sealed), context="a")


def test_cut_bytes_are_noticed(data_key: LooseKey) -> None:
    sealed = seal(data_key, b"Kinh gui", context="a")
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            unseal(data_key, sealed[:length], context="a")


def test_bytes_moved_to_another_place_do_not_open(data_key: LooseKey) -> None:
    with pytest.raises(SealBroken):
        unseal(data_key, seal(data_key, b"x", context="letter:1"), context="letter:2")


def test_the_key_of_another_record_does_not_open(data_key: LooseKey) -> None:
    with pytest.raises(SealBroken):
        unseal(LooseKey(*wrap_new_key()), seal(data_key, b"x", context="a"), context="a")


def test_another_home_s_master_key_is_named_in_the_message(
    data_key: LooseKey, tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> None:
    other = tmp_path_factory.mktemp("other")
    write_missing(other)
    settings.CONGTAM_HOME = other
    with pytest.raises(SealBroken, match=data_key.key_id):
        key_of(data_key)


def test_an_altered_wrapped_key_does_not_open(data_key: LooseKey) -> None:
    altered = dataclasses.replace(data_key, wrapped=data_key.wrapped[:-1] + bytes([data_key.wrapped[-1] ^ 1]))
    with pytest.raises(SealBroken):
        key_of(altered)


def test_a_missing_master_key_is_said_with_its_path(data_key: LooseKey, home: Path) -> None:
    (home / "secrets" / SEALING).unlink()
    with pytest.raises(KeyMissing, match=r"secrets/sealing\.key"):
        key_of(data_key)


def test_a_key_of_an_unknown_kind_of_holder_is_said(data_key: LooseKey) -> None:
    with pytest.raises(SealBroken, match="custodians"):
        key_of(dataclasses.replace(data_key, key_id="custodians:7"))


def test_another_holder_can_open_the_keys_it_wrapped(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Reversing:
        key_id = "reversing:1"

        def wrap(self, key: bytes) -> bytes:
            return key[::-1]

        def unwrap(self, wrapped: bytes) -> bytes:
            return wrapped[::-1]

    monkeypatch.setattr(holders_module, "_holders", dict(holders_module._holders))
    register_holder("reversing", lambda key_id: Reversing())
    secret = bytes(range(32))
    assert key_of(LooseKey(Reversing().wrap(secret), "reversing:1")) == secret
