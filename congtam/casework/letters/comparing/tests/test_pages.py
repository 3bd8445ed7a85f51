"""Comparing on the page of registering, with and without scripts, and the page of the link. All invented."""

from typing import Any

from congtam.casework.letters.actions import hold_letter
from congtam.casework.letters.comparing.tests.test_marks import WHO, registered, waiting
from congtam.casework.letters.comparing.tests.test_marks import desk as _desk
from congtam.casework.letters.models import RecordLink
from congtam.casework.letters.tests.intake import form
from congtam.casework.letters.tests.work_pages import address, shows, text

desk = _desk
TYPED = {"sender_name": WHO["name"], "sender_address": WHO["address"], "sender_phone": WHO["phone"]}


#: the office, from a fixture of another module
Desk = Any


def test_what_is_typed_brings_earlier_letters_by_subject_and_day(desk: Desk) -> None:
    earlier, now = registered(desk), waiting(desk)
    part = desk.browser(desk.cast.van).post(address("same-sender", now), TYPED)
    assert part.status_code == 200
    assert shows(part, "Có thể cùng người gửi với đơn đã đến")
    assert shows(part, earlier.record.code)
    assert shows(part, earlier.record.subject)
    assert not shows(part, WHO["name"])
    assert address("link", now, earlier.record.code) in text(part)


def test_the_page_of_registering_asks_by_itself_and_keeps_what_was_typed(desk: Desk) -> None:
    earlier, now = registered(desk), waiting(desk)
    client = desk.browser(desk.cast.van)
    page = client.get(address("register", now))
    assert address("same-sender", now) in text(page)
    asked = client.post(address("register", now), form(now, go="compare", **TYPED))
    assert asked.status_code == 200
    assert shows(asked, earlier.record.code)
    assert f'value="{WHO["name"]}"' in text(asked)
    assert desk.fresh(now).record.state == "received"


def test_nothing_personal_stands_in_an_address(desk: Desk) -> None:
    now = waiting(desk)
    assert desk.browser(desk.cast.van).get(address("same-sender", now), TYPED).status_code == 405


def test_who_is_not_of_intake_is_refused(desk: Desk) -> None:
    earlier, now = registered(desk), waiting(desk)
    for account, status in ((desk.cast.lan, 403), (desk.cast.stranger, 404)):
        client = desk.browser(account)
        assert client.post(address("same-sender", now), TYPED).status_code == status
        assert client.get(address("link", now, earlier.record.code)).status_code == status


def test_two_letters_are_linked_with_a_reason_and_the_page_of_each_leads_to_the_other(desk: Desk) -> None:
    earlier, now = registered(desk), registered(desk)
    client = desk.browser(desk.cast.van)
    page = address("link", now, earlier.record.code)
    assert client.post(page, {"go": "same", "reason": " "}).status_code == 422
    assert client.post(page, {"go": "same", "reason": "Cùng khiếu nại quyết định 57"}).status_code == 302
    for one, other in ((now, earlier), (earlier, now)):
        shown = client.get(address("record", one))
        assert shows(shown, "Đơn cùng việc")
        assert shows(shown, other.record.code)


def test_not_the_same_is_remembered(desk: Desk) -> None:
    earlier, now = registered(desk), waiting(desk)
    client = desk.browser(desk.cast.van)
    assert client.post(address("link", now, earlier.record.code), {"go": "different"}).status_code == 302
    desk.fresh(now)
    assert not RecordLink.objects.get().same
    assert not shows(client.post(address("same-sender", now), TYPED), earlier.record.code)


def test_a_letter_that_is_not_there_cannot_be_linked(desk: Desk) -> None:
    now = waiting(desk)
    assert desk.browser(desk.cast.van).get(address("link", now, "ABCD-EFGH")).status_code == 404


def test_once_a_letter_is_sealed_its_page_leads_to_no_letter_of_the_same_sender(desk: Desk) -> None:
    """The other one may lie open, with the name."""
    earlier, now = registered(desk), registered(desk)
    client = desk.browser(desk.cast.van)
    client.post(address("link", now, earlier.record.code), {"go": "same", "reason": "Cùng việc (thử)"})
    sealed = desk.fresh(now)
    hold_letter(letter=sealed, actor=desk.cast.actor(desk.cast.chi), on=sealed.received_on)
    reader = desk.browser(desk.cast.chi)
    for one, other in ((now, earlier), (earlier, now)):
        page = reader.get(address("record", one))
        assert page.status_code == 200
        assert not shows(page, other.record.code)
