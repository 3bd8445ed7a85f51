"""The database shows the books to the office that keeps them, with every filter of the application left out."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congtam.casework.correspondence.models import Incoming, Outgoing
from congtam.casework.correspondence.tests import situations
from congtam.foundation.access.rls import set_scope
from tests.cast import Cast

TABLES = (Incoming, Outgoing)


@pytest.fixture
def full(cast: Cast) -> Cast:
    """The city has one document in each book."""
    situations.entered(cast)
    situations.sent_out(cast.actor(cast.van), cast.city)
    return cast


@pytest.mark.parametrize("model", TABLES)
def test_another_office_sees_no_line(full: Cast, model: Any) -> None:
    counts = []
    for scope in ([full.city.pk], [full.other.pk], []):
        set_scope(scope)
        counts.append(model.objects.count())
    assert counts == [1, 0, 0]


@pytest.mark.parametrize("model", TABLES)
def test_another_office_writes_no_line_of_it(full: Cast, model: Any) -> None:
    set_scope([full.city.pk])
    row = model.objects.get()
    set_scope([full.other.pk])
    assert model.objects.filter(pk=row.pk).update(note="x") == 0
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row.save(force_insert=True)
