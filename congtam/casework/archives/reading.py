"""What was typed about originals, moves and proposals, unsealed for those who may read the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from congtam.casework.archives.models import Item, Original, Stay
from congtam.foundation.access.actor import Actor
from congtam.foundation.sealing import KeyMissing, SealBroken, unseal, unseal_json
from congtam.mechanisms.lifecycle.models import Level, Record
from congtam.mechanisms.lifecycle.registry import lifecycle_of

WHAT = "archives.original.what"
RETURNED = "archives.original.returned"
WHY = "archives.stay.why"
REASON = "archives.item.reason"


def may_read(record: Record, actor: Actor) -> bool:
    """Whether the actor may read what was typed about the record's paper."""
    return record.level != Level.SEALED and lifecycle_of(record.kind).may_read(record, actor)


def fetch_for_reading(records: Iterable[Record]) -> None:
    """Fetch for a whole list what `may_read` looks at (a query for each kind that needs one)."""
    rows = list(records)
    for kind in {record.kind for record in rows}:
        own = [record for record in rows if record.kind == kind]
        for name, columns in lifecycle_of(kind).reads_with.items():
            model: Any = Record._meta.get_field(name).related_model
            prefetch_related_objects(own, Prefetch(name, queryset=model._default_manager.only(*columns)))


@dataclass(frozen=True, kw_only=True)
class ShownOriginal:
    """One original as a reader may know it; what is hidden is empty."""

    position: int
    sheets: int
    copies: int
    received_on: date
    description: str
    received_from: str
    returned_on: date | None
    returned_to: str
    sentence: str
    has_scan: bool
    hidden: bool


def shown_original(original: Original, record: Record, *, hidden: bool) -> ShownOriginal:
    """The original with what was typed about it."""
    what: dict[str, Any] = {} if hidden else _json(record, original.sealed, WHAT)
    back: dict[str, Any] = (
        {} if hidden or original.back_sealed is None else _json(record, original.back_sealed, RETURNED)
    )
    return ShownOriginal(
        position=original.position,
        sheets=original.sheets,
        copies=original.copies,
        received_on=original.received_on,
        description=what.get("description", ""),
        received_from=what.get("from", ""),
        returned_on=original.returned_on,
        returned_to=back.get("to", ""),
        sentence=back.get("sentence", ""),
        has_scan=original.proof_id is not None,
        hidden=hidden,
    )


def why_moved(stay: Stay, record: Record, *, hidden: bool) -> str:
    """Why the paper was moved; empty where nothing was typed or the reader may not know."""
    return "" if hidden or stay.sealed is None else _text(record, stay.sealed, WHY)


def reason_of(item: Item, proposal_record: Record) -> str:
    """Why the record stands on the list."""
    return _text(proposal_record, item.sealed, REASON)


def _json(record: Record, sealed: bytes | memoryview, context: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = unseal_json(record.data_key, bytes(sealed), context=context)
    except (KeyMissing, SealBroken):
        return {}
    return found


def _text(record: Record, sealed: bytes | memoryview, context: str) -> str:
    try:
        return unseal(record.data_key, bytes(sealed), context=context).decode()
    except (KeyMissing, SealBroken):
        return _("Không mở được nội dung này: khóa niêm phong không khớp.")
