"""An office that switched suggestions off is proposed nothing: not what was read on a scan, not what is alike."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from congtam.casework.letters.actions import receive_letter
from congtam.casework.letters.actions.reading import finish_reading, keep_page
from congtam.casework.letters.comparing.queries import may_compare
from congtam.casework.letters.models import Channel, Letter
from congtam.casework.letters.reading import propose
from congtam.casework.letters.reading.sample_letters import COMPLAINT
from congtam.casework.letters.reading.sample_pages import text_layer
from congtam.casework.letters.tests.intake import page, signed_in, text_of
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.files.tests import samples
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.usefixtures("home")

DAY = date(2026, 11, 23)


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    set_scope([made.city.pk])
    return made


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.van)


@pytest.fixture
def letter(cast: Cast) -> Letter:
    """One that was read to its end."""
    with clock.frozen(DAY):
        received = receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY, channel=Channel.POST, source=samples.pdf(1)
        ).letter
    reader, scan = system_actor("letters.reader", unit_id=cast.city.pk), received.scans.get()
    pages = text_layer(COMPLAINT)
    for number, text in enumerate(pages, start=1):
        keep_page(
            scan=scan, actor=reader, number=number, page={**text.to_json(), "text": text.text}, confidence=90
        )
    finish_reading(scan=scan, actor=reader, on=DAY, confidence=90, proposals=propose(pages).to_json())
    return received


def opened(desk: Client, letter: Letter) -> str:
    with clock.frozen(DAY):
        return text_of(desk.get(page("register", letter)))


def test_nothing_that_was_read_is_proposed(desk: Client, letter: Letter, settings: Settings) -> None:
    assert "data-proposal=" in opened(desk, letter)
    settings.SUGGESTIONS = False
    off = opened(desk, letter)
    assert "data-proposal=" not in off
    assert 'name="sender_name"' in off


def test_no_earlier_letter_is_proposed(cast: Cast, letter: Letter, settings: Settings) -> None:
    assert may_compare(cast.actor(cast.van), letter)
    settings.SUGGESTIONS = False
    assert not may_compare(cast.actor(cast.van), letter)
