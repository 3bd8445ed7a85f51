"""One encrypted part of a backup: which key it is under, what it is, the chunks.

::

    "CTB" and the version of this layout · 16 bytes that name the key · 1 byte that names the part · secretstream

A backup's own key is made of the installation's ``backup.key`` and the first 8 of these bytes; the other 8
tell whether it is the right ``backup.key``. So one copy of the installation's keys opens every backup of it, and no two
backups are under the same key. All of the head is bound into every chunk, so one part cannot stand in another's place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from nacl.utils import random

from congtam.foundation.commands import CommandError, ExitCode
from congtam.foundation.sealing import chunks

_PRODUCT, _VERSION = b"CTB", b"\x02"
_ID_BYTES = 16
_NONCE_BYTES = 8


class Part(Enum):
    """What a stream holds."""

    MANIFEST = b"m"
    DATABASE = b"d"


@dataclass(frozen=True)
class BackupKey:
    """The key of one backup, and its name: 32 hex digits of which nothing of the key can be told."""

    id: str
    key: bytes

    @classmethod
    def new(cls, master: bytes) -> "BackupKey":
        """For a further backup of the installation that has this ``backup.key``."""
        return cls._made(master, random(_NONCE_BYTES))

    @classmethod
    def of(cls, master: bytes, id: str) -> "BackupKey | None":
        """The key of the backup with this name; None where it is of another installation."""
        found = cls._made(master, bytes.fromhex(id)[:_NONCE_BYTES])
        return found if found.id == id else None

    @classmethod
    def _made(cls, master: bytes, nonce: bytes) -> "BackupKey":
        """Both by BLAKE2b keyed with the master (RFC 7693), apart by their purpose."""
        secret = master.strip()[: blake2b.MAX_KEY_SIZE]
        key = blake2b(nonce, key=secret, digest_size=32, person=b"congtam backup").digest()
        check = blake2b(nonce, key=secret, digest_size=_ID_BYTES - _NONCE_BYTES, person=b"congtam which")
        return cls((nonce + check.digest()).hex(), key)


def _head(key_id: str, part: Part) -> bytes:
    return _PRODUCT + _VERSION + bytes.fromhex(key_id) + part.value


def sealed(plain: BinaryIO, *, key: BackupKey, part: Part) -> Iterator[bytes]:
    """The ciphertext of ``plain``, piece by piece."""
    return chunks.encrypted(plain, key=key.key, magic=_head(key.id, part))


def key_id_of(path: Path) -> str:
    """Which key ``path`` is under. Raises CommandError where it is no part of a backup that can be read here."""
    start = len(_PRODUCT) + len(_VERSION)
    with path.open("rb") as stream:
        head = stream.read(start + _ID_BYTES)
    if not head.startswith(_PRODUCT) or len(head) < start + _ID_BYTES:
        raise damaged(path)
    if not head.startswith(_PRODUCT + _VERSION):
        raise CommandError("other_format", f"{path} was written by another version.", "Use that version.")
    return head[start:].hex()


def opened(path: Path, *, key: BackupKey, part: Part) -> Iterator[bytes]:
    """The plain bytes of ``path``; every piece given out is genuine. Raises CommandError (exit 2)."""
    with path.open("rb") as stream:
        try:
            yield from chunks.decrypted(stream, key=key.key, magic=_head(key.id, part))
        except (chunks.UnknownForm, chunks.ChunksBroken) as error:
            raise damaged(path) from error


def damaged(path: Path) -> CommandError:
    """The same words wherever a part is missing or altered."""
    return CommandError(
        "backup_damaged",
        f"{path} is missing or is not what was saved.",
        "Take another backup; this one cannot be trusted.",
        ExitCode.WRONG_CALL,
    )
