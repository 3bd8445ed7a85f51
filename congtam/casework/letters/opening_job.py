"""The job that enters a large paper book: as the person who confirmed it, in one transaction."""

from congtam.casework.letters.actions.opening import OpeningRefused, enter_opening, give_back_opening
from congtam.casework.letters.models import OpeningBatch
from congtam.foundation import clock
from congtam.foundation.access.actor import Actor, NotPermitted, actor_of
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.models import JournalEntry

CONFIRMED = "letters.opening:confirm"


def enter(*, record_id: int, system: Actor) -> None:
    """Enter the batch. One that is not waiting for it any more is left alone; where the file or the person's right
    does not hold any more, it is given back and nothing is entered."""
    with acting(system):
        batch = _batch(record_id)
        if batch is None or batch.record.state != "entering":
            return
        person = _confirmed_by(batch)
    try:
        with acting(person):
            enter_opening(batch=batch, actor=person, on=clock.today())
    except (OpeningRefused, NotPermitted):
        with acting(system):
            give_back_opening(batch=_again(record_id), actor=system)


def _batch(record_id: int) -> OpeningBatch | None:
    related = ("record__data_key", "file__data_key")
    return OpeningBatch.objects.filter(pk=record_id).select_related(*related).first()


def _again(record_id: int) -> OpeningBatch:
    batch = _batch(record_id)
    assert batch
    return batch


def _confirmed_by(batch: OpeningBatch) -> Actor:
    entry = JournalEntry.objects.filter(record=batch.record, event=CONFIRMED).order_by("-seq").first()
    assert entry
    assert entry.actor
    return actor_of(entry.actor, on=clock.today())
