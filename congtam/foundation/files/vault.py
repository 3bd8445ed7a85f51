"""Ciphertext on disk: one file a stored document, named by the SHA-256 of what it contains.

Nothing here needs a key to be checked, and a file appears whole or not at all.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def root() -> Path:
    """The folder of stored files."""
    return Path(settings.CONGTAM_HOME) / "files"


def path_of(store_name: str) -> Path:
    """Where the file of this name lies: two levels of folders keep each of them small."""
    return root() / store_name[:2] / store_name[2:4] / store_name


def write(chunks: Iterable[bytes]) -> str:
    """Write the chunks and return the store name.

    The file is on the disk (fsync) under its last name before this returns; a crash leaves at most a draft
    that `sweep_orphans` removes.
    """
    drafts = root() / "drafts"
    drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = drafts / secrets.token_hex(16)
    try:
        store_name = _write_draft(draft, chunks)
        _place(draft, path_of(store_name))
    finally:
        draft.unlink(missing_ok=True)
    return store_name


def _write_draft(draft: Path, chunks: Iterable[bytes]) -> str:
    total = sha256()
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for chunk in chunks:
            total.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return total.hexdigest()


def _place(draft: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.replace(path)
    for folder in (path.parent, path.parent.parent, root()):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """A rename is lasting only when the folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of(store_name: str) -> str | None:
    """SHA-256 of the stored ciphertext as hex; None where the file is missing."""
    total = sha256()
    try:
        with path_of(store_name).open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
    except FileNotFoundError:
        return None
    return total.hexdigest()


def intact(store_name: str) -> bool:
    """Whether the file is there and its bytes are those that were stored. Needs no key and no database."""
    return digest_of(store_name) == store_name


def stored_names(*, before: float) -> Iterator[str]:
    """Names of the files last written before the POSIX time `before`."""
    for path in root().glob("??/??/*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path.name


def old_drafts(*, before: float) -> Iterator[Path]:
    """Drafts that an interrupted upload left."""
    for path in (root() / "drafts").glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                yield path
