"""What a form sent while the screen was locked: handed back sealed, and sent again after unlocking.

It is stored nowhere, neither in the database nor in a backup. The page that unlocks carries it, encrypted under a
key that only the session has, so the page alone tells nothing to whoever stands before the locked screen.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass

from django.http import HttpRequest, RawPostDataException
from django.utils.http import url_has_allowed_host_and_scheme
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

KEY = "kept_form_key"
#: a form that is longer than this was not typed by a person
MOST_BYTES = 256 * 1024
_NEVER = ("csrfmiddlewaretoken", "password", "passphrase", "secret", "credential", "again", "code")


@dataclass(frozen=True, kw_only=True)
class Form:
    """Where it was going, its fields in order, and whether files went with it (they have to be chosen again)."""

    path: str
    fields: list[tuple[str, str]]
    files: bool


def keep(request: HttpRequest) -> str:
    """The sealed form of a POST; empty where it cannot be kept or must not be: what signs somebody in, or opens
    something, is never kept."""
    try:
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if not name.startswith("csrf") and not any(word in name for word in _NEVER)
        ]
        files = bool(request.FILES)
    except RawPostDataException:
        return ""
    if not fields or request.path_info.startswith("/accounts/"):
        return ""
    content = json.dumps({"path": request.get_full_path(), "fields": fields, "files": files}).encode()
    return b64encode(_box(request).encrypt(content)).decode() if len(content) <= MOST_BYTES else ""


def opened(request: HttpRequest, sealed: str) -> Form | None:
    """The form again; None for anything but what ``keep`` made in this session."""
    try:
        found = json.loads(_box(request).decrypt(b64decode(sealed, validate=True)))
    except (CryptoError, Error, ValueError):
        return None
    path = str(found["path"])
    if not url_has_allowed_host_and_scheme(path, None):
        return None
    return Form(path=path, fields=[(name, value) for name, value in found["fields"]], files=found["files"])


def _box(request: HttpRequest) -> SecretBox:
    if KEY not in request.session:
        request.session[KEY] = b64encode(random(SecretBox.KEY_SIZE)).decode()
    return SecretBox(b64decode(request.session[KEY]))
