"""Sealing bytes and JSON under a record's data key."""

import json
from hashlib import blake2b
from typing import Any

from congtam.foundation.sealing import aead
from congtam.foundation.sealing.holders import WrappedKey, key_of


def subkey(data_key: WrappedKey, *, use: bytes) -> bytes:
    """A key of its own for each use of a data key, so that two algorithms never share one.

    `use` has at most 16 bytes. Raises SealBroken, KeyMissing.
    """
    return blake2b(b"congtam", key=key_of(data_key), digest_size=32, person=use).digest()


def seal(data_key: WrappedKey, plaintext: bytes, *, context: str) -> bytes:
    """The plaintext sealed under the record's key.

    `context` names the place where the bytes are kept ("letters.letter.sender:17"): bytes moved to another
    place do not open.
    """
    return aead.encrypt(subkey(data_key, use=b"congtam.seal"), plaintext, context=context.encode())


def unseal(data_key: WrappedKey, sealed: bytes | memoryview, *, context: str) -> bytes:
    """The plaintext. Raises SealBroken for another key, another context or an altered byte; KeyMissing."""
    return aead.decrypt(subkey(data_key, use=b"congtam.seal"), bytes(sealed), context=context.encode())


def seal_json(data_key: WrappedKey, value: Any, *, context: str) -> bytes:
    """Any JSON value, sealed."""
    return seal(
        data_key, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), context=context
    )


def unseal_json(data_key: WrappedKey, sealed: bytes | memoryview, *, context: str) -> Any:
    """The JSON value. Raises as `unseal`."""
    return json.loads(unseal(data_key, sealed, context=context))
