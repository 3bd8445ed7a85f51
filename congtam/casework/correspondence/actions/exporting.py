"""Every file with a book in it is journaled: who took it, when, which book, how many lines."""

from datetime import date

from django.db import transaction

from congtam.casework.correspondence.lifecycle import EXPORTED
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.acts import open_record
from congtam.mechanisms.lifecycle.models import Record


@transaction.atomic
def note_export(*, actor: Actor, unit: Unit, on: date, book: str, scope: str, rows: int) -> Record:
    """Journal one export of ``rows`` lines. Raises NotPermitted."""
    payload = {"book": book, "scope": scope, "rows": rows}
    return open_record(EXPORTED, actor=actor, unit=unit, on=on, payload=payload)
