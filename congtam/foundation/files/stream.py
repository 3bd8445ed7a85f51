"""Encryption of a file in chunks: memory stays flat, and a file cut, reordered or altered does not open."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from congtam.foundation.sealing import SealBroken, chunks
from congtam.foundation.sealing.chunks import CHUNK

#: "CTF" and the version of this layout
MAGIC = b"CTF\x01"

__all__ = ["CHUNK", "MAGIC", "PlainReader", "decrypted", "encrypted"]


def encrypted(plain: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """The ciphertext of the stream, piece by piece."""
    return chunks.encrypted(plain, key=key, magic=MAGIC)


def decrypted(cipher: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """The plaintext, piece by piece; every piece given out is genuine. Raises SealBroken."""
    try:
        yield from chunks.decrypted(cipher, key=key, magic=MAGIC)
    except chunks.UnknownForm as error:
        raise SealBroken(_("Tệp lưu không có dạng niêm phong đã biết.")) from error
    except chunks.ChunksBroken as error:
        raise SealBroken(_("Không mở được tệp lưu: sai khóa, hoặc tệp đã bị sửa hay cắt bớt.")) from error


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
