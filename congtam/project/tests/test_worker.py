"""Jobs of a worker that died are put back; jobs of one that lives are left alone."""

import asyncio
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from congtam.project.worker import SILENCE, put_back


@pytest.fixture
def jobs(fresh_database: Any, owner_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(owner_url, autocommit=True) as connection:
        yield connection


def _worker(connection: psycopg.Connection[Any], *, silent_for: float) -> int:
    row = connection.execute(
        "INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - make_interval(secs => %s)) RETURNING id",
        [silent_for],
    ).fetchone()
    assert row
    return int(row[0])


def _job(connection: psycopg.Connection[Any], *, worker: int | None) -> int:
    row = connection.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
        " VALUES ('default', 'of.a.test', 'doing', %s) RETURNING id",
        [worker],
    ).fetchone()
    assert row
    return int(row[0])


def _status(connection: psycopg.Connection[Any], job: int) -> str:
    row = connection.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job]).fetchone()
    assert row
    return str(row[0])


def _put_back(url: str, *, everything: bool) -> int:
    """As the worker does it: by its own role, over its own connection."""
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app

    async def act() -> int:
        connector = PsycopgConnector(kwargs=conninfo_to_dict(url))
        async with app.with_connector(connector).open_async() as opened:
            return await put_back(opened, everything=everything)

    return asyncio.run(act())


def test_a_job_of_a_silent_worker_goes_back(jobs: psycopg.Connection[Any], worker_url: str) -> None:
    job = _job(jobs, worker=_worker(jobs, silent_for=SILENCE + 5))

    assert _put_back(worker_url, everything=False) == 1
    assert _status(jobs, job) == "todo"


def test_a_job_of_a_worker_that_is_gone_goes_back(jobs: psycopg.Connection[Any], worker_url: str) -> None:
    job = _job(jobs, worker=None)

    assert _put_back(worker_url, everything=False) == 1
    assert _status(jobs, job) == "todo"


def test_a_job_of_a_living_worker_stays(jobs: psycopg.Connection[Any], worker_url: str) -> None:
    job = _job(jobs, worker=_worker(jobs, silent_for=5))

    assert _put_back(worker_url, everything=False) == 0
    assert _status(jobs, job) == "doing"


def test_at_the_start_of_the_only_worker_every_job_goes_back(
    jobs: psycopg.Connection[Any], worker_url: str
) -> None:
    job = _job(jobs, worker=_worker(jobs, silent_for=5))

    assert _put_back(worker_url, everything=True) == 1
    assert _status(jobs, job) == "todo"
