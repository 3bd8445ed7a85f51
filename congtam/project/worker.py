"""``congtam worker``: background jobs, as the role congtam_worker.

A job whose worker was killed stays marked as being done; nobody else would take it up. Such jobs are put back
at the start, and again and again while the worker runs (another machine's worker may have died).
"""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from congtam.project.locks import FileLock

CONCURRENCY = 2
#: A worker is dead when it was silent for three heartbeats.
SILENCE = 30.0
_LOOK_EVERY = 15.0
_GRACE = 15.0

_log = logging.getLogger("congtam.worker")


def run_worker(home: Path, *, wait: bool = True) -> None:
    """Work until a signal; with ``wait=False`` until no job is left. Django must be set up as the worker."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    connector = cast(DjangoConnector, app.connector).get_worker_connector()
    with _only_one_here(home / "run" / "worker.lock") as alone:
        asyncio.run(_work(app.with_connector(connector), alone=alone, wait=wait))


@contextlib.contextmanager
def _only_one_here(path: Path) -> Iterator[bool]:
    """Whether this is the home's only worker; the lock of one that was killed is free again."""
    lock = FileLock(path)
    try:
        yield lock.try_take()
    finally:
        lock.release()


async def _work(app: Any, *, alone: bool, wait: bool) -> None:
    async with app.open_async():
        await put_back(app, everything=alone and not _shared_server())
        looking = asyncio.create_task(_keep_putting_back(app))
        try:
            with _hangup_stops():
                await app.run_worker_async(
                    concurrency=CONCURRENCY, wait=wait, shutdown_graceful_timeout=_GRACE, name="congtam"
                )
        finally:
            looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await looking


@contextlib.contextmanager
def _hangup_stops() -> Iterator[None]:
    """A closed terminal ends the worker as TERM does."""
    before = signal.signal(signal.SIGHUP, lambda number, frame: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _shared_server() -> bool:
    """A server on the network may serve workers of other machines, whose jobs are not ours to judge."""
    from django.conf import settings

    return not str(settings.DATABASES["default"]["HOST"]).startswith("/")


async def put_back(app: Any, *, everything: bool = False) -> int:
    """Put the jobs of dead workers back into the queue; how many.

    ``everything``: all jobs marked as being done, for a start at which no other worker can be alive.
    """
    manager = app.job_manager
    if everything:
        jobs = list(await manager.list_jobs_async(status="doing"))
    else:
        jobs = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE))
    for job in jobs:
        _log.warning("job %s (%s) goes back: its worker is gone", job.id, job.task_name)
        await manager.retry_job(job)
    return len(jobs)


async def _keep_putting_back(app: Any) -> None:
    while True:
        await asyncio.sleep(_LOOK_EVERY)
        try:
            await put_back(app)
        except Exception:  # the database restarts; the worker itself notices and says so
            _log.exception("could not look for jobs of dead workers")
