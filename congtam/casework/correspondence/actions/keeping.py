"""What both books do alike: one save is one entry, and a scan is kept under the entry's own key."""

from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from congtam.casework.correspondence.actions.details import Paper
from congtam.casework.correspondence.models import Entry
from congtam.foundation.access.models import Unit
from congtam.foundation.files.arriving import Arrived, arrive, keep
from congtam.foundation.files.models import StoredFile
from congtam.mechanisms.lifecycle.models import Record

E = TypeVar("E", bound=Entry)


def made_before(model: type[E], unit: Unit, key: UUID | None) -> E | None:
    """The entry that an earlier try of this very save made. Whoever tries at the same moment waits for the other."""
    if key is None:
        return None
    lock = int.from_bytes(sha256(f"correspondence:{unit.pk}:{key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    found = model._default_manager.filter(record__unit=unit, record__idempotency_key=key)
    return found.select_related("record__data_key", "unit").first()


def looked_into(paper: Paper | None, *, unit: Unit) -> Arrived | None:
    """The scan as it may be kept; a document that an office signed digitally stays as it was signed. Raises
    RefusedFile."""
    if paper is None:
        return None
    return arrive(paper.source, name=paper.name, unit=unit, channel="correspondence", keep_signed=True)


def kept(record: Record, unit: Unit, arrived: Arrived | None) -> StoredFile | None:
    """The scan in the store, under the key of its record."""
    return keep(arrived, unit=unit, data_key=record.data_key) if arrived is not None else None


def scan_facts(file: StoredFile | None) -> dict[str, Any]:
    """What the journal says of a scan."""
    return {"pages": file.pages, "file": file.store_name} if file is not None else {}


def needed_reason(reason: str) -> str:
    """The reason for a void. Raises ValidationError where none is given."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Hãy ghi lý do hủy.")]})
    return reason.strip()
