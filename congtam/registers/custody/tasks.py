"""Jobs of the register. Each acts as a named part of the system inside one unit; running one twice does no more."""

from datetime import timedelta

from procrastinate.contrib.django import app

from congtam.foundation import clock, jobs
from congtam.foundation.access.actor import Actor, system_actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.scope import acting

REVIEWER = "keepers.reviewer"


@app.periodic(cron="* * * * *")
@app.task(name="custody.sweep")
def sweep(timestamp: int, **_later: object) -> None:
    """Every minute: grants whose time is over end in the journal too. They open nothing from the second on anyway."""
    from congtam.registers.custody.actions import sweeping

    units = {unit: frozenset[str]() for unit in Unit.objects.values_list("pk", flat=True)}
    with acting(Actor(account=None, system_name=sweeping.SYSTEM, permissions=units)) as actor:
        sweeping.sweep(actor=actor, on=clock.today())


@app.periodic(cron="15 6 * * 1")
@app.task(name="custody.review")
def review(timestamp: int, **_later: object) -> None:
    """On Mondays, a job for each unit."""
    for unit_id in Unit.objects.order_by("pk").values_list("pk", flat=True):
        jobs.defer("custody.review_unit", unit_id=unit_id)


@app.task(name="custody.review_unit", retry=2)
def review_unit(*, unit_id: int, **_later: object) -> None:
    """The list of last week, if it has a line."""
    from congtam.registers.custody.actions.reviewing import make_review
    from congtam.registers.custody.unusual import monday_of

    monday = monday_of(clock.today()) - timedelta(weeks=1)
    with acting(system_actor(REVIEWER, unit_id=unit_id)) as actor:
        make_review(actor=actor, unit_id=unit_id, monday=monday)
