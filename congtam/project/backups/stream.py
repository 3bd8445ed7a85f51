"""One encrypted part of a backup: which key it is under, what it is, the chunks.

::

    "CTB" and the version of this layout · 8 bytes that name the key · 1 byte that names the part · secretstream

All of the head is bound into every chunk, so one part cannot stand in another's place.
"""

from collections.abc import Iterator
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from congtam.foundation.commands import CommandError, ExitCode
from congtam.foundation.sealing import chunks

_PRODUCT, _VERSION = b"CTB", b"\x02"
_ID_BYTES = 8


class Part(Enum):
    """What a stream holds."""

    MANIFEST = b"m"
    DATABASE = b"d"


def id_of(key: bytes) -> str:
    """The name of a backup's own key, 16 hex digits; nothing of the key can be told from it."""
    return sha256(b"congtam backup" + key).hexdigest()[: 2 * _ID_BYTES]


def _head(key_id: str, part: Part) -> bytes:
    return _PRODUCT + _VERSION + bytes.fromhex(key_id) + part.value


def sealed(plain: BinaryIO, *, key: bytes, part: Part) -> Iterator[bytes]:
    """The ciphertext of ``plain``, piece by piece."""
    return chunks.encrypted(plain, key=key, magic=_head(id_of(key), part))


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


def opened(path: Path, *, key: bytes, part: Part) -> Iterator[bytes]:
    """The plain bytes of ``path``; every piece given out is genuine. Raises CommandError (exit 2)."""
    with path.open("rb") as stream:
        try:
            yield from chunks.decrypted(stream, key=key, magic=_head(id_of(key), part))
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
