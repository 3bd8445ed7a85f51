"""What jobs do in one unit: move the deadlines after a change made elsewhere, and compare every night."""

from datetime import date

from django.db import transaction

from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.mechanisms.lifecycle import impact
from congtam.mechanisms.rulebook import Edition, editions
from congtam.registers.legislation.models import Recheck


@transaction.atomic
def recompute_unit(*, actor: Actor, unit_id: int, on: date, change: str) -> int:
    """Move the unit's deadlines to what the newest edition gives; how many. Doing it again moves nothing.

    A later change may have been made meanwhile: then the dates go straight to where they belong. Raises NotPermitted
    for a person.
    """
    actor.require_system()
    edition = editions.binding()
    found = impact.foreseen(impact.running([unit_id]), edition=edition)
    moves = (each for each in found if isinstance(each, impact.Move))
    return impact.apply(moves, on=on, edition=edition.number, change=change)


@transaction.atomic
def recheck_unit(*, actor: Actor, unit: Unit) -> Recheck:
    """Compare, and write down how many differ: nothing is moved. Raises NotPermitted for a person."""
    actor.require_system()
    edition = editions.binding()
    different, stuck = _compared(unit.pk, edition)
    return Recheck.objects.create(
        unit=unit,
        at=clock.now(),
        edition_id=edition.number or None,
        looked_at=impact.running([unit.pk]).count(),
        different=different,
        stuck=stuck,
    )


def _compared(unit_id: int, edition: Edition) -> tuple[int, int]:
    different = stuck = 0
    for each in impact.foreseen(impact.running([unit_id]), edition=edition):
        if isinstance(each, impact.Move):
            different += 1
        else:
            stuck += 1
    return different, stuck
