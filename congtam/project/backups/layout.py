"""What lies where in a backup, and small reading that saving and restoring share.

::

    DIR/database     pg_dump's custom format as the owner, encrypted under the backup's own key
    DIR/files/…      as in the home: encrypted already when they were stored, named by the hash of their bytes
    DIR/manifest     written last, encrypted too: rows a table, the journal's heads, hash and size of every file
    DIR.keys         the keys, never inside DIR: whoever finds the backup must not be able to read it

The keys of the files stand in the database, so without the backup's own key nothing of it opens.
Format 1 had ``database.dump`` and ``manifest.json`` in the open; it is still read.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from congtam.project.home import Home

FORMAT = 2
MANIFEST, DUMP, FILES = "manifest", "database", "files"
OPEN_MANIFEST, OPEN_DUMP = "manifest.json", "database.dump"  # format 1
_BLOCK = 1 << 20

Manifest = dict[str, Any]
Summary = dict[str, Any]


def default_keys(folder: Path) -> Path:
    """Where the keys go unless somebody names a place: beside the backup."""
    return folder.with_name(f"{folder.name}.keys").absolute()


def stored_files(home: Home) -> Iterator[Path]:
    """The stored files, without drafts of uploads that go on."""
    for path in sorted(home.files.rglob("*")):
        if path.is_file() and path.relative_to(home.files).parts[0] != "drafts":
            yield path


def key_files(home: Home) -> list[Path]:
    """Everything secret of a home."""
    return sorted(path for path in home.secrets.iterdir() if path.is_file() and not path.name.startswith("."))


def fingerprint(key: bytes) -> str:
    """Tells keys apart and says nothing about them."""
    return sha256(b"congtam key in a backup" + key).hexdigest()[:16]


def blocks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, block by block."""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def hash_of(path: Path) -> str:
    """SHA-256 of a file as hex."""
    found = sha256()
    for block in blocks_of(path):
        found.update(block)
    return found.hexdigest()


def write_hashing(pieces: Iterable[bytes], target: Path) -> str:
    """Write a new private file so that it is on the disk afterwards; the SHA-256 of its bytes."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = sha256()
    with open(target, "xb", opener=_private) as writing:
        for piece in pieces:
            found.update(piece)
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())
    return found.hexdigest()


def copy_hashing(source: Path, target: Path) -> str:
    """Copy a file so that it is on the disk afterwards; the SHA-256 of its bytes."""
    return write_hashing(blocks_of(source), target)


def sync_folder(folder: Path) -> None:
    """Names in a folder last only when the folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folders(root: Path) -> None:
    """The same for ``root`` and all folders in it."""
    for folder, _, _ in os.walk(root, topdown=False):
        sync_folder(Path(folder))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def figures(manifest: Manifest) -> Summary:
    """What a manifest counts."""
    return {
        "tables": len(manifest["tables"]),
        "rows": sum(manifest["tables"].values()),
        "files": len(manifest["files"]),
        "bytes": sum(file["size"] for file in manifest["files"]) + manifest["database"]["size"],
        "records": manifest["journal"]["records"],
        "entries": manifest["journal"]["entries"],
    }
