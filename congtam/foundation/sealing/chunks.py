"""Encryption of a stream in chunks (libsodium's secretstream): memory stays flat, and what was cut, reordered or
altered does not open. Free of models and of texts, so that a backup can be read before Django."""

from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

#: plain bytes of a chunk; each is followed by its tag, and the last one, and only it, is marked final
CHUNK = 256 * 1024
_SEALED_CHUNK = CHUNK + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
_HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE


class UnknownForm(Exception):
    """The stream does not begin as it must."""


class ChunksBroken(Exception):
    """Another key, or bytes that are not those that were written."""


def encrypted(plain: BinaryIO, *, key: bytes, magic: bytes) -> Iterator[bytes]:
    """``magic``, the header, the chunks. ``magic`` says what the stream is and is bound into every chunk."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield magic + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    chunk = plain.read(CHUNK)
    while True:
        following = plain.read(CHUNK)
        tag = _MESSAGE if following else _FINAL
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, magic, tag)
        if not following:
            return
        chunk = following


def decrypted(cipher: BinaryIO, *, key: bytes, magic: bytes) -> Iterator[bytes]:
    """The plain bytes, piece by piece; every piece given out is genuine. Raises UnknownForm, ChunksBroken."""
    head = cipher.read(len(magic) + _HEADER_BYTES)
    if head[: len(magic)] != magic or len(head) != len(magic) + _HEADER_BYTES:
        raise UnknownForm
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, head[len(magic) :], key)
    tag = _MESSAGE
    while sealed := cipher.read(_SEALED_CHUNK):
        if tag == _FINAL:
            raise ChunksBroken
        try:
            plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, magic)
        except (CryptoError, RuntimeError, ValueError) as error:
            raise ChunksBroken from error
        yield plain
    if tag != _FINAL:
        raise ChunksBroken
