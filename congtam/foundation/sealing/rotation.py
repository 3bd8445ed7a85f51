"""Another key of the installation in place of the old one: every key that it wraps is wrapped anew, and every text
that it seals itself (`texts`) is sealed anew.

Three steps, and a kill between two of them loses nothing: the new key is written beside the old one; all wrapped keys
and sealed texts change in one transaction; the new file takes the old one's place. Until then both files are there and
each wrapped key finds the one that it needs by its fingerprint; run again, the steps go on where they ended.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from congtam.foundation.sealing import aead, keyfiles
from congtam.foundation.sealing.holders import WRAP_CONTEXT, MasterKeyFile, fingerprint, key_of

_BATCH = 500
#: what seals again the texts of a part, and says how many there were
_texts: list[Callable[[str], int]] = []


def on_rotation(seal_again: Callable[[str], int]) -> None:
    """Have ``seal_again(key_file)`` called within step 2: it seals under that key file whatever text of its own is not
    sealed under it yet, and returns how many there were."""
    if seal_again not in _texts:
        _texts.append(seal_again)


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """How many keys were wrapped and texts sealed anew, and the ids of the old and the new key of the installation."""

    keys: int
    texts: int
    before: str
    after: str


def rotate() -> Rotated:
    """All three steps. Nobody else may wrap a key meanwhile: the caller sees to it that the product does not run.
    Raises KeyMissing, SealBroken (a wrapped key that neither file opens; nothing is changed then)."""
    before = MasterKeyFile().key_id
    write_next()
    after = _id_of(keyfiles.NEXT)
    with transaction.atomic():
        keys, texts = rewrap(), seal_texts()
    take_over()
    return Rotated(keys=keys, texts=texts, before=before, after=after)


def write_next() -> None:
    """Step 1: the new key beside the old one; the one of an interrupted rotation is kept."""
    keyfiles.write_once(_path(keyfiles.NEXT))


@transaction.atomic
def rewrap() -> int:
    """Step 2: whatever the new key does not wrap yet. Returns how many there were."""
    new = keyfiles.read_key(keyfiles.NEXT)
    key_id = _id_of(keyfiles.NEXT)
    count = 0
    for model in wrapping_models():
        for row in _rows(model, without=key_id):
            key = key_of(row)
            row.wrapped, row.key_id = aead.encrypt(new, key, context=WRAP_CONTEXT), key_id
            row.save(update_fields=["wrapped", "key_id"])
            count += 1
    return count


@transaction.atomic
def seal_texts() -> int:
    """Step 2, too: whatever text the new key does not seal yet. Returns how many there were."""
    return sum(seal_again(keyfiles.NEXT) for seal_again in _texts)


def take_over() -> None:
    """Step 3: the new file in the place of the old one, which is gone then."""
    os.replace(_path(keyfiles.NEXT), _path(keyfiles.SEALING))


def wrapping_models() -> list[type[Model]]:
    """Every model whose rows hold a wrapped key."""
    return [
        model
        for model in apps.get_models()
        if {"wrapped", "key_id"} <= {field.attname for field in model._meta.concrete_fields}
    ]


def counts() -> dict[str, int]:
    """How many wrapped keys there are by the id of the key that wraps them ("custody": people hold them)."""
    found: dict[str, int] = {}
    for model in wrapping_models():
        for key_id in model._default_manager.values_list("key_id", flat=True).iterator():
            found[key_id] = found.get(key_id, 0) + 1
    return found


def _rows(model: type[Model], *, without: str) -> Iterator[Any]:
    wanted = model._default_manager.filter(key_id__startswith=f"{MasterKeyFile.scheme}:").exclude(
        key_id=without
    )
    # what was erased by law holds no key any more
    yield from wanted.exclude(wrapped=b"").order_by("pk").iterator(chunk_size=_BATCH)


def _id_of(name: str) -> str:
    return f"{MasterKeyFile.scheme}:{fingerprint(keyfiles.read_key(name))}"


def _path(name: str) -> Path:
    return Path(settings.CONGTAM_HOME) / "secrets" / name
