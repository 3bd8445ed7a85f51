"""Sealing: what a database administrator or a stolen backup must not read is encrypted before it is stored.

One data key a record, wrapped by the key of a `KeyHolder`. Today the only holder is the master key file
outside the database; named custodians register as another holder and wrap the same data keys.
"""

from congtam.foundation.sealing.envelope import seal, seal_json, unseal, unseal_json
from congtam.foundation.sealing.errors import KeyMissing, SealBroken
from congtam.foundation.sealing.holders import KeyHolder, WrappedKey, key_of, register_holder, wrap_new_key
from congtam.foundation.sealing.lookup import lookup_mac

__all__ = [
    "KeyHolder",
    "KeyMissing",
    "SealBroken",
    "WrappedKey",
    "key_of",
    "lookup_mac",
    "register_holder",
    "seal",
    "seal_json",
    "unseal",
    "unseal_json",
    "wrap_new_key",
]
