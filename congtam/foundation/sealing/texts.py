"""Short texts that belong to no record, sealed under the key of the installation itself.

``sealed:1:<fingerprint of the key>:<base64>``: the version of this form, which key file opens it (while one takes over
from another there are two, see `rotation`), and the bytes. What does not begin so was kept before texts were sealed.
"""

from base64 import b64decode, b64encode
from binascii import Error
from hashlib import blake2b

from django.utils.translation import gettext as _

from congtam.foundation.sealing import aead, keyfiles
from congtam.foundation.sealing.errors import SealBroken
from congtam.foundation.sealing.holders import fingerprint

_MARK = "sealed:1:"


def seal_text(text: str, *, use: str, key_file: str = keyfiles.SEALING) -> str:
    """The text, sealed for one use (at most 16 bytes): sealed for another it does not open. Raises KeyMissing."""
    key = keyfiles.read_key(key_file)
    content = aead.encrypt(_subkey(key, use), text.encode(), context=use.encode())
    return f"{_MARK}{fingerprint(key)}:{b64encode(content).decode()}"


def unseal_text(kept: str, *, use: str) -> str:
    """The text again; one that was never sealed as it is. Raises KeyMissing, SealBroken (other key, other use,
    altered)."""
    if not kept.startswith(_MARK):
        return kept
    named, _colon, content = kept.removeprefix(_MARK).partition(":")
    try:
        sealed = b64decode(content, validate=True)
    except (Error, ValueError):
        raise SealBroken(_("Dữ liệu không có dạng niêm phong đã biết.")) from None
    return aead.decrypt(_subkey(_key_named(named), use), sealed, context=use.encode()).decode()


def is_under(kept: str, *, key_file: str = keyfiles.SEALING) -> bool:
    """Whether it is sealed under this key file already. Raises KeyMissing."""
    return kept.startswith(f"{_MARK}{fingerprint(keyfiles.read_key(key_file))}:")


def _key_named(named: str) -> bytes:
    coming = keyfiles.next_key()
    if coming is not None and fingerprint(coming) == named:
        return coming
    return keyfiles.read_key(keyfiles.SEALING)


def _subkey(key: bytes, use: str) -> bytes:
    """A key of its own for each use, and none that wraps data keys."""
    return blake2b(b"congtam text", key=key, digest_size=32, person=use.encode()).digest()
