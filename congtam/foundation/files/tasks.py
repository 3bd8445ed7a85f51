"""Nightly work on stored files."""

from procrastinate.contrib.django import app

from congtam.foundation.files.sweeping import sweep_orphans


@app.periodic(cron="20 2 * * *")
@app.task(name="files.sweep_orphans")
def sweep(timestamp: int, **_later: object) -> None:
    """Remove what interrupted uploads left behind; every night, so that a broken upload costs no space for long."""
    sweep_orphans()
