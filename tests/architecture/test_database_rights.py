"""Who may do what in the database: the wall behind the application's own filters.

``privileges.txt`` is the whole of it, to be read by people. A migration that grants something changes that
file in the same commit.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db.models import Model

from congtam.foundation.access.policies import registered
from tests.architecture.database_rights import (
    Connection,
    granted,
    hiding_policies,
    leading_to_a_record,
    protected_tables,
    sealing_tables,
)

SNAPSHOT = Path(__file__).with_name("privileges.txt")
APPLICATION = ("congtam_app", "congtam_worker", "congtam_loader")
JOURNAL = ("lifecycle_journalentry", "lifecycle_journalnote")
#: beside the journal: when the installation was backed up and rehearsed
APPEND_ONLY = (*JOURNAL, "upkeep_upkeepevent")

#: tables with a unit and without row-level security, each with its reason
OPEN_TABLES = {
    "custody_keypair": "public keys are public",
    "custody_custodian": "who keeps identities is known to all units; only the unit's own rows are written",
    "custody_unitcustody": "which unit above decides is known to all units; only the unit's own row is written",
    "keepers_identityrequest": "the unit that decides sees it too, by a second policy, and nothing of the record",
    "access_elevation": "what a person may do is found before any scope is known; it names permissions, no case",
    "access_post": "what a person may do is found before any scope is known; it names posts, no case",
    "organisations_unitfacts": "names and addresses of public offices are public",
    "organisations_unitfacts_history": "the same facts as they were recorded before",
}
#: tables that the application reads and writes and that belong to no unit on purpose, each with its reason
OF_THE_INSTALLATION = {
    "upkeep_upkeepevent": "backups and rehearsals are of the whole installation; days and counts, no case",
}
#: models with a unit that no policy answers for, each with its reason
WITHOUT_POLICY = {
    "custody.KeyPair": "public keys are public",
    "custody.Custodian": "read through foundation.custody.holders; registers.custody asks its own permission",
    "custody.UnitCustody": "which unit above decides; read through foundation.custody.holders",
    "custody.Share": "opens nothing without a private key; reached through its data key only",
    "access.Post": "rights hang on it; policies ask it and cannot guard it",
    "numbering.Counter": "names series and their last number, no case; the books ask it through functions",
    "sealing.DataKey": "opens nothing without the key outside the database; reached through its record only",
    "files.StoredFile": "reached through what it belongs to: a scan, a document, a template",
    "lifecycle.Continuation": "shown with the record that was handed over, whose policy answers",
    "lifecycle.Erasure": "names a record, a decision and its day; shown with its record, whose policy answers",
    "lifecycle.Exclusion": "who is kept away from a record; asked by those who may name them, through the record",
    "lifecycle.Deadline": "shown with its record, whose policy answers",
    "lifecycle.JournalEntry": "shown with its record, whose policy answers",
    "lifecycle.JournalNote": "shown with its record, whose policy answers",
}
#: tables that lead to a record and do not hide rows of a record from whoever is excluded from it, each with its reason
NOT_HIDING = {
    "accounts_invitation": "of an account, which is no matter that anybody could be named in",
    "accounts_resetrequest": "of an account, which is no matter that anybody could be named in",
}
#: tables that lead to a record and show rows of a sealed one to whoever may not know of it, each with its reason
NOT_SEALING = {
    "lifecycle_deadline": "days and rules of a record; the list of what is late would read five times as much",
    "sealing_datakey": "opens nothing without the key outside the database",
    "files_storedfile": "encrypted; names neither the record nor what the file is",
    "drafts_draft": "encrypted; of one account",
    "custody_share": "opens nothing without a private key",
    "accounts_accountentry": "of an account, which is never sealed",
    "accounts_postentry": "of a post, which is never sealed",
    "correspondence_incoming": "a record of its own, which is never sealed",
    "correspondence_outgoing": "a record of its own, which is never sealed",
    "legislation_appliedchange": "a record of its own, which is never sealed",
    "letters_openingbatch": "a record of its own, which is never sealed",
    "letters_sendermark": "the application reads it through functions, and a sealed record has none",
    "keepers_identityrequest": "the unit that decides sees it too, and nothing of the record",
    "keepers_keeping": "a record of its own, which is never sealed",
    "keepers_proposal": "of a record that is never sealed",
}


@pytest.fixture
def superuser(fresh_database: object, superuser_url: str) -> Iterator[Connection]:
    """In a fresh clone: other tests make tables of their own in the shared database."""
    with psycopg.connect(superuser_url) as connection:
        yield connection


def models_with_a_unit() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models()
        if any(f.attname == "unit_id" for f in model._meta.concrete_fields)
    ]


def test_the_roles_have_exactly_the_listed_privileges(superuser: Connection) -> None:
    listed = [line for line in SNAPSHOT.read_text().splitlines() if line and not line.startswith("#")]
    assert list(granted(superuser)) == listed


def test_a_further_privilege_is_seen(superuser: Connection) -> None:
    before = list(granted(superuser))
    superuser.execute("GRANT TRUNCATE ON lifecycle_journalentry TO congtam_loader")
    after = list(granted(superuser))
    superuser.rollback()
    assert set(after) - set(before) == {
        "lifecycle_journalentry: app select, insert; worker select, insert; loader truncate"
    }


def test_every_table_with_a_unit_is_limited_to_the_units_in_scope(superuser: Connection) -> None:
    rows = superuser.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'unit_id'"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    )
    tables = {str(name) for (name,) in rows}
    assert tables >= {model._meta.db_table for model in models_with_a_unit()}
    assert tables - protected_tables(superuser) == set(OPEN_TABLES)


def test_every_table_that_leads_to_a_record_hides_it_from_whoever_is_excluded(superuser: Connection) -> None:
    hiding = hiding_policies(superuser)
    assert leading_to_a_record(superuser) - set(hiding) == set(NOT_HIDING)
    columns = ("congtam.hidden", "EXISTS")
    assert not [
        table for table, condition in hiding.items() if not any(each in condition for each in columns)
    ]


def test_every_table_that_leads_to_a_record_hides_a_sealed_one(superuser: Connection) -> None:
    leading = leading_to_a_record(superuser) - set(NOT_HIDING)
    assert leading - sealing_tables(superuser) == set(NOT_SEALING)


@pytest.mark.parametrize("table", ["lifecycle_record", "letters_letter", "lifecycle_journalnote"])
def test_a_table_that_shows_sealed_rows_again_is_seen(superuser: Connection, table: str) -> None:
    policy = "not_excluded" if table == "lifecycle_journalnote" else "sealed_scope"
    superuser.execute(f"DROP POLICY {policy} ON {table}")
    assert table not in sealing_tables(superuser)
    superuser.rollback()


@pytest.mark.parametrize("table", ["lifecycle_record", "letters_letter", "files_storedfile"])
def test_a_table_that_hides_nothing_any_more_is_seen(superuser: Connection, table: str) -> None:
    superuser.execute(f"DROP POLICY not_excluded ON {table}")
    assert table in leading_to_a_record(superuser) - set(hiding_policies(superuser))
    superuser.rollback()


def test_a_table_of_the_whole_installation_names_no_unit_record_or_person(superuser: Connection) -> None:
    rows = superuser.execute(
        "SELECT conrelid::regclass::text FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text = ANY (%s)",
        [list(OF_THE_INSTALLATION)],
    )
    assert not rows.fetchall()


def test_a_table_whose_policy_is_gone_is_seen(superuser: Connection) -> None:
    superuser.execute("DROP POLICY unit_scope ON lifecycle_record")
    assert "lifecycle_record" not in protected_tables(superuser)
    superuser.rollback()


def test_every_model_with_a_unit_has_a_policy_or_a_reason() -> None:
    unguarded = {model._meta.label for model in models_with_a_unit() if model not in registered()}
    assert unguarded == set(WITHOUT_POLICY)


def test_no_role_of_the_application_passes_by_the_walls(superuser: Connection) -> None:
    rows = superuser.execute(
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'congtam%%'"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)"
    )
    assert not rows.fetchall()
    members = superuser.execute(
        "SELECT pg_get_userbyid(member) FROM pg_auth_members WHERE pg_get_userbyid(member) = ANY (%s)",
        [list(APPLICATION)],
    )
    assert not members.fetchall()


def test_the_application_owns_nothing_and_creates_nothing(superuser: Connection) -> None:
    owned = superuser.execute(
        "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = ANY (%s)", [list(APPLICATION)]
    )
    assert not owned.fetchall()
    for role in APPLICATION:
        rights = superuser.execute(
            "SELECT has_schema_privilege(%s, 'public', 'CREATE'),"
            " has_database_privilege(%s, current_database(), 'CREATE')",
            [role, role],
        )
        assert rights.fetchone() == (False, False)


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
def test_nobody_is_granted_a_change_of_what_is_only_added_to(
    superuser: Connection, table: str, privilege: str
) -> None:
    for role in APPLICATION:
        row = superuser.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, privilege]).fetchone()
        assert row == (False,), role
        if privilege == "UPDATE":
            columns = superuser.execute("SELECT has_any_column_privilege(%s, %s, 'UPDATE')", [role, table])
            assert columns.fetchone() == (False,), role


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_is_only_added_to_is_guarded_against_its_owner_too(superuser: Connection, table: str) -> None:
    """Both triggers fire always: a session in replication mode does not pass by them."""
    rows = superuser.execute(
        "SELECT tgtype & 32 = 32, tgenabled FROM pg_trigger"
        " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
        [table],
    )
    assert sorted(rows.fetchall()) == [(False, "A"), (True, "A")]
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        superuser.execute(f"TRUNCATE {table} CASCADE")


def test_no_role_of_the_application_may_empty_a_table(superuser: Connection) -> None:
    assert not [line for line in granted(superuser) if "truncate" in line]


def test_functions_that_run_as_their_owner_fix_their_search_path(superuser: Connection) -> None:
    """Or a caller could put a table or operator of their own in the way."""
    rows = superuser.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(array_to_string(proconfig, ' ') LIKE '%%search_path=%%', false)"
    )
    assert not rows.fetchall()
