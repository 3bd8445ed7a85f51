"""A scope for work that is not a request: jobs and commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.rls import set_scope


def scope_of(actor: Actor | None) -> None:
    """Let the current transaction see what ``actor`` may know of, and nothing without an actor."""
    if actor is None:
        set_scope((), sealed_unit_ids=())
    else:
        set_scope(actor.unit_ids, account_id=actor.account_id, sealed_unit_ids=actor.sealed_unit_ids)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """One transaction in which the database shows the units of ``actor``, without the records from which the
    account is excluded and without sealed records that it may not know of."""
    with transaction.atomic():
        scope_of(actor)
        yield actor
