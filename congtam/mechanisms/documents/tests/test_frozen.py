"""What was issued stays as it was issued, whoever asks the database."""

from itertools import product
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from congtam.foundation.access.policies import policy_for
from congtam.foundation.access.rls import set_scope
from congtam.foundation.commands import Role
from congtam.mechanisms.documents.models import DocumentTemplate, IssuedDocument
from congtam.mechanisms.documents.tests.papers import issued, record_of
from congtam.project.home import Home
from tests.cast import Cast, make_cast
from tests.scope import enter

#: every column of the table must stand in one of the two lists
FROZEN = {
    "id": "id + 1000",
    "uid": "gen_random_uuid()",
    "record_id": "record_id + 1000",
    "unit_id": "unit_id + 1000",
    "item": "item + 1",
    "kind": "'x'",
    "series": "'x'",
    "series_scope": "'2025'",
    "number": "number + 1",
    "symbol": "'99/TB-UBND'",
    "issued_on": "issued_on - 1",
    "issued_at": "issued_at - interval '1 day'",
    "template_version": "'x'",
    "template_compared": "NOT template_compared",
    "facts": "'x'::bytea",
    "docx_id": "docx_id + 1000",
}
OPEN = {
    "signed_id", "signed_on", "sent_on", "sent_by_how", "sent_proof_id", "sent_note", "delivered_on",
    "delivered_proof_id", "delivered_note", "received_on", "received_proof_id", "received_note",
    "voided_on", "void_reason",
}  # fmt: skip

ROLES: tuple[Role, ...] = ("app", "worker", "loader", "owner")


@pytest.fixture
def kept(home: Home, fresh_database: Any) -> Cast:
    """One document, committed."""
    cast = make_cast()
    with cast.acting(cast.lan):
        issued(cast, record_of(cast))
    return cast


def tried(url: str, cast: Cast, statement: sql.SQL | sql.Composed) -> int:
    """Run the statement with the city in scope; how many rows it touched."""
    with psycopg.connect(url) as connection:
        enter(connection, cast.city.pk)
        return connection.execute(statement).rowcount


def test_every_column_is_either_frozen_or_open() -> None:
    columns = {field.column for field in IssuedDocument._meta.concrete_fields}
    assert columns == set(FROZEN) | OPEN
    assert not set(FROZEN) & OPEN


def test_no_role_can_change_what_is_frozen(kept: Cast, fresh_database: Any) -> None:
    for role, (column, value) in product(("app", "worker", "owner"), FROZEN.items()):
        statement = sql.SQL(f"UPDATE documents_issueddocument SET {column} = {value}")
        with pytest.raises(errors.InsufficientPrivilege):
            tried(fresh_database.url(role), kept, statement)


def test_no_role_can_delete_or_truncate(kept: Cast, fresh_database: Any) -> None:
    with kept.acting(kept.lan):
        add_template(kept)
    commands = ("DELETE FROM {}", "TRUNCATE {} CASCADE")
    tables = ("documents_issueddocument", "documents_documenttemplate")
    for role, command, table in product(ROLES, commands, tables):
        with pytest.raises(errors.InsufficientPrivilege):
            tried(fresh_database.url(role), kept, sql.SQL(command).format(sql.Identifier(table)))


def add_template(cast: Cast) -> None:
    DocumentTemplate.objects.create(unit=cast.city, kind="x", content=b"x", sha256="x", uploaded_by=cast.lan)


def test_the_way_of_the_paper_can_be_filled_in(kept: Cast, fresh_database: Any) -> None:
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = {0}").format(sql.Identifier(column)) for column in sorted(OPEN)
    )
    statement = sql.SQL("UPDATE documents_issueddocument SET {}").format(changes)
    assert tried(fresh_database.url("app"), kept, statement) == 1
    day = sql.SQL("UPDATE documents_issueddocument SET sent_on = issued_on")
    assert tried(fresh_database.url("app"), kept, day) == 1


def test_a_voided_number_stays_voided_and_keeps_its_reason(kept: Cast, fresh_database: Any) -> None:
    table = "documents_issueddocument"
    voided = sql.SQL(f"UPDATE {table} SET voided_on = issued_on, void_reason = 'x'::bytea")
    assert tried(fresh_database.url("app"), kept, voided) == 1
    changes = (
        "voided_on = NULL, void_reason = NULL",
        "voided_on = issued_on + 1",
        "void_reason = 'y'::bytea",
    )
    for role, change in product(("app", "owner"), changes):
        with pytest.raises(errors.InsufficientPrivilege):
            tried(fresh_database.url(role), kept, sql.SQL(f"UPDATE {table} SET {change}"))


def test_a_number_is_not_voided_without_a_reason(kept: Cast, fresh_database: Any) -> None:
    bare = sql.SQL("UPDATE documents_issueddocument SET voided_on = issued_on")
    with pytest.raises(errors.CheckViolation, match="voided_with_its_reason"):
        tried(fresh_database.url("app"), kept, bare)


def test_the_bytes_of_a_template_are_never_changed(kept: Cast, fresh_database: Any) -> None:
    with kept.acting(kept.lan):
        add_template(kept)
    changes = ("content = 'y'::bytea", "sha256 = 'y'", "kind = 'y'")
    for role, change in product(("app", "owner"), changes):
        statement = sql.SQL(f"UPDATE documents_documenttemplate SET {change}")
        with pytest.raises(errors.InsufficientPrivilege):
            tried(fresh_database.url(role), kept, statement)
    retired = sql.SQL("UPDATE documents_documenttemplate SET active = false")
    assert tried(fresh_database.url("app"), kept, retired) == 1


def test_another_unit_sees_no_document_even_without_a_filter(kept: Cast) -> None:
    with kept.acting(kept.lan):
        assert IssuedDocument.objects.count() == 1
    with kept.acting(kept.stranger):
        assert IssuedDocument.objects.count() == 0


def test_a_number_is_given_once(kept: Cast, fresh_database: Any) -> None:
    copied = sorted({*FROZEN, *OPEN} - {"id", "uid"})
    names = sql.SQL(", ").join(map(sql.Identifier, copied))
    statement = sql.SQL(
        "INSERT INTO documents_issueddocument (uid, {0}) SELECT gen_random_uuid(), {0}"
    ).format(names)
    with pytest.raises(errors.UniqueViolation, match="one_document_a_number"):
        tried(fresh_database.url("app"), kept, statement + sql.SQL(" FROM documents_issueddocument"))


def test_a_policy_shows_documents_with_their_records_only(kept: Cast) -> None:
    policy = policy_for(IssuedDocument)
    with kept.acting(kept.lan) as lan:
        set_scope([kept.city.pk, kept.other.pk])
        document = policy.visible(lan).get()
        assert policy.may(lan, "letters.accept", document)
        assert not policy.may(lan, "letters.dispatch", document)
        stranger = kept.actor(kept.stranger)
        assert not policy.visible(stranger).exists()
        assert not policy.may(stranger, "letters.accept", document)
