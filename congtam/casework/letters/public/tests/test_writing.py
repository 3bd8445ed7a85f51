"""Somebody writes to an office on the public page, with a name or without."""

import io
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from congtam.casework.letters.models import Channel, Letter, Scan, SenderKind
from congtam.casework.letters.public import offices
from congtam.casework.letters.public.actions import set_web_channel
from congtam.casework.letters.public.actions.channels import MAINTAIN
from congtam.casework.letters.public.tests import citizen
from congtam.casework.letters.readings import proposals_of, text_of
from congtam.casework.letters.receiving import receipt_of
from congtam.casework.letters.sender import sender_of
from congtam.foundation import clock
from congtam.foundation.access.actor import system_actor
from congtam.foundation.access.rls import set_scope
from congtam.foundation.access.setup import add_account, add_post, hold
from congtam.foundation.files.cleaning import traces
from congtam.foundation.files.store import content_mac, read_plain
from congtam.interface.portal import bounds
from tests.cast import SINCE, Cast

CHANNELS = "/letters/public-page/"
NAMED = {
    "signed": "name",
    "name": "Đỗ Thị Thử Nghiệm",
    "address": "Tổ 3, Đống Đa (thử)",
    "phone": "0900000000",
}


def letters(cast: Cast) -> list[Letter]:
    """What the office has."""
    set_scope([cast.city.pk])
    return list(Letter.objects.select_related("record__data_key", "identity_key").order_by("pk"))


def letter(cast: Cast) -> Letter:
    (only,) = letters(cast)
    return only


# -- what the office gets -------------------------------------------------------------------------------------


def test_a_letter_without_a_name_is_received_and_read_as_it_was_typed(cast: Cast) -> None:
    citizen.sent()
    came = letter(cast)
    assert (came.channel, came.record.state) == (Channel.WEB, "received")
    assert came.sender_kind == SenderKind.ANONYMOUS
    assert citizen.TEXT in text_of(came).replace("\n", " ")
    assert came.scans.get().state == Scan.State.DONE


def test_a_name_is_sealed_and_proposed_for_the_form(cast: Cast) -> None:
    citizen.sent(**NAMED)
    came = letter(cast)
    assert sender_of(came) == {"name": NAMED["name"], "address": NAMED["address"], "phone": NAMED["phone"]}
    assert (came.sender_kind, came.sender_name) == (SenderKind.ONE, "")
    proposed = {each["field"]: each["value"] for each in proposals_of(came.scans.get())}
    assert proposed["sender_name"] == NAMED["name"]
    assert proposed["sender_phone"] == NAMED["phone"]


def test_a_name_beside_the_choice_to_write_none_is_left_out(cast: Cast) -> None:
    citizen.sent(name="Đỗ Thị Thử Nghiệm")
    assert sender_of(letter(cast))["name"] == ""
    assert "Đỗ Thị" not in text_of(letter(cast))


def test_two_people_with_the_same_words_send_two_letters(cast: Cast) -> None:
    assert citizen.sent() != citizen.sent()
    assert len(letters(cast)) == 2


def test_enclosures_lie_beside_the_letter_without_what_a_photograph_tells(cast: Cast) -> None:
    taken = citizen.photo()
    assert traces(taken.getvalue())
    citizen.sent(files=[taken])
    scans = list(letter(cast).scans.select_related("file__data_key").order_by("position"))
    assert [scan.position for scan in scans] == [1, 2]
    kept = read_plain(scans[1].file)
    assert not traces(kept)
    assert b"MayAnhThu" not in kept


def test_an_enclosure_is_known_again_by_the_bytes_that_came(cast: Cast) -> None:
    """It is looked at and cleaned once; cleaned again, the bytes that came would be forgotten."""
    taken = citizen.photo()
    citizen.sent(files=[taken])
    kept = letter(cast).scans.get(position=2).file
    assert bytes(kept.content_mac) == content_mac(sha256(taken.getvalue()).hexdigest())


def test_the_office_cannot_read_the_code_again(cast: Cast) -> None:
    citizen.sent()
    came = letter(cast)
    assert came.record.receipt_sealed is None
    assert receipt_of(came) == ""


def test_the_code_follows_the_letter_at_once(cast: Cast) -> None:
    code = citizen.sent()
    page = citizen.post(citizen.TRACK, {"code": code})
    assert page.status_code == 200
    assert "Đơn đã được tiếp nhận" in page.content.decode()


# -- nothing is lost, nothing is doubled ----------------------------------------------------------------------


def test_sending_twice_is_one_letter_with_the_same_code(cast: Cast) -> None:
    token = citizen.token_of(citizen.review())
    first, second = citizen.send(token=token), citizen.send(token=token)
    assert citizen.code_on(first) == citizen.code_on(second)
    assert "chỉ được nhận một lần" in second.content.decode()
    assert len(letters(cast)) == 1


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ({"text": ""}, "Hãy viết chuyện gì đã xảy ra"),
        ({"office": ""}, "Hãy chọn cơ quan nhận đơn"),
        ({"signed": ""}, "cả hai cách đều gửi được"),
        ({"signed": "name"}, "Hãy ghi họ và tên"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    cast: Cast, missing: dict[str, str], told: str
) -> None:
    page = citizen.review(**{"address": "Tổ 3 (thử)", **missing})
    assert page.status_code == 422
    text = page.content.decode()
    assert told in text
    assert "Tổ 3 (thử)" in text
    assert missing.get("text") == "" or citizen.TEXT in text


def test_a_file_that_is_not_taken_is_named_and_the_letter_stays_on_the_page(cast: Cast) -> None:
    page_of_program = io.BytesIO(b"<html>khong phai anh</html>")
    page_of_program.name = "gia-anh.jpg"
    page = citizen.send(files=[citizen.photo(), page_of_program])
    assert page.status_code == 422
    text = page.content.decode()
    assert "gia-anh.jpg" in text
    assert "hãy chọn lại các tệp" in text
    assert citizen.TEXT in text
    assert letters(cast) == []


def test_going_back_shows_everything_that_was_typed(cast: Cast) -> None:
    page = citizen.post(citizen.WRITE, {**citizen.typed(**NAMED), "step": "edit"})
    text = page.content.decode()
    assert page.status_code == 200
    for each in (citizen.TEXT, NAMED["name"], NAMED["address"], NAMED["phone"]):
        assert each in text


def test_a_page_that_was_open_for_days_sends_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    page = citizen.send(token="x" * 40)
    assert page.status_code == 422
    assert citizen.TEXT in page.content.decode()
    assert letters(cast) == []


def test_nobody_chooses_a_code_of_their_own(cast: Cast) -> None:
    assert citizen.send(token="KKKK-KKKK-KKKK-KKKK").status_code == 422
    assert letters(cast) == []


def test_a_text_of_empty_lines_is_no_book(cast: Cast) -> None:
    page = citizen.review(text="a\n" * 9000)
    assert page.status_code == 422
    assert "quá 60 trang" in page.content.decode()


# -- which offices --------------------------------------------------------------------------------------------


def test_an_office_takes_letters_once_its_contacts_are_known(cast: Cast) -> None:
    assert [each.unit for each in offices.open_offices(clock.today())] == [cast.city]


def test_an_office_that_closed_its_page_is_not_offered_and_takes_none(cast: Cast) -> None:
    token = citizen.token_of(citizen.review())
    keeper = system_actor("tests", unit_id=cast.city.pk, permissions=frozenset({"organisations.maintain"}))
    set_scope([cast.city.pk])
    set_web_channel(unit=cast.city, actor=keeper, on=clock.today(), open=False)
    page = citizen.send(token=token)
    assert "Chưa có cơ quan nào nhận đơn qua trang này" in page.content.decode()
    assert letters(cast) == []


def test_whoever_maintains_the_office_opens_and_closes_its_page(cast: Cast) -> None:
    set_scope([cast.city.pk])
    account = add_account(username="quan", display_name="Phạm Văn Quản (thử)", password=None)
    hold(
        account=account, post=add_post(unit=cast.city, title="Quản trị", permissions=(MAINTAIN,)), since=SINCE
    )
    browser = Client()
    browser.force_login(account)
    shut = {"unit": cast.city.code, "open": "no"}
    assert "đang nhận đơn" in browser.get(CHANNELS).content.decode()
    assert browser.post(CHANNELS, shut).status_code == 302
    assert not offices.open_offices(clock.today())
    assert browser.post(CHANNELS, {**shut, "open": "yes"}).status_code == 302
    assert offices.open_offices(clock.today())
    assert browser.post(CHANNELS, {**shut, "unit": cast.other.code}).status_code == 404


def test_the_english_page_is_english(cast: Cast) -> None:
    text = Client().get("/en/gui-don/").content.decode()
    assert 'lang="en"' in text
    assert "Chuyện gì" not in text
    assert "without" in text.lower()


def test_the_receipt_says_nothing_of_a_kind(cast: Cast) -> None:
    text = citizen.send(text="Tôi tố cáo ông Bùi Văn Bịa (thử).").content.decode().lower()
    for kind in ("tố cáo", "khiếu nại", "phản ánh", "kiến nghị", "bịa"):
        assert kind not in text


# -- a flood --------------------------------------------------------------------------------------------------


def test_one_caller_may_write_so_often_in_an_hour(cast: Cast, settings: Any) -> None:
    settings.CONGTAM_PUBLIC_WRITES_PER_HOUR = 2
    token = citizen.token_of(citizen.review())
    citizen.sent(), citizen.sent()
    answer = citizen.send(token=token)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert len(letters(cast)) == 2


def test_a_body_that_is_too_large_is_not_read(cast: Cast, settings: Any) -> None:
    settings.CONGTAM_PUBLIC_REQUEST_BYTES = 2000
    answer = citizen.review(text="a" * 3000)
    assert answer.status_code == 413
    assert "Chưa có gì được gửi đi" in answer.content.decode()


def test_all_callers_together_bring_so_many_bytes_an_hour(cast: Cast, settings: Any) -> None:
    settings.CONGTAM_PUBLIC_BYTES_PER_HOUR = 16_000
    assert citizen.review().status_code == 200
    answer = citizen.review(text="a" * 3500)
    assert answer.status_code == 429


def test_who_announces_much_shuts_the_page_for_nobody_else(settings: Any) -> None:
    settings.CONGTAM_PUBLIC_BYTES_PER_HOUR = 4000
    counted = bounds.Intake()
    taken = [counted.take(500, caller="một") == 0 for _ in range(8)]
    assert taken == [True, True, False, False, False, False, False, False]
    assert counted.take(500, caller="hai") == 0
    for each in ("ba", "bốn", "năm"):
        counted.take(1000, caller=each)
    assert counted.take(1000, caller="sáu") > 0


def test_an_office_with_a_long_queue_says_so_and_keeps_what_was_typed(cast: Cast, settings: Any) -> None:
    settings.CONGTAM_PUBLIC_WAITING = 1
    citizen.sent()
    answer = citizen.send(text="Chuyện thứ hai (thử).")
    assert answer.status_code == 503
    text = answer.content.decode()
    assert "quá nhiều đơn chờ xem" in text
    assert "Chuyện thứ hai (thử)." in text
    assert len(letters(cast)) == 1


def test_so_many_files_at_once(cast: Cast, settings: Any) -> None:
    settings.CONGTAM_PUBLIC_FILES = 1
    answer = citizen.send(files=[citizen.photo(), citizen.photo()])
    assert answer.status_code == 422
    assert "nhiều nhất 1 tệp" in answer.content.decode()


def test_what_is_counted_is_forgotten_with_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(bounds, "monotonic", lambda: now[0])
    counted = bounds.Intake()
    for _ in range(bounds.bound("WRITES_PER_HOUR")):
        counted.wrote("ai")
    assert counted.wait("ai") == 3600
    now[0] = 3601.0
    assert counted.wait("ai") == 0
