"""Encryption in chunks."""

import io

import pytest

from congtam.foundation.files.stream import CHUNK, PlainReader, decrypted, encrypted
from congtam.foundation.sealing import SealBroken

KEY = bytes(range(32))


def ciphertext(plain: bytes, key: bytes = KEY) -> bytes:
    return b"".join(encrypted(io.BytesIO(plain), key=key))


def opened(cipher: bytes, key: bytes = KEY) -> bytes:
    return b"".join(decrypted(io.BytesIO(cipher), key=key))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_every_length_comes_back(size: int) -> None:
    plain = bytes(i % 251 for i in range(size))
    assert opened(ciphertext(plain)) == plain


def test_memory_stays_flat() -> None:
    pieces = encrypted(io.BytesIO(bytes(5 * CHUNK)), key=KEY)
    assert max(len(piece) for piece in pieces) <= CHUNK + 100


@pytest.mark.parametrize("cut", [0, 3, 20, 28, 40, CHUNK + 45, 2 * CHUNK])
def test_a_file_that_was_cut_does_not_open(cut: int) -> None:
    with pytest.raises(SealBroken):
        opened(ciphertext(bytes(3 * CHUNK))[:cut])


def test_a_file_cut_exactly_between_chunks_does_not_open() -> None:
    cipher = ciphertext(bytes(2 * CHUNK))
    with pytest.raises(SealBroken):
        opened(cipher[: 28 + CHUNK + 17])


def test_anything_added_at_the_end_is_noticed() -> None:
    with pytest.raises(SealBroken):
        opened(ciphertext(b"x" * CHUNK) + b"y" * 40)


def test_chunks_in_another_order_do_not_open() -> None:
    cipher = ciphertext(bytes(CHUNK) + b"a" * CHUNK + b"b" * CHUNK)
    step = CHUNK + 17
    first, second = cipher[28 : 28 + step], cipher[28 + step : 28 + 2 * step]
    with pytest.raises(SealBroken):
        opened(cipher[:28] + second + first + cipher[28 + 2 * step :])


def test_an_altered_byte_is_noticed_and_nothing_false_is_given_out() -> None:
    cipher = bytearray(ciphertext(b"a" * (2 * CHUNK)))
    cipher[28 + CHUNK + 100] ^= 1
    reader = PlainReader(io.BytesIO(bytes(cipher)), key=KEY)
    got = bytearray()

    def read_all() -> None:
        while piece := reader.read(1000):
            got.extend(piece)

    with pytest.raises(SealBroken):
        read_all()
    assert got == b"a" * CHUNK


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealBroken):
        opened(ciphertext(b"x"), key=bytes(32))


def test_closing_the_reader_closes_the_file() -> None:
    cipher = io.BytesIO(ciphertext(b"x"))
    with PlainReader(cipher, key=KEY) as reader:
        assert reader.readall() == b"x"
    assert cipher.closed
