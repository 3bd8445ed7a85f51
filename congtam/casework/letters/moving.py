"""What came before a unit had people who keep identities: sealed to them afterwards, letter by letter."""

from django.db.models import QuerySet

from congtam.casework.letters.actions.triage import seal_to_custodians
from congtam.casework.letters.models import Letter
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.scope import acting
from congtam.foundation.custody import holders
from congtam.mechanisms.lifecycle.acts import locked


def waiting(unit_id: int) -> QuerySet[Letter]:
    """Letters that nobody opened and that the key of the installation still opens."""
    return Letter.objects.filter(
        unit_id=unit_id, opened_at__isnull=True, identity_key__isnull=True, sealed__isnull=False
    )


def seal_the_unit(*, unit_id: int, actor: Actor) -> int:
    """Seal each letter that waits, one transaction each, so that an interruption loses nothing. Returns how many.

    Where nobody keeps identities of the unit nothing is done.
    """
    done = 0
    with acting(actor):
        if holders.of_unit(Unit.objects.get(pk=unit_id)) is None:
            return 0
        keys = list(waiting(unit_id).order_by("pk").values_list("pk", flat=True))
    for key in keys:
        with acting(actor):
            done += _seal(key, actor=actor)
    return done


def _seal(pk: int, *, actor: Actor) -> bool:
    letter = Letter.objects.select_related("record__data_key", "unit", "identity_key").get(pk=pk)
    letter.record = locked(letter.record)
    letter.refresh_from_db(fields=["opened_at", "sealed", "identity_key"])
    if letter.opened_at is not None or letter.identity_key_id is not None:
        return False
    seal_to_custodians(letter, actor=actor, on=clock.today(), classified=letter.record.state == "held")
    return True
