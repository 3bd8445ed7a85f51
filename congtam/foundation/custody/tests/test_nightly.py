"""What the night does with keys."""

from congtam.foundation.access.rls import set_scope
from congtam.foundation.custody import reading, shares
from congtam.foundation.custody.models import Share
from congtam.foundation.custody.tasks import tidy_up
from congtam.foundation.custody.tests.conftest import Office


def test_a_key_for_reading_stays_while_a_scan_waits_for_it(
    office: Office, django_capture_on_commit_callbacks: object
) -> None:
    key = shares.new_identity_key(unit=office.unit)
    shares.let_the_reader_in(data_key=key)
    pair = Share.objects.get(data_key=key, why="reading").pair
    set_scope(())
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert tidy_up() == (0, 0)
    assert pair.pk in reading.private_keys()
    shares.the_reader_is_done(data_key=key)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert tidy_up() == (0, 1)
    assert pair.pk not in reading.private_keys()
