"""Nightly work on keys."""

from django.db import transaction
from procrastinate.contrib.django import app

from congtam.foundation.access.models import Unit
from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import reading, shares


@app.periodic(cron="10 2 * * *")
@app.task(name="custody.tidy")
def tidy(timestamp: int, **_later: object) -> None:
    """Take shares away whose time is over, and replace the key by which scans are read where nothing waits for it."""
    tidy_up()


@transaction.atomic
def tidy_up() -> tuple[int, int]:
    """How many shares went, and how many keys for reading. Looks at all units: a share that is not seen would be one
    that nothing waits for."""
    set_scope(Unit.objects.values_list("pk", flat=True))
    return shares.sweep(), reading.renew()
