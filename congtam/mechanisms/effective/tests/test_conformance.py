"""Every table of facts of the project is guarded by the database, and the check that says so can fail."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from congtam.mechanisms.effective.conformance import fact_models, problems
from congtam.mechanisms.effective.tests.models import Sign


@pytest.mark.django_db
def test_every_table_of_facts_has_its_temporal_key_and_its_history() -> None:
    found = {model._meta.label: problems(model) for model in fact_models()}
    assert found
    assert {label: wrong for label, wrong in found.items() if wrong} == {}


@pytest.fixture
def broken(fact_tables: None, db: None, owner_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``broken(statement)``: the problems after the owner did something foolish (undone afterwards)."""

    def _broken(statement: str) -> list[str]:
        with psycopg.connect(owner_url) as owner:
            owner.execute(statement.encode())
            monkeypatch.setattr(connection, "cursor", owner.cursor)
            try:
                return problems(Sign)
            finally:
                monkeypatch.undo()
                owner.rollback()

    return _broken


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("SELECT 1", None),
        (
            "ALTER TABLE effective_tests_sign DROP CONSTRAINT effective_tests_sign_one_at_a_time CASCADE",
            "effective_tests_sign has no key (unit_id, valid WITHOUT OVERLAPS)",
        ),
        ("ALTER TABLE effective_tests_sign ADD size int", "effective_tests_sign_history has not the columns"),
        ("DROP TABLE effective_tests_sign_history", "effective_tests_sign_history has not the columns"),
        ("DROP TRIGGER superseded ON effective_tests_sign", "effective_tests_sign does not write"),
        (
            "ALTER TABLE effective_tests_sign_history DISABLE TRIGGER append_only",
            "effective_tests_sign_history can be altered",
        ),
        (
            "ALTER TABLE effective_tests_sign ENABLE ROW LEVEL SECURITY",
            "effective_tests_sign_history is not protected",
        ),
    ],
)
def test_what_is_missing_is_named(broken: Any, statement: str, sentence: str | None) -> None:
    found = broken(statement)
    assert any(line.startswith(sentence) for line in found) if sentence else found == []
