"""Erasing again what an older backup brought back.

The list of erasures lies in the home, outside every backup (`lifecycle.erasure.ledger`). Whoever restores into
another home copies the folder ``erasures`` there first.
"""

from pathlib import Path

from congtam.foundation.commands import CommandError


def apply_erasures(home: Path) -> list[str]:
    """Erase again every record on the list of ``home`` that has come back, and list what the backup knew to be
    erased; the codes of what was erased again. Django is set up as the owner of the tables.

    Raises CommandError where the list cannot be read: nothing was erased then.
    """
    from congtam.mechanisms.lifecycle.erasure import ledger

    try:
        lines = list(ledger.listed(home))
    except (ValueError, KeyError) as error:
        raise CommandError(
            "bad_erasure_list",
            f"the list of erasures cannot be read: {error}",
            "copy the folder erasures again",
        ) from error
    again = [line.code for line in lines if _erased_again(line)]
    _complete(home, {line.code for line in lines})
    return again


def _erased_again(line: object) -> bool:
    from django.db import transaction

    from congtam.foundation import clock
    from congtam.foundation.access.actor import system_actor
    from congtam.foundation.access.rls import set_scope
    from congtam.mechanisms.lifecycle.erasure import Order, erase
    from congtam.mechanisms.lifecycle.erasure.ledger import Listed
    from congtam.mechanisms.lifecycle.models import Erasure, Record

    assert isinstance(line, Listed)
    with transaction.atomic():
        record = Record.objects.filter(code=line.code).first()
        if record is None or Erasure.objects.filter(record=record).exists():
            return False
        set_scope([record.unit_id])
        order = Order(decision=line.decision, decided_on=line.decided_on, proposal=line.proposal)
        erase(
            record,
            actor=system_actor("restore", unit_id=record.unit_id),
            on=clock.today(),
            order=order,
            again=True,
        )
    return True


def _complete(home: Path, known: set[str]) -> None:
    """Erasures that the database knows and the list does not: of a home whose list was lost."""
    from congtam.mechanisms.lifecycle.erasure import ledger
    from congtam.mechanisms.lifecycle.models import Erasure

    for erasure in Erasure.objects.select_related("record", "entry").exclude(record__code__in=known):
        ledger.keep(erasure, code=erasure.record.code)
