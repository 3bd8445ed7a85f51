"""Two officers at once: no number twice, no gap, no second document for a second click."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from congtam.casework.letters.documents import ACCEPTANCE
from congtam.mechanisms.documents.models import IssuedDocument
from congtam.mechanisms.documents.tests.papers import issued, record_of
from congtam.mechanisms.lifecycle.models import Record
from congtam.project.home import Home
from tests.cast import Cast, make_cast


@pytest.fixture
def cast(home: Home, fresh_database: Any) -> Cast:
    return make_cast()


def issued_together(cast: Cast, tries: list[tuple[Record, UUID]]) -> list[IssuedDocument]:
    """Each try in a thread and a transaction of its own, all at the same moment."""
    start = Barrier(len(tries))

    def attempt(record: Record, uid: UUID) -> IssuedDocument:
        try:
            start.wait(timeout=30)
            with cast.acting(cast.lan):
                return issued(cast, record, ACCEPTANCE, uid=uid)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(lambda attempted: attempt(*attempted), tries))


def test_documents_issued_together_get_numbers_without_a_gap(cast: Cast) -> None:
    with cast.acting(cast.lan):
        records = [record_of(cast) for _ in range(4)]
    documents = issued_together(cast, [(record, uuid4()) for record in records])
    assert sorted(document.number for document in documents) == [1, 2, 3, 4]


def test_two_clicks_at_the_same_moment_are_one_document(cast: Cast) -> None:
    with cast.acting(cast.lan):
        record = record_of(cast)
    uid = uuid4()
    first, second = issued_together(cast, [(record, uid), (record, uid)])
    assert first.pk == second.pk
    with cast.acting(cast.lan):
        assert IssuedDocument.objects.count() == 1
