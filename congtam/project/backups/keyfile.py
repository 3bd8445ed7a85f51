"""The key file: the installation's keys, alone or under a passphrase.

One copy serves all backups of an installation, those to come too. With a passphrase the whole of it is
encrypted (XChaCha20-Poly1305) under a key that Argon2id makes of the passphrase.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead
from nacl.utils import random

from congtam.foundation.commands import CommandError
from congtam.project.backups.passphrase import Passphrase
from congtam.project.home import write_private

_PRODUCT = "congtam keys"
_CONTEXT = b"congtam key file"
_OPERATIONS, _MEMORY = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE
#: a file that asks for more was not written here
_MOST_OPERATIONS, _MOST_MEMORY = 16, argon2id.MEMLIMIT_SENSITIVE


@dataclass(frozen=True, kw_only=True)
class KeyFile:
    """``keys`` of the installation by file name. ``secret`` opens the file again where it is protected."""

    keys: dict[str, bytes]
    secret: bytes | None = None


def read_key_file(path: Path, *, passphrase: Passphrase) -> KeyFile:
    """Open a key file. Raises CommandError (exit 2): no key file, no or a wrong passphrase."""
    found, secret = _loaded(path), None
    if "protected" in found:
        secret = passphrase.of(path)
        found = _unlocked(path, found["protected"], secret)
    try:
        return KeyFile(keys=_bytes(found["keys"]), secret=secret)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _no_keys(path) from error


def write_key_file(path: Path, held: KeyFile) -> None:
    """Write it whole or not at all, for its owner's eyes; protected where ``held`` has a secret."""
    content: dict[str, Any] = {"keys": _texts(held.keys)}
    if held.secret is not None:
        content = {"protected": _locked(content, held.secret)}
    write_private(path, json.dumps({"product": _PRODUCT, "format": 2, **content}, indent=1) + "\n")


def _loaded(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_keys(path) from error
    if not isinstance(found, dict) or found.get("product") != _PRODUCT:
        raise _no_keys(path)
    return found


def _no_keys(path: Path) -> CommandError:
    return CommandError(
        "no_keys",
        f"There are no keys in {path}.",
        "Without the keys of the backup nothing of it can be read: name their file with --keys.",
    )


def _locked(content: dict[str, Any], secret: bytes) -> dict[str, Any]:
    salt = random(argon2id.SALTBYTES)
    box = Aead(argon2id.kdf(Aead.KEY_SIZE, secret, salt, opslimit=_OPERATIONS, memlimit=_MEMORY))
    return {
        "by": "argon2id",
        "operations": _OPERATIONS,
        "memory": _MEMORY,
        "salt": _text(salt),
        "sealed": _text(bytes(box.encrypt(json.dumps(content).encode(), _CONTEXT))),
    }


def _unlocked(path: Path, found: dict[str, Any], secret: bytes) -> dict[str, Any]:
    try:
        operations, memory = int(found["operations"]), int(found["memory"])
        salt, sealed = (base64.b64decode(found[name], validate=True) for name in ("salt", "sealed"))
    except (KeyError, ValueError, TypeError) as error:
        raise _no_keys(path) from error
    if not 0 < operations <= _MOST_OPERATIONS or not 0 < memory <= _MOST_MEMORY:
        raise _no_keys(path)
    try:
        box = Aead(argon2id.kdf(Aead.KEY_SIZE, secret, salt, opslimit=operations, memlimit=memory))
        return dict(json.loads(box.decrypt(sealed, _CONTEXT)))
    except (CryptoError, ValueError) as error:
        raise CommandError(
            "passphrase_wrong",
            f"The passphrase does not open {path}, or the file was altered.",
            "Try the passphrase again; if it is right, take another copy of the key file.",
        ) from error


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _texts(values: dict[str, bytes]) -> dict[str, str]:
    return {name: _text(value) for name, value in values.items()}


def _bytes(values: dict[str, str]) -> dict[str, bytes]:
    return {name: base64.b64decode(value, validate=True) for name, value in values.items()}
