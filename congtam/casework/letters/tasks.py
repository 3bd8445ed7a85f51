"""Jobs of letters. Arguments are ids; each job acts as a named system actor inside one unit."""

from procrastinate.contrib.django import app

from congtam.foundation.access.actor import system_actor

READER = "letters.reader"
ENTERER = "letters.enterer"


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
