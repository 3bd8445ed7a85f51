"""PostgreSQL's programs as clients: what they say goes through, and their failures are told."""

from collections.abc import Iterator

import psycopg
import pytest

from congtam.foundation.commands import CommandError
from congtam.project.database.tools import feed, output_of


def test_what_a_program_writes_is_read_as_it_comes(fresh_database: object, owner_url: str) -> None:
    with output_of("pg_dump", owner_url, "--schema-only", "--format=custom") as dumped:
        assert dumped.read(5) == b"PGDMP"
        while dumped.read(1 << 16):
            pass


def test_a_program_that_fails_says_why(fresh_database: object, owner_url: str) -> None:
    def read_all() -> bytes:
        with output_of("pg_dump", owner_url, "--table=there_is_none") as dumped:
            return dumped.read()

    with pytest.raises(CommandError) as failed:
        read_all()

    assert (failed.value.exit_code, failed.value.code) == (4, "pg_dump_failed")
    assert "no matching tables" in failed.value.message


def test_a_program_that_refuses_its_input_says_why(fresh_database: object, owner_url: str) -> None:
    with pytest.raises(CommandError) as failed:
        feed("pg_restore", owner_url, pieces=iter([b"no dump at all"] * 100_000))

    assert failed.value.code == "pg_restore_failed"
    assert "does not appear to be a valid" in failed.value.message


def test_input_that_breaks_off_ends_the_program_and_changes_nothing(
    fresh_database: object, owner_url: str
) -> None:
    with output_of("pg_dump", owner_url, "--format=custom", "--clean", "--exclude-extension=*") as dumped:
        whole = dumped.read()

    def broken() -> Iterator[bytes]:
        yield whole[: len(whole) // 2]
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        feed("pg_restore", owner_url, "--clean", "--single-transaction", "--exit-on-error", pieces=broken())

    with psycopg.connect(owner_url) as connection:
        row = connection.execute("SELECT to_regclass('public.lifecycle_record')").fetchone()
    assert row != (None,)
