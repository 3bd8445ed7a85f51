"""One piece of mail is one letter, whatever is sent twice; and two pieces are two."""

import io
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from congtam.casework.letters.actions import Received, receive_letter, void_letter
from congtam.casework.letters.models import Channel, Letter
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.work_pages import Office
from congtam.foundation import clock
from congtam.foundation.files.store import find_same
from congtam.foundation.files.tests import samples
from congtam.mechanisms.documents.dispatching import keep_scan
from congtam.project.home import Home
from tests.cast import Cast, make_cast

DAY = date(2026, 7, 1)


def take(cast: Cast, content: bytes | None, **more: object) -> Received:
    source = io.BytesIO(content) if content is not None else None
    return receive_letter(
        actor=cast.actor(cast.van), unit=cast.city, on=clock.today(), channel=Channel.POST, source=source,
        name="scan0001.pdf", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_the_same_bytes_are_known_after_an_earlier_letter_was_voided(office: Office) -> None:
    cast, page = office.cast, samples.pdf()
    with clock.frozen(DAY):
        void_letter(letter=take(cast, page).letter, actor=cast.actor(cast.van), on=DAY, reason="Nhập nhầm")
        second, third = take(cast, page), take(cast, page)
    assert second.duplicate_of is None
    assert third.duplicate_of == second.letter


def test_the_same_bytes_are_known_though_another_paper_has_them_too(office: Office) -> None:
    cast, page = office.cast, samples.pdf()
    with clock.frozen(DAY):
        other = situations.received(cast, on=DAY)
        proof = keep_scan(other.record, content=page, name="bien-lai.pdf")
        first = take(cast, page)
        assert find_same(unit=cast.city, sha256=str(first.sha256)) == proof
        assert take(cast, page).duplicate_of == first.letter


def test_two_scans_of_one_name_and_size_are_two_letters(office: Office) -> None:
    """A scanner names its files by number, and uncompressed pages are all of one size."""
    pages = [samples.pdf(1), samples.pdf(1) + b"\n%1"]
    key = uuid4()
    with clock.frozen(DAY):
        letters = {take(office.cast, page, idempotency_key=key).letter.pk for page in pages}
        assert len(letters) == 2
        assert {take(office.cast, page, idempotency_key=key).letter.pk for page in pages} == letters


def at_once(cast: Cast, act: Callable[[], Received]) -> tuple[list[Received], list[Exception]]:
    """Two desks do it at the same moment, each with a connection of its own."""
    taken: list[Received] = []
    failed: list[Exception] = []
    start = Barrier(2)

    def desk() -> None:
        start.wait()
        try:
            with cast.acting(cast.van):
                taken.append(act())
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    desks = [Thread(target=desk) for _ in range(2)]
    for thread in desks:
        thread.start()
    for thread in desks:
        thread.join(30)
    return taken, failed


@pytest.mark.parametrize("scanned", [True, False])
def test_a_double_click_that_arrives_at_one_moment_is_one_letter(
    home: Home, fresh_database: object, scanned: bool
) -> None:
    cast, key, page = make_cast(), uuid4(), samples.pdf() if scanned else None
    taken, failed = at_once(cast, lambda: take(cast, page, idempotency_key=key))
    assert not failed
    assert len({received.letter.pk for received in taken}) == 1


def test_the_same_bytes_at_two_desks_at_one_moment_are_one_letter(home: Home, fresh_database: object) -> None:
    cast, page = make_cast(), samples.pdf()
    taken, failed = at_once(cast, lambda: take(cast, page))
    assert not failed
    assert sorted(received.duplicate_of is None for received in taken) == [False, True]
    with cast.acting(cast.van):
        assert Letter.objects.count() == 1
