"""Sealing: what a database administrator or a stolen backup must not read is encrypted before it is stored.

One data key a record, wrapped by the key of a `KeyHolder`: the master key file outside the database. What tells who
wrote lies under a data key of its own that only people open (`foundation.custody`).
"""

from congtam.foundation.sealing.envelope import seal, seal_json, unseal, unseal_json
from congtam.foundation.sealing.errors import KeyMissing, SealBroken, SealLocked
from congtam.foundation.sealing.holders import KeyHolder, WrappedKey, key_of, register_holder, wrap_new_key
from congtam.foundation.sealing.lookup import lookup_mac
from congtam.foundation.sealing.texts import is_under, seal_text, unseal_text

__all__ = [
    "KeyHolder",
    "KeyMissing",
    "SealBroken",
    "SealLocked",
    "WrappedKey",
    "is_under",
    "key_of",
    "lookup_mac",
    "register_holder",
    "seal",
    "seal_json",
    "seal_text",
    "unseal",
    "unseal_json",
    "unseal_text",
    "wrap_new_key",
]
