"""A file that goes on with another record: decrypted and encrypted again under that record's key."""

import hashlib

from congtam.foundation.access.models import Unit
from congtam.foundation.files.inspection import Inspection
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain, store
from congtam.foundation.sealing.models import DataKey


def copy_to(stored: StoredFile, *, unit: Unit, data_key: DataKey) -> StoredFile:
    """The same bytes as a file of ``unit`` under ``data_key``; nothing is looked into again, and nothing plain
    touches the disk. Both units must be in scope. Raises what `read_plain` and `store` raise."""
    content = read_plain(stored)
    same = Inspection(
        media_type=stored.media_type, extension="", size=stored.size, pages=stored.pages, width=None, height=None,
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    return store(unit=unit, data_key=data_key, content=content, inspection=same, same_as=stored)
