"""Jobs of the register. Each acts as a named part of the system inside one unit; running one twice does no more."""

from procrastinate.contrib.django import app

from congtam.foundation import clock, jobs
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.models import Unit
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.impact import SYSTEM


@app.task(name="legislation.recompute", retry=3)
def recompute(*, unit_id: int, edition: int, change: str, **_later: object) -> None:
    """Move the deadlines of a unit after a change of law or calendar that somebody of another unit applied."""
    from congtam.registers.legislation.actions import recompute_unit

    with acting(system_actor(SYSTEM, unit_id=unit_id)) as actor:
        recompute_unit(actor=actor, unit_id=unit_id, on=clock.today(), change=change)


@app.task(name="legislation.recheck_unit", retry=1)
def recheck_unit(*, unit_id: int, **_later: object) -> None:
    """Compare the running deadlines of a unit with what law and calendar give."""
    from congtam.registers.legislation.actions import recheck_unit as compare

    with acting(system_actor(SYSTEM, unit_id=unit_id)) as actor:
        compare(actor=actor, unit=Unit.objects.get(pk=unit_id))


@app.periodic(cron="40 1 * * *")
@app.task(name="legislation.recheck")
def recheck(timestamp: int, **_later: object) -> None:
    """Every night, a job for each unit: one that fails is seen among the jobs and hides no other."""
    for unit_id in Unit.objects.order_by("pk").values_list("pk", flat=True):
        jobs.defer("legislation.recheck_unit", unit_id=unit_id)
