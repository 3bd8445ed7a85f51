"""What is erased by law of a letter goes with its working copies, marks and addressed papers. All invented."""

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from congtam.casework.letters.models import WorkingCopy, WorkingPage
from congtam.casework.letters.redaction.tests.sealed_office import SealedOffice, held
from congtam.casework.letters.redaction.tests.test_copies import released
from congtam.foundation.access.rls import set_scope


def test_nothing_is_erased_without_a_certificate(office: SealedOffice) -> None:
    letter = held(office)
    released(office, letter)
    set_scope([office.cast.city.pk])
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT letters_erase_work(%s)", [letter.pk])
    assert WorkingPage.objects.exists()


def test_a_copy_of_another_unit_cannot_be_removed(office: SealedOffice) -> None:
    copy = released(office, held(office))
    set_scope([office.cast.other.pk])
    with (
        pytest.raises((ProgrammingError, InternalError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT letters_remove_working_copy(%s)", [copy.pk])
    set_scope([office.cast.city.pk])
    assert WorkingCopy.objects.get().state == "released"
