"""A scope for work that is not a request: jobs and commands."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from congtam.foundation.access.actor import Actor
from congtam.foundation.access.rls import set_scope


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """One transaction in which the database shows the units of ``actor``."""
    with transaction.atomic():
        set_scope(actor.unit_ids)
        yield actor
