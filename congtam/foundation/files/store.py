"""Storing and opening files."""

import io
from typing import BinaryIO

from congtam.foundation.access.models import Unit
from congtam.foundation.files import vault
from congtam.foundation.files.cleaning import traces
from congtam.foundation.files.inspection import Inspection, Source, digest, opened
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.stream import PlainReader, encrypted
from congtam.foundation.sealing import lookup_mac
from congtam.foundation.sealing.envelope import subkey
from congtam.foundation.sealing.models import DataKey

_USE = b"congtam.file"


class FileChanged(Exception):
    """The bytes are not those that were inspected."""


class NotCleaned(Exception):
    """The bytes still hold metadata and were not stored."""


def content_mac(sha256: str) -> bytes:
    """What finds the same bytes again, from the SHA-256 (hex) of the plain bytes."""
    return lookup_mac(bytes.fromhex(sha256), purpose="files.content")


def find_same(*, unit: Unit, sha256: str) -> StoredFile | None:
    """The first file with the same bytes that this unit stored."""
    same = StoredFile.objects.filter(unit=unit, content_mac=content_mac(sha256))
    return same.order_by("pk").first()


def store(
    *,
    unit: Unit,
    data_key: DataKey,
    content: Source,
    inspection: Inspection,
    original_sha256: str | None = None,
    same_as: StoredFile | None = None,
    scanned: str = StoredFile.Scanned.NONE,
) -> StoredFile:
    """Store the inspected bytes, encrypted under the record's key.

    ``original_sha256`` says that these are the cleaned bytes of a file that was handed in with that hash, by which
    it is known again; they are read once more, and refused where a trace is left. ``same_as`` is a file stored before
    whose bytes these are. The ciphertext is on the disk before the row is inserted: an interruption leaves a file
    without a row, which is harmless and swept, never a row without its file.
    Raises FileChanged where the bytes are not those that were inspected, NotCleaned, KeyMissing, SealBroken, OSError.
    """
    with opened(content) as stream:
        if digest(stream) != inspection.sha256:
            raise FileChanged(inspection.sha256)
        if original_sha256 is not None and traces(stream):
            raise NotCleaned(inspection.media_type)
        stream.seek(0)
        store_name = vault.write(encrypted(stream, key=subkey(data_key, use=_USE)))
    return StoredFile.objects.create(
        unit=unit,
        data_key=data_key,
        store_name=store_name,
        content_mac=same_as.content_mac if same_as else content_mac(original_sha256 or inspection.sha256),
        size=inspection.size,
        media_type=inspection.media_type,
        pages=inspection.pages,
        scanned=same_as.scanned if same_as else scanned,
    )


def resealed(stored: StoredFile, *, data_key: DataKey) -> str:
    """The same bytes in the vault under another key, read back and compared. Returns the name of the new ciphertext;
    the row still names the old one. Nothing plain touches the disk. Raises as `read_plain`, and FileChanged."""
    plain = read_plain(stored)
    name = vault.write(encrypted(io.BytesIO(plain), key=subkey(data_key, use=_USE)))
    if read_plain(StoredFile(store_name=name, data_key=data_key)) != plain:
        raise FileChanged(name)
    return name


def open_plain(stored: StoredFile) -> BinaryIO:
    """The plain bytes as a stream that cannot seek, decrypted as it is read; nothing plain touches the disk.

    Raises FileNotFoundError, KeyMissing; reading raises SealBroken at the first chunk that is not genuine.
    """
    key = subkey(stored.data_key, use=_USE)
    cipher = vault.path_of(stored.store_name).open("rb")
    return io.BufferedReader(PlainReader(cipher, key=key), buffer_size=1 << 16)


def read_plain(stored: StoredFile) -> bytes:
    """All plain bytes; uploads are small enough (limits). Raises as `open_plain`, and SealBroken."""
    with open_plain(stored) as stream:
        return stream.read()


def check(stored: StoredFile) -> bool:
    """Whether the file is there and unaltered. Needs no key."""
    return vault.intact(stored.store_name)
