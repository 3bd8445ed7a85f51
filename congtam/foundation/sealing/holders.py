"""Who holds the keys that wrap data keys."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Protocol

from django.utils.translation import gettext as _
from nacl.utils import random

from congtam.foundation.sealing import aead, keyfiles
from congtam.foundation.sealing.errors import SealBroken

WRAP_CONTEXT = b"congtam data key"


class KeyHolder(Protocol):
    """Somebody or something that can wrap a data key and, with the right secret, unwrap it."""

    @property
    def key_id(self) -> str:
        """`scheme:name`, stored beside each wrapped key; the scheme finds the holder again."""

    def wrap(self, key: bytes) -> bytes:
        """The data key, readable only by this holder."""

    def unwrap(self, wrapped: bytes) -> bytes:
        """The data key. Raises SealBroken or KeyMissing."""


class WrappedKey(Protocol):
    """What a stored data key offers (the model DataKey does)."""

    @property
    def wrapped(self) -> bytes | memoryview: ...

    @property
    def key_id(self) -> str: ...


class MasterKeyFile:
    """The master key in the installation's secrets folder, outside the database. ``wanted`` is the id of the key that
    wrapped something; while a new key takes over (`rotation`) there are two."""

    scheme = "file"

    def __init__(self, wanted: str = "") -> None:
        self._wanted = wanted

    @property
    def key_id(self) -> str:
        return f"{self.scheme}:{fingerprint(self._key())}"

    def wrap(self, key: bytes) -> bytes:
        return aead.encrypt(self._key(), key, context=WRAP_CONTEXT)

    def unwrap(self, wrapped: bytes) -> bytes:
        return aead.decrypt(self._key(), wrapped, context=WRAP_CONTEXT)

    def _key(self) -> bytes:
        present = keyfiles.read_key(keyfiles.SEALING)
        if self._wanted and self._wanted != f"{self.scheme}:{fingerprint(present)}":
            coming = keyfiles.next_key()
            if coming is not None and self._wanted == f"{self.scheme}:{fingerprint(coming)}":
                return coming
        return present


def fingerprint(key: bytes) -> str:
    """Eight hex digits that tell keys apart without saying anything about them."""
    return blake2b(key, digest_size=4, person=b"congtam.key-id").hexdigest()


_holders: dict[str, Callable[[str], KeyHolder]] = {MasterKeyFile.scheme: MasterKeyFile}
_wrapping_scheme = MasterKeyFile.scheme


def register_holder(scheme: str, find: Callable[[str], KeyHolder]) -> None:
    """Let keys whose id begins with `scheme:` be opened by the holder that `find(key_id)` returns."""
    _holders[scheme] = find


#: schemes whose data keys are opened by more than a holder's secret: by whoever is at work now
_openers: dict[str, Callable[[WrappedKey], bytes]] = {}


def register_opener(scheme: str, open_key: Callable[[WrappedKey], bytes]) -> None:
    """Let data keys whose id is ``scheme`` be opened by ``open_key``, which raises SealBroken or SealLocked."""
    _openers[scheme] = open_key


def wrap_key(key: bytes) -> tuple[bytes, str]:
    """A data key under the key of the installation: (wrapped bytes, key id)."""
    holder = _holders[_wrapping_scheme]("")
    return holder.wrap(key), holder.key_id


def wrap_new_key() -> tuple[bytes, str]:
    """A fresh data key: (wrapped bytes, key id)."""
    return wrap_key(random(keyfiles.KEY_BYTES))


def key_of(data_key: WrappedKey) -> bytes:
    """The 32 bytes of a stored data key.

    Raises SealBroken where it was wrapped by another key than the holder has, or altered; SealLocked where only people
    open it and nobody at work now has.
    """
    scheme = data_key.key_id.partition(":")[0]
    if scheme in _openers:
        return _openers[scheme](data_key)
    if scheme not in _holders:
        raise SealBroken(_("Không có người giữ khóa loại “%(scheme)s”.") % {"scheme": scheme})
    holder = _holders[scheme](data_key.key_id)
    if holder.key_id != data_key.key_id:
        raise SealBroken(
            _("Hồ sơ được niêm phong bằng khóa %(sealed)s, nhưng khóa đang có là %(present)s.")
            % {"sealed": data_key.key_id, "present": holder.key_id}
        )
    return holder.unwrap(bytes(data_key.wrapped))
