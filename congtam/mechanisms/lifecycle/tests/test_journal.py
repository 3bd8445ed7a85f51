"""The journal is added to and never changed, and a change made behind its back is named."""

import io

import psycopg
import pytest
from psycopg import errors

from congtam.casework.letters.actions import add_scan
from congtam.casework.letters.tests.situations import registered
from congtam.foundation import clock
from congtam.foundation.commands import Role
from congtam.foundation.files import vault
from congtam.foundation.files.tests import samples
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.verify import verify
from congtam.project.home import Home
from tests.cast import Cast, make_cast
from tests.scope import enter


@pytest.fixture
def kept(home: Home, fresh_database: object) -> Cast:
    """Two registered letters, committed."""
    cast = make_cast()
    with cast.acting(cast.van):
        for _ in range(2):
            registered(cast, on=clock.today())
    return cast


def as_owner(fresh_database: object) -> None:
    """Verification runs as the owner of the tables."""
    from conftest import _point_django

    _point_django(fresh_database.url("owner"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["app", "worker", "loader", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lifecycle_journalentry SET event = 'x'",
        "DELETE FROM lifecycle_journalentry",
        "TRUNCATE lifecycle_journalentry CASCADE",
    ],
)
def test_no_role_of_the_application_can_change_the_journal(
    kept: Cast, fresh_database: object, role: Role, statement: str
) -> None:
    with psycopg.connect(fresh_database.url(role)) as connection:  # type: ignore[attr-defined]
        enter(connection, kept.city.pk)
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(statement)


def test_an_untouched_journal_verifies(kept: Cast, fresh_database: object) -> None:
    as_owner(fresh_database)
    report = verify()
    assert (report.ok, report.records, report.first_bad) == (True, 2, None)
    assert report.entries == JournalEntry.objects.count() > 2


TAMPERINGS = {
    "one byte of a payload": (
        "UPDATE lifecycle_journalentry SET payload = jsonb_set(payload, '{to}', '\"triaged\"') WHERE seq = 2",
        (2, "entry"),
    ),
    "an actor": ("UPDATE lifecycle_journalentry SET actor_id = NULL WHERE seq = 1", (1, "entry")),
    "a removed last entry": (
        "DELETE FROM lifecycle_journalnote; DELETE FROM lifecycle_journalentry WHERE seq = 2",
        (2, "length"),
    ),
    "a removed first entry": ("DELETE FROM lifecycle_journalentry WHERE seq = 1", (1, "missing")),
    "a head": ("UPDATE lifecycle_record SET head = repeat('x', 32)::bytea", (2, "head")),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_what_a_superuser_alters_is_named(
    kept: Cast, fresh_database: object, superuser_url: str, tampering: str
) -> None:
    statement, (entry, kind) = TAMPERINGS[tampering]
    with psycopg.connect(superuser_url) as connection:
        connection.execute("ALTER TABLE lifecycle_journalentry DISABLE TRIGGER USER")
        connection.execute("ALTER TABLE lifecycle_journalnote DISABLE TRIGGER USER")
        for part in statement.split(";"):
            connection.execute(part)
    as_owner(fresh_database)
    bad = verify().first_bad
    assert bad is not None
    assert (bad.entry, bad.kind) == (entry, kind)
    assert bad.record


def test_entries_whose_record_is_gone_are_named(
    kept: Cast, fresh_database: object, superuser_url: str
) -> None:
    """The last record: nothing comes after it that would seem too short."""
    with psycopg.connect(superuser_url) as connection:
        connection.execute("SET session_replication_role = replica")
        gone = connection.execute("SELECT max(id) FROM lifecycle_record").fetchone()
        connection.execute("DELETE FROM lifecycle_record WHERE id = %s", gone)
    as_owner(fresh_database)
    bad = verify().first_bad
    assert bad is not None
    assert (bad.kind, bad.expected) == ("record", str(gone and gone[0]))


def test_a_scan_that_was_taken_away_with_its_row_is_named(
    home: Home, fresh_database: object, superuser_url: str
) -> None:
    """The file and all that points to it are gone, and the journal still names it."""
    cast = make_cast()
    with cast.acting(cast.van) as actor, clock.frozen(clock.today()):
        letter = registered(cast, on=clock.today())
        scan = add_scan(
            letter=letter, actor=actor, on=clock.today(), source=io.BytesIO(samples.pdf()), name="trang-2.pdf"
        )
    with psycopg.connect(superuser_url) as connection:
        connection.execute("DELETE FROM letters_scan")
        connection.execute("DELETE FROM files_storedfile")
    vault.path_of(scan.file.store_name).unlink()
    as_owner(fresh_database)
    bad = verify().first_bad
    assert bad is not None
    assert (bad.record, bad.kind, bad.expected) == (letter.record.code, "file", scan.file.store_name)
