"""What was erased by law is missing rightly; whatever else is missing is named."""

import io
import json
from collections.abc import Iterator

import psycopg
import pytest

from congtam.casework.archives import actions
from congtam.casework.archives.actions.destroying import Save
from congtam.casework.archives.tests.situations import TODAY, Archive, make_archive
from congtam.casework.letters.actions import add_scan
from congtam.casework.letters.models import Letter
from congtam.foundation import clock
from congtam.foundation.access.scope import acting
from congtam.foundation.files import vault
from congtam.foundation.files.models import StoredFile
from congtam.foundation.files.tests import samples
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.verify import verify
from congtam.project.erasures import apply_erasures
from congtam.project.home import Home
from tests.scope import enter


@pytest.fixture
def kept(home: Home, fresh_database: object) -> Iterator[tuple[Archive, Letter, Letter]]:
    """Two refused letters with scans, committed."""
    with clock.frozen(TODAY):
        archive = make_archive()
        with acting(archive.actor(archive.cast.van)) as van:
            letters = [archive.refused(), archive.refused()]
            for number, letter in enumerate(letters):
                source = io.BytesIO(samples.pdf(pages=number + 1))
                add_scan(letter=letter, actor=van, on=TODAY, source=source, name="trang-2.pdf")
        yield archive, letters[0], letters[1]


def execute(archive: Archive, letter: Letter) -> None:
    with acting(archive.actor()) as clerk:
        proposal = archive.decided(letter)
        actions.execute_proposal(proposal=proposal, actor=clerk, on=TODAY, save=Save())


def as_owner(fresh_database: object) -> None:
    from conftest import _point_django

    _point_django(fresh_database.url("owner"))  # type: ignore[attr-defined]


def files_of(letter: Letter) -> list[str]:
    return list(
        StoredFile.objects.filter(data_key=letter.record.data_key_id).values_list("store_name", flat=True)
    )


def test_after_an_erasure_the_journal_still_verifies(
    kept: tuple[Archive, Letter, Letter], fresh_database: object
) -> None:
    archive, gone, _other = kept
    as_owner(fresh_database)
    names = files_of(gone)
    from conftest import _point_django

    _point_django(fresh_database.url("app"))  # type: ignore[attr-defined]
    execute(archive, gone)
    as_owner(fresh_database)
    report = verify()
    assert (report.ok, report.first_bad) == (True, None)
    assert len(names) >= 2
    assert not [name for name in names if vault.path_of(name).exists()]
    assert not files_of(gone)


def test_a_file_that_goes_without_a_certificate_is_named(
    kept: tuple[Archive, Letter, Letter], fresh_database: object, superuser_url: str
) -> None:
    archive, gone, other = kept
    execute(archive, gone)
    as_owner(fresh_database)
    name = JournalEntry.objects.get(record=other.record, event="letters.letter:scan_added").payload["file"]
    with psycopg.connect(superuser_url) as connection:
        connection.execute("DELETE FROM letters_scan")
        connection.execute("DELETE FROM files_storedfile WHERE store_name = %s", [name])
    vault.path_of(name).unlink()
    bad = verify().first_bad
    assert bad is not None
    assert (bad.record, bad.kind, bad.expected) == (other.record.code, "file", name)


def test_a_note_that_goes_without_a_certificate_is_named(
    kept: tuple[Archive, Letter, Letter], fresh_database: object, superuser_url: str
) -> None:
    archive, gone, other = kept
    execute(archive, gone)
    with psycopg.connect(superuser_url) as connection:
        connection.execute("ALTER TABLE lifecycle_journalnote DISABLE TRIGGER USER")
        connection.execute("DELETE FROM lifecycle_journalnote")
    as_owner(fresh_database)
    bad = verify().first_bad
    assert bad is not None
    assert (bad.record, bad.kind) == (other.record.code, "note")


def test_a_certificate_that_somebody_wrote_by_hand_breaks_the_chain(
    kept: tuple[Archive, Letter, Letter], fresh_database: object, superuser_url: str
) -> None:
    """An entry made beside the product's own way has no place in the chain of hashes."""
    archive, gone, other = kept
    execute(archive, gone)
    with psycopg.connect(superuser_url) as connection:
        connection.execute(
            'INSERT INTO lifecycle_journalentry (record_id, unit_id, seq, event, at, "on", system, post_title, payload,'
            ' previous, hash) SELECT %s, unit_id, 99, event, at, "on", system, post_title, payload, previous, hash'
            " FROM lifecycle_journalentry WHERE event LIKE '%%:erased'",
            [other.pk],
        )
    as_owner(fresh_database)
    assert not verify().ok


def test_the_list_outside_the_backup_holds_codes_and_hashes_only(
    kept: tuple[Archive, Letter, Letter], home: Home, fresh_database: object
) -> None:
    archive, gone, _other = kept
    execute(archive, gone)
    as_owner(fresh_database)
    entry = JournalEntry.objects.get(event="letters.letter:erased")
    [path] = (home.path / "erasures").glob("*")
    assert json.loads(path.read_text()) == {
        "format": "congtam-erasure-1",
        "code": gone.record.code,
        "certificate": bytes(entry.hash).hex(),
        "decision": "12/QĐ-UBND",
        "decided_on": "2026-07-01",
        "proposal": entry.payload["proposal"],
        "erased_on": "2026-07-01",
    }


def test_what_an_older_backup_brought_back_is_erased_again(
    kept: tuple[Archive, Letter, Letter], home: Home, fresh_database: object
) -> None:
    """The list was written for a record which this database, as restored, still holds whole."""
    _archive, gone, other = kept
    (home.path / "erasures").mkdir()
    line = {
        "format": "congtam-erasure-1", "code": gone.record.code, "certificate": "00" * 32, "decision": "12/QĐ-UBND",
        "decided_on": "2026-07-01", "proposal": "ABCD-EFGH", "erased_on": "2026-07-01",
    }  # fmt: skip
    (home.path / "erasures" / f"{gone.record.code}.json").write_text(json.dumps(line))
    as_owner(fresh_database)
    names = files_of(gone)
    assert apply_erasures(home.path) == [gone.record.code]
    assert Letter.objects.get(pk=gone.pk).sender_name == ""
    assert Letter.objects.get(pk=other.pk).sender_name != ""
    assert not [name for name in names if vault.path_of(name).exists()]
    assert verify().ok
    assert apply_erasures(home.path) == []


def test_a_list_that_was_lost_is_written_again(
    kept: tuple[Archive, Letter, Letter], home: Home, fresh_database: object
) -> None:
    archive, gone, _other = kept
    execute(archive, gone)
    path = home.path / "erasures" / f"{gone.record.code}.json"
    before = path.read_text()
    path.unlink()
    as_owner(fresh_database)
    assert apply_erasures(home.path) == []
    assert path.read_text() == before


@pytest.mark.parametrize("role", ["app", "owner"])
def test_no_role_takes_a_note_without_a_certificate(
    kept: tuple[Archive, Letter, Letter], fresh_database: object, role: str
) -> None:
    archive, gone, other = kept
    execute(archive, gone)
    with psycopg.connect(fresh_database.url(role)) as connection:  # type: ignore[attr-defined]
        enter(connection, archive.cast.city.pk)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "DELETE FROM lifecycle_journalnote WHERE entry_id IN"
                " (SELECT id FROM lifecycle_journalentry WHERE record_id = %s)",
                [other.pk],
            )
