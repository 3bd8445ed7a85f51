"""The private keys that are open in this piece of work, and the data keys that were made or opened in it.

A context variable: it lives as long as one request, one job or one command, in memory only.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from nacl.public import PrivateKey

#: gives the private keys by the id of their pair; called at most once, and only when something sealed is read
Finder = Callable[[], Mapping[int, PrivateKey]]


@dataclass
class Keyring:
    """``find`` looks the private keys up when they are first needed; ``opened`` holds data keys by id."""

    find: Finder = dict
    opened: dict[int, bytes] = field(default_factory=dict)
    _pairs: Mapping[int, PrivateKey] | None = None

    @property
    def pairs(self) -> Mapping[int, PrivateKey]:
        if self._pairs is None:
            self._pairs = self.find()
        return self._pairs


_ring: ContextVar[Keyring | None] = ContextVar("congtam_keyring", default=None)


def current() -> Keyring | None:
    """The ring of this piece of work, if one was put on."""
    return _ring.get()


@contextmanager
def using(find: Finder | Mapping[int, PrivateKey]) -> Iterator[Keyring]:
    """Put on a ring with these private keys for the length of the block; a ring inside another replaces it."""
    ring = Keyring(find=find if callable(find) else lambda: find)
    token = _ring.set(ring)
    try:
        yield ring
    finally:
        _ring.reset(token)


def remember(data_key_id: int, key: bytes) -> None:
    """A data key that was made or opened in this piece of work opens here without being looked up again."""
    if (ring := _ring.get()) is not None:
        ring.opened[data_key_id] = key


def forget(data_key_id: int) -> None:
    """A share was taken away: the key is looked up again."""
    if (ring := _ring.get()) is not None:
        ring.opened.pop(data_key_id, None)
