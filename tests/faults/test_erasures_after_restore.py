"""A backup that is older than an erasure brings the content back; the restore lets it go again."""

import json
from pathlib import Path

import psycopg
import pytest

from congtam.project.database import ensure_server
from congtam.project.home import Home
from tests.faults.product import run

pytestmark = pytest.mark.xdist_group("backup")


def one_opened_letter(home: Home) -> tuple[str, int]:
    """The code and the id of a letter whose sender is in the plain columns."""
    row = query(
        home,
        "SELECT code, id FROM lifecycle_record JOIN letters_letter ON record_id = id"
        " WHERE sender_name <> '' ORDER BY id LIMIT 1",
    )
    return str(row[0]), int(row[1])


def query(home: Home, statement: str) -> tuple[str, ...]:
    server = ensure_server(home)
    try:
        with psycopg.connect(server.url("owner")) as connection:
            row = connection.execute(statement.encode()).fetchone()
    finally:
        server.stop_if_ours()
    assert row is not None
    return tuple(str(value) for value in row)


def test_a_restore_erases_again_what_the_list_names(city: Home, saved: Path, empty: Home) -> None:
    code, number = one_opened_letter(city)
    line = {
        "format": "congtam-erasure-1", "code": code, "certificate": "00" * 32, "decision": "12/QĐ-UBND",
        "decided_on": "2026-07-01", "proposal": "ABCD-EFGH", "erased_on": "2026-07-01",
    }  # fmt: skip
    (empty.path / "erasures").mkdir(mode=0o700)
    (empty.path / "erasures" / f"{code}.json").write_text(json.dumps(line))

    done = run(empty.path, "restore", str(saved), "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["erased_again"] == [code]
    assert query(empty, f"SELECT sender_name FROM letters_letter WHERE record_id = {number}") == ("",)
    verified = json.loads(run(empty.path, "verify", "--json").stdout)
    assert (verified["ok"], verified["first_bad"]) == (True, None)


def test_without_a_list_a_restore_erases_nothing(city: Home, saved: Path, empty: Home) -> None:
    done = run(empty.path, "restore", str(saved), "--json")

    assert json.loads(done.stdout)["erased_again"] == []
