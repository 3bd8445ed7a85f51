"""The key by which the worker reads a scan once.

Its private half is a file of the home, outside the database and outside backups, and is replaced when nothing waits to
be read: what it could open then stays shut for good, also in an old backup or in the log of the database.
"""

import os
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from nacl.public import PrivateKey

from congtam.foundation import clock
from congtam.foundation.custody.models import KeyPair, Share
from congtam.foundation.sealing import KeyMissing

#: the folder in the home; it is not part of a backup
FOLDER = "reading-keys"


def pair() -> KeyPair:
    """The key pair in use; made where there is none."""
    found = KeyPair.objects.filter(kind=KeyPair.Kind.READING, ended_at__isnull=True).order_by("-pk").first()
    return found if found is not None and _path(found).exists() else _make()


def _make() -> KeyPair:
    private = PrivateKey.generate()
    made = KeyPair(kind=KeyPair.Kind.READING, public=bytes(private.public_key))
    path = _path(made)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(bytes(private))
    made.save()
    return made


def _path(pair: KeyPair) -> Path:
    return Path(settings.CONGTAM_HOME) / FOLDER / bytes(pair.public).hex()


def private_keys() -> dict[int, PrivateKey]:
    """The private keys that are there, by the id of their pair. Raises KeyMissing for a file that is no key."""
    found = {}
    for each in KeyPair.objects.filter(kind=KeyPair.Kind.READING):
        path = _path(each)
        if path.exists():
            content = path.read_bytes()
            if len(content) != PrivateKey.SIZE:
                raise KeyMissing(str(path))
            found[each.pk] = PrivateKey(content)
    return found


@transaction.atomic
def renew() -> int:
    """Replace the key where nothing waits for it: the files of those that opened their last go. Returns how many."""
    KeyPair.objects.filter(kind=KeyPair.Kind.READING, ended_at__isnull=True).update(ended_at=clock.now())
    gone = 0
    for each in KeyPair.objects.filter(kind=KeyPair.Kind.READING):
        if _path(each).exists() and not Share.objects.filter(pair=each).exists():
            transaction.on_commit(partial(_path(each).unlink, missing_ok=True))
            gone += 1
    return gone
