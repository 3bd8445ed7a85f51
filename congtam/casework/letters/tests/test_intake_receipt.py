"""The receipt and the slip: who sees which code, and what a print leaves in the journal."""

import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import numpy as np
import pytest
import segno
from django.test import Client

from congtam.casework.letters.actions import MatterDetails, hold_letter, receive_letter
from congtam.casework.letters.models import Channel, Kind, Letter
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.tests import situations
from congtam.casework.letters.tests.intake import in_scope, page, signed_in, text_of
from congtam.casework.letters.views.receipt import qr_code
from congtam.foundation import clock
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.files.tests import samples
from congtam.mechanisms.lifecycle.models import JournalEntry
from congtam.project.home import Home
from tests.cast import SINCE, Cast, make_cast

DAY = date(2026, 11, 23)


@pytest.fixture
def cast(home: Home, db: None) -> Cast:
    cast = make_cast()
    set_scope([cast.city.pk])
    return cast


@pytest.fixture
def letter(cast: Cast) -> Letter:
    with clock.frozen(DAY):
        return situations.registered(cast, on=DAY)


def _printed(cast: Cast) -> int:
    in_scope(cast.city.pk)
    return JournalEntry.objects.filter(event="letters.letter:receipt_printed").count()


def _open(client: Client, letter: Letter) -> str:
    with clock.frozen(DAY):
        return text_of(client.get(page("receipt", letter)))


def test_the_desk_sees_number_code_tracking_code_and_the_next_date(cast: Cast, letter: Letter) -> None:
    tracking = receipt_of(letter)
    text = _open(signed_in(cast.van), letter)
    assert re.fullmatch(r"(\w{4}-){3}\w{4}", tracking)
    assert tracking in text
    assert letter.record.code in text
    assert "Đơn số 1" in text
    assert "Thụ lý hoặc trả lời không thụ lý" in text


def test_the_tracking_code_is_shown_only_to_those_who_register_and_the_number_to_those_who_read_the_book(
    cast: Cast, letter: Letter
) -> None:
    tracking = receipt_of(letter)
    text = _open(signed_in(cast.chi), letter)
    assert tracking not in text
    assert "Đơn số 1" not in text
    assert "In giấy biên nhận" not in text


def test_a_stranger_is_told_that_there_is_none(cast: Cast, letter: Letter) -> None:
    stranger = signed_in(cast.stranger)
    assert stranger.get(page("receipt", letter)).status_code == 404
    assert stranger.post(page("slip", letter)).status_code == 404


def test_opening_the_slip_is_journaled_and_looking_at_the_receipt_is_not(cast: Cast, letter: Letter) -> None:
    van = signed_in(cast.van)
    _open(van, letter)
    assert van.get(page("slip", letter)).headers["Location"] == page("receipt", letter)
    assert _printed(cast) == 0
    assert van.post(page("slip", letter)).status_code == 200
    assert _printed(cast) == 1


def test_who_may_not_register_prints_nothing(cast: Cast, letter: Letter) -> None:
    assert signed_in(cast.chi).post(page("slip", letter)).status_code == 403
    assert _printed(cast) == 0


def test_the_slip_names_neither_sender_nor_subject_and_speaks_vietnamese(cast: Cast, letter: Letter) -> None:
    type(cast.van).objects.filter(pk=cast.van.pk).update(language="en")
    tracking = receipt_of(letter)
    with clock.frozen(DAY):
        text = text_of(signed_in(cast.van).post(page("slip", letter), {"paper": "a4"}))
    slip = text[text.index("<article") : text.index("</article>")]
    assert "GIẤY BIÊN NHẬN ĐƠN" in slip
    assert "chậm nhất thứ" in slip
    assert tracking in slip
    assert 'data-paper="a4"' in slip
    assert situations.SENDER.name not in text
    assert letter.record.subject not in slip


def _dates_on_the_slip(cast: Cast, kind: Kind) -> list[str]:
    with clock.frozen(DAY):
        in_scope(cast.city.pk)
        matter = MatterDetails(kind=kind, summary="Một việc (thử)")
        letter = situations.registered(cast, on=DAY, matters=(matter,))
        text = text_of(signed_in(cast.van).post(page("slip", letter)))
    return re.findall(r"chậm nhất [^<]*", text)


def test_the_slip_of_a_denunciation_looks_like_that_of_a_complaint(cast: Cast) -> None:
    """Whoever finds it on a table learns nothing of the kind."""
    dates = _dates_on_the_slip(cast, Kind.COMPLAINT)
    assert dates
    assert _dates_on_the_slip(cast, Kind.DENUNCIATION) == dates


def test_the_receipt_of_a_letter_that_is_held_does_not_say_what_it_is_about(
    cast: Cast, letter: Letter
) -> None:
    van, registrar = signed_in(cast.van), _registrar(cast)
    with clock.frozen(DAY):
        in_scope(cast.city.pk)
        hold_letter(letter=letter, actor=cast.actor(cast.chi), on=DAY)
    assert letter.record.subject in _open(van, letter)
    assert letter.record.subject not in _open(registrar, letter)


def _registrar(cast: Cast) -> Client:
    """Registers and does not triage."""
    account = add_account(username="hai", display_name="Hoàng Thị Hai (thử)", password=None)
    post = add_post(unit=cast.city, title="Văn thư 2", permissions=("letters.view", "letters.register"))
    hold(account=account, post=post, since=SINCE)
    return signed_in(account)


def test_the_tracking_code_stands_in_no_address_but_the_fragment(cast: Cast, letter: Letter) -> None:
    tracking = receipt_of(letter)
    text = text_of(signed_in(cast.van).post(page("slip", letter)))
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert not [address for address in addresses if tracking in unquote(address)]
    assert "http://testserver/vi/tra-cuu/ và gõ mã" in text


def test_the_qr_code_leads_to_the_public_page_with_the_code_in_the_fragment(
    cast: Cast, letter: Letter
) -> None:
    """Drawn again from the same text: the modules on the slip are those of this very address."""
    tracking = receipt_of(letter)
    text = text_of(signed_in(cast.van).post(page("slip", letter)))
    shown = re.search(r'<img src="(data:image/svg\+xml[^"]*)"', text)
    assert shown
    address = f"http://testserver/vi/tra-cuu/#{tracking}"
    assert shown[1].replace("&#x27;", "'").replace("&amp;", "&") == qr_code(address)
    assert qr_code(address) != qr_code(address[:-1])
    assert np.array(segno.make(address, error="m", micro=False).matrix).shape[0] >= 25


def test_the_qr_code_leads_to_the_office_s_public_address_where_one_is_set(
    cast: Cast, letter: Letter, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://don.example.vn"
    text = text_of(signed_in(cast.van).post(page("slip", letter)))
    assert qr_code(f"https://don.example.vn/vi/tra-cuu/#{receipt_of(letter)}").replace("'", "&#x27;") in text


def test_the_files_are_listed_with_pages_and_the_beginning_of_their_stored_name(cast: Cast) -> None:
    with clock.frozen(DAY):
        letter = receive_letter(
            actor=cast.actor(cast.van), unit=cast.city, on=DAY, channel=Channel.HAND, source=samples.pdf(3)
        ).letter
    mark = letter.scans.get().file.store_name[:12]
    assert f"3 trang · dấu lưu {mark}" in _open(signed_in(cast.van), letter)
