"""Every file with the book of letters in it is journaled: who took it, when, which year, how many lines."""

from datetime import date

from django.db import transaction

from congtam.casework.letters.actions.registering import BOOK
from congtam.casework.letters.lifecycle import EXPORTED
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle.acts import open_record
from congtam.mechanisms.lifecycle.models import Record


@transaction.atomic
def note_export(*, actor: Actor, unit: Unit, on: date, scope: str, rows: int) -> Record:
    """Journal one export of ``rows`` lines of the book of ``scope``. Raises NotPermitted."""
    payload = {"book": BOOK, "scope": scope, "rows": rows}
    return open_record(EXPORTED, actor=actor, unit=unit, on=on, payload=payload)
