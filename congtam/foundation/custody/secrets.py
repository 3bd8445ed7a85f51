"""Private keys under a passphrase: Argon2id (RFC 9106) through libsodium, then XChaCha20-Poly1305."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from nacl import pwhash
from nacl.public import PrivateKey
from nacl.utils import random

from congtam.foundation.sealing import SealBroken, aead

SHORTEST = 12
_CONTEXT = b"congtam custody secret"
#: name in settings.CUSTODY_WORK -> (opslimit, memlimit in bytes), as libsodium names them
WORK = {
    "moderate": (pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE),
    "least": (pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN),
}


class WrongPassphrase(Exception):
    """The passphrase does not open this key."""


class WeakPassphrase(Exception):
    """The passphrase is too short or too plain; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """A private key under a passphrase, with what is needed to try the passphrase."""

    sealed: bytes
    salt: bytes
    opslimit: int
    memlimit: int


def check_passphrase(passphrase: str) -> None:
    """Raises WeakPassphrase: fewer than twelve characters, or fewer than five different ones."""
    if len(passphrase) < SHORTEST or len(set(passphrase)) < 5:
        raise WeakPassphrase(
            _(
                "Cụm mật khẩu cần ít nhất %(least)s ký tự và không lặp đi lặp lại. Hãy dùng bốn, năm từ rời nhau."
            )
            % {"least": SHORTEST}
        )


def seal_private(private: PrivateKey, *, passphrase: str) -> Sealed:
    """The private key under a key derived from the passphrase. Raises WeakPassphrase."""
    check_passphrase(passphrase)
    opslimit, memlimit = WORK[settings.CUSTODY_WORK]
    salt = random(pwhash.argon2id.SALTBYTES)
    key = _derived(passphrase, salt=salt, opslimit=opslimit, memlimit=memlimit)
    sealed = aead.encrypt(key, bytes(private), context=_CONTEXT)
    return Sealed(sealed=sealed, salt=salt, opslimit=opslimit, memlimit=memlimit)


def open_private(sealed: Sealed, *, passphrase: str) -> PrivateKey:
    """The private key. Raises WrongPassphrase."""
    key = _derived(passphrase, salt=sealed.salt, opslimit=sealed.opslimit, memlimit=sealed.memlimit)
    try:
        return PrivateKey(aead.decrypt(key, sealed.sealed, context=_CONTEXT))
    except SealBroken as error:
        raise WrongPassphrase from error


def _derived(passphrase: str, *, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    return pwhash.argon2id.kdf(32, passphrase.encode(), salt, opslimit=opslimit, memlimit=memlimit)
