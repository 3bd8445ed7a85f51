"""An error stays the error that it is, however long ago the page before was."""

from datetime import timedelta

import pytest
from django.test import Client

from congtam.foundation import clock
from congtam.foundation.sealing import SealLocked
from congtam.interface.web.home import views

MINUTE = timedelta(minutes=1)


def test_a_minute_after_the_last_page_an_address_that_leads_nowhere_is_told_as_such(desk: Client) -> None:
    with clock.frozen(clock.now() + MINUTE):
        assert desk.get("/letters/K7QX-P3MA/").status_code == 404


def test_a_minute_after_the_last_page_a_closed_seal_is_told_as_such(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*args: object, **more: object) -> None:
        raise SealLocked

    monkeypatch.setattr(views, "render", closed)
    with clock.frozen(clock.now() + MINUTE):
        assert desk.get("/").status_code == 423


def test_the_visit_that_met_an_error_still_counts_as_work(desk: Client) -> None:
    start = clock.now()
    for minutes in (10, 20):
        with clock.frozen(start + timedelta(minutes=minutes)):
            assert desk.get("/letters/K7QX-P3MA/").status_code == 404
