"""Asking for one letter by its tracking code."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.store import read_plain
from congtam.foundation.sealing.models import DataKey
from congtam.mechanisms.lifecycle.acts import find_receipt


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper to download."""

    kind: str
    symbol: str
    media_type: str
    content: bytes


def follow(typed: str) -> dict[str, Any] | None:
    """What is known of the letter with this tracking code, days as dates; None for any other code.

    A code of the wrong shape asks the database all the same, so that it takes as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal_follow(%s)", [find_receipt(typed)])
        row = cursor.fetchone()
    return _with_days(json.loads(row[0])) if row and row[0] else None


def paper(typed: str, uid: UUID) -> Paper | None:
    """A paper that was sent to the citizen: the signed scan, or the text where none was kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM portal_document(%s, %s)", [find_receipt(typed), uid])
        row = cursor.fetchone()
    if row is None:
        return None
    kind, symbol, store_name, media_type, wrapped, key_id = row
    stored = StoredFile(
        store_name=store_name, data_key=DataKey(wrapped=bytes(wrapped), key_id=key_id), media_type=media_type
    )
    return Paper(kind=kind, symbol=symbol, media_type=media_type, content=read_plain(stored))


def _with_days(found: Any) -> Any:
    """JSON has no days: what is called "…on" becomes a date."""
    if isinstance(found, dict):
        return {key: _day(key, value) for key, value in found.items()}
    return [_with_days(value) for value in found] if isinstance(found, list) else found


def _day(key: str, value: Any) -> Any:
    if key in ("explanation", "facts"):
        return value
    if isinstance(value, str) and (key == "on" or key.endswith("_on")):
        return date.fromisoformat(value)
    return _with_days(value)
