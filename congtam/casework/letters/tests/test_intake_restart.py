"""The database goes away in the middle of a save."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.db import connections

from conftest import _FAST, _point_django
from congtam.casework.letters.models import Letter, Matter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.intake import form, page, signed_in, text_of
from congtam.foundation.access.scope import acting
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.mechanisms.lifecycle.verify import verify
from congtam.project import processes
from congtam.project.database import migrate
from congtam.project.database.server import EmbeddedServer
from congtam.project.home import Home
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture
def server(home: Home, django_db_setup: None, django_db_blocker: Any) -> Iterator[EmbeddedServer]:
    """A server of this test alone; Django's default connection goes there. A commit that was told must outlive
    the server's processes, so it is not delayed here as in other tests."""
    own = EmbeddedServer(home, {**_FAST, "synchronous_commit": "on"}).enter()
    migrate(home, own)
    with django_db_blocker.unblock():
        before = _point_django(own.url("app"))
        try:
            yield own
        finally:
            connections.close_all()
            connections["default"].settings_dict.update(before)
            own.stop_if_ours()


@contextmanager
def _no_number_to_be_had(server: EmbeddedServer) -> Iterator[None]:
    """Whoever saves a letter waits in the middle of it: the number of the book is taken last."""
    with psycopg.connect(server.admin_url()) as connection:
        connection.execute("LOCK TABLE numbering_counter IN ACCESS EXCLUSIVE MODE")
        try:
            yield
        finally:
            connection.close()


def _waits(server: EmbeddedServer) -> bool:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'congtam_app' AND wait_event_type = 'Lock'"
        ).fetchone()
    return row is not None and row[0] == 1


def _until_it_waits(server: EmbeddedServer) -> None:
    end = time.monotonic() + 30
    while not _waits(server):
        assert time.monotonic() < end, "the save did not reach the number of the book"
        time.sleep(0.05)


def _kill(server: EmbeddedServer) -> None:
    pid = server.cluster.pid()
    assert pid
    os.kill(pid, signal.SIGKILL)
    processes.wait_until_gone([pid], 10)


def _state(cast: Cast, letter: Letter) -> tuple[str, int | None, int, int]:
    """State and number of the letter, its matters, its entries "registered"."""
    with acting(cast.actor(cast.van)):
        now = Letter.objects.select_related("record").get(pk=letter.pk)
        entries = JournalEntry.objects.filter(record=now.record, event="letters.letter:register").count()
        return now.record.state, now.record.number, Matter.objects.filter(letter=now).count(), entries


def test_a_save_cut_by_a_restart_of_the_database_is_told_and_wholly_undone_and_can_be_sent_again(
    server: EmbeddedServer,
) -> None:
    cast = make_cast()
    with acting(cast.actor(cast.van)):
        letter = situations.received(cast, on=date.today())  # noqa: DTZ011  any day that is not to come
        sent = form(letter, sender_name="Đỗ Thị Thử")
    client = signed_in(cast.van)
    answers: list[Any] = []

    def save() -> None:
        answers.append(client.post(page("register", letter), sent))
        connections.close_all()

    with _no_number_to_be_had(server):
        saving = Thread(target=save)
        saving.start()
        _until_it_waits(server)
        _kill(server)
    saving.join(30)

    assert answers[0].status_code == 503
    assert "Việc đang làm dở chưa được ghi" in text_of(answers[0])
    assert answers[0].headers["Retry-After"] == "60"
    assert server.recover()
    connections.close_all()
    assert _state(cast, letter) == ("received", None, 0, 0)

    for _again in range(2):
        assert client.post(page("register", letter), sent).headers["Location"] == page("receipt", letter)
    assert _state(cast, letter) == ("registered", 1, 1, 1)
    with acting(cast.actor(cast.van)):
        assert verify().ok
