"""Encryption of a file in chunks: memory stays flat, and a file cut, reordered or altered does not open."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from nacl import bindings as sodium
from nacl.exceptions import CryptoError

from congtam.foundation.sealing import SealBroken

#: "CTF" and the version of this layout: magic, secretstream header, chunks of CHUNK plain bytes each with its
#: tag; the last one, and only it, is marked final.
MAGIC = b"CTF\x01"
CHUNK = 256 * 1024
_SEALED_CHUNK = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


def encrypted(plain: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """The ciphertext of the stream, piece by piece."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    chunk = plain.read(CHUNK)
    while True:
        following = plain.read(CHUNK)
        tag = _MESSAGE if following else _FINAL
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, MAGIC, tag)
        if not following:
            return
        chunk = following


def decrypted(cipher: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """The plaintext, piece by piece; every piece given out is genuine. Raises SealBroken."""
    head = cipher.read(len(MAGIC) + _HEADER_BYTES)
    if head[: len(MAGIC)] != MAGIC or len(head) != len(MAGIC) + _HEADER_BYTES:
        raise SealBroken(_("Tệp lưu không có dạng niêm phong đã biết."))
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, head[len(MAGIC) :], key)
    tag = _MESSAGE
    while sealed := cipher.read(_SEALED_CHUNK):
        if tag == _FINAL:
            raise _broken()
        try:
            plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, MAGIC)
        except (CryptoError, RuntimeError, ValueError) as error:
            raise _broken() from error
        yield plain
    if tag != _FINAL:
        raise _broken()


def _broken() -> SealBroken:
    return SealBroken(_("Không mở được tệp lưu: sai khóa, hoặc tệp đã bị sửa hay cắt bớt."))


class PlainReader(io.RawIOBase):
    """A readable stream over `decrypted`; closes the ciphertext with itself. It cannot seek."""

    def __init__(self, cipher: BinaryIO, *, key: bytes) -> None:
        self._cipher = cipher
        self._pieces = decrypted(cipher, key=key)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        self._cipher.close()
        super().close()
