"""Jobs of letters. Arguments are ids; each job acts as a named system actor inside one unit."""

from procrastinate.contrib.django import app

from congtam.foundation.access.actor import Actor, system_actor

READER = "letters.reader"
ENTERER = "letters.enterer"
SUCCESSOR = "letters.successor"
SEALER = "letters.sealer"


@app.task(name="letters.read_scan", retry=2)
def read_scan(*, unit_id: int, scan_id: int, **_later: object) -> None:
    """Read a scan page by page, keeping each page as it is read."""
    from congtam.casework.letters.scan_reading import read_scan as read

    read(scan_id=scan_id, actor=system_actor(READER, unit_id=unit_id))


@app.task(name="letters.enter_opening", retry=2)
def enter_opening(*, unit_id: int, record_id: int, **_later: object) -> None:
    """Enter the letters of a paper book that somebody confirmed, all or none."""
    from congtam.casework.letters.opening.lifecycle import PERMISSION
    from congtam.casework.letters.opening_job import enter

    enter(
        record_id=record_id,
        system=system_actor(ENTERER, unit_id=unit_id, permissions=frozenset({PERMISSION})),
    )


@app.task(name="letters.seal_to_custodians", retry=5)
def seal_to_custodians(*, unit_id: int, **_later: object) -> None:
    """Seal what came before the unit had people who keep identities to them; a second run finds nothing to do."""
    from congtam.casework.letters.moving import seal_the_unit

    seal_the_unit(unit_id=unit_id, actor=system_actor(SEALER, unit_id=unit_id))


@app.task(name="letters.take_over", retry=5)
def take_over(*, unit_id: int, from_unit_id: int, record_id: int, **_later: object) -> None:
    """Open in this unit a letter that another one handed over; a second run opens nothing."""
    from congtam.casework.letters.actions.taking_over import take_over_letter
    from congtam.foundation import clock
    from congtam.foundation.access.scope import acting
    from congtam.foundation.custody import keyring, reading

    with (
        keyring.using(reading.private_keys),
        acting(successor(unit_id=unit_id, from_unit_id=from_unit_id)) as actor,
    ):
        take_over_letter(record_id=record_id, actor=actor, on=clock.today())


@app.periodic(cron="35 2 * * *")
@app.task(name="letters.age_marks")
def age_marks(timestamp: int, **_later: object) -> None:
    """Remove what was kept of senders and whose time is over."""
    from congtam.casework.letters.comparing.marks import age
    from congtam.foundation import clock

    age(on=clock.today())


def successor(*, unit_id: int, from_unit_id: int) -> Actor:
    """The part of the system that hands a letter from one unit to the next: both are in its scope, it receives in
    one of them and may do nothing else."""
    rights = {unit_id: frozenset({"letters.receive"}), from_unit_id: frozenset[str]()}
    return Actor(account=None, system_name=SUCCESSOR, unit_id=unit_id, permissions=rights)
