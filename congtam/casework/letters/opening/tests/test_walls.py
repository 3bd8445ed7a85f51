"""The database shows the files and rows of a paper book to the office that handed them in."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from congtam.casework.letters.models import OpeningBatch, PaperEntry
from congtam.casework.letters.opening.tests.files import registered
from congtam.casework.letters.opening.tests.test_entering import DAY, entered
from congtam.casework.letters.tests.work_pages import Office, day
from congtam.foundation.access.rls import set_scope

TABLES = (OpeningBatch, PaperEntry)


@pytest.mark.parametrize("model", TABLES)
def test_another_office_neither_sees_nor_writes_a_row(office: Office, model: Any) -> None:
    with day(DAY):
        entered(office, registered(7))
    set_scope([office.cast.city.pk])
    row = model.objects.get()
    for scope in ([office.cast.other.pk], []):
        set_scope(scope)
        assert not model.objects.exists()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)
