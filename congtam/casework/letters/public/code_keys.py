"""A pair of keys that a tracking code gives: the office writes to the public one, the code alone opens.

A code has sixteen letters and digits of 27 (`lifecycle.codes`): 16 · log₂ 27 ≈ 76 bits of chance, drawn by the
machine. Argon2id makes each guess dear on top of that; a guess at a hundred million a second would already take some
ten million years for half of the codes.
"""

from threading import BoundedSemaphore

from nacl.bindings import crypto_box_seed_keypair
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id
from nacl.utils import random

from congtam.foundation.sealing import SealBroken
from congtam.mechanisms.lifecycle.codes import normal

SALT_BYTES = argon2id.SALTBYTES
OPERATIONS = argon2id.OPSLIMIT_INTERACTIVE
#: 64 MiB a derivation; no more than two run at a time, so that nobody can fill the memory with right codes
MEMORY = argon2id.MEMLIMIT_INTERACTIVE
_turns = BoundedSemaphore(2)


def new_salt() -> bytes:
    """The salt of one code, stored beside its public key."""
    return random(SALT_BYTES)


def private_of(code: str, *, salt: bytes) -> PrivateKey:
    """The private key of a code however it was typed; never stored."""
    with _turns:
        seed = argon2id.kdf(32, normal(code).encode(), salt, opslimit=OPERATIONS, memlimit=MEMORY)
    _public, private = crypto_box_seed_keypair(seed)
    return PrivateKey(private)


def public_of(code: str, *, salt: bytes) -> bytes:
    """The public key of a code (32 bytes)."""
    return bytes(private_of(code, salt=salt).public_key)


def to_code(public: bytes, text: str) -> bytes:
    """A text that only the code of this public key opens."""
    return SealedBox(PublicKey(public)).encrypt(text.encode())


def by_code(private: PrivateKey, copies: list[bytes]) -> str:
    """The text of the first copy that this key opens. Raises SealBroken where none is."""
    box = SealedBox(private)
    for copy in copies:
        try:
            return box.decrypt(copy).decode()
        except CryptoError:
            continue
    raise SealBroken
